"""Text in columns, and sources in the place of their ids."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc.display.columns import cut, facts, table, wrap
from gnlc.display.describe import describe
from gnlc.display.text import text as as_text
from gnlc.rows.announcements import with_sources
from gnlc.wording import counted, printable, width

# Characters of every sort: of one column, two and none, and such as break lines.
texts = st.text(
    st.one_of(
        st.sampled_from("ab 東京한글e\u0301\u200dəß\n\x1b\u2028\t\x00\uff21"), st.characters()
    )
)


class TestTable:
    """Columns align, whatever is in them."""

    @given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(texts, min_size=n, max_size=n))))
    def test_columns_align(self, rows: list[list[str]]) -> None:
        header = [f"h{i}" for i in range(len(rows[0]) if rows else 1)]
        lines = table(header, rows).split("\n")
        assert lines.pop() == ""
        expected = [
            [name.upper() for name in header],
            *([printable(c) for c in row] for row in rows),
        ]
        assert len(lines) == len(expected)
        starts = [0]
        for column in zip(*expected, strict=True):
            starts.append(starts[-1] + max(map(width, column)) + 2)
        for line, cells in zip(lines, expected, strict=True):
            for start, end, cell in zip(starts, starts[1:], cells, strict=False):
                assert within(line, start, end).rstrip(" ") == cell.rstrip(" ")

    @given(
        st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(texts, min_size=n, max_size=n))),
        st.integers(20, 80),
        st.integers(0, 3),
    )
    def test_fits_a_terminal(self, rows: list[list[str]], columns: int, key: int) -> None:
        header = ["id"] * (len(rows[0]) if rows else 1)
        key = min(key, len(header) - 1)
        for line in table(header, rows, columns=columns, key=key).split("\n"):
            assert width(line) <= columns

    def test_narrower_than_can_be(self) -> None:
        assert table(["id", "name"], [["abc", "def"]], columns=1) == "…  …\n…  …\n"

    def test_numbers_stand_right(self) -> None:
        rows = [("a", 1, 9.9, None), ("b", 100, 10.0, 2)]
        assert table(("x", "n", "score", "m"), rows) == (
            "X    N  SCORE  M\na    1    9.9  -\nb  100   10.0  2\n"
        )

    @given(texts, st.integers(1, 20))
    def test_cut(self, text: str, columns: int) -> None:
        short = cut(text, columns)
        assert width(short) <= columns
        if width(text) <= columns:
            assert short == text
        else:
            assert short[-1] == "…"
            assert text.startswith(short[:-1])

    @given(texts, st.integers(1, 20) | st.none())
    def test_wrapped(self, text: str, columns: int | None) -> None:
        lines = wrap(text, columns)
        assert " ".join(lines).split() == text.split()
        if columns is None:
            assert lines == [text]
        else:
            assert all(width(line) <= columns or len(line.split()) == 1 for line in lines)

    @given(st.lists(st.tuples(texts, st.lists(texts, min_size=1))), st.none() | st.integers(1, 80))
    def test_facts(self, pairs: list[tuple[str, list[str]]], columns: int | None) -> None:
        lines = facts(pairs, columns=columns).split("\n")
        assert lines.pop() == ""
        assert all(line.startswith("  ") for line in lines)
        words = " ".join(lines).split()
        told = (part for label, values in pairs for part in (label, *values))
        assert words == [word for part in told for word in printable(part).split()]

    def test_blocks(self) -> None:
        """A heading, facts, tables and remarks, as wide as the terminal."""
        [announcement] = [row for row in gnlc.coverage() if row.year == 2020]
        for value in (gnlc.network(), announcement, gnlc.tables(), gnlc.tables().sources):
            for line in as_text(describe(value), columns=60).splitlines():
                assert width(line) <= 60 or " " not in line.strip()

    def test_long_label(self) -> None:
        assert facts([("a", ["1"]), ("b" * 30, ["2", "3"])]) == (
            f"  a  1\n  {'b' * 30}\n     2\n     3\n"
        )

    def test_counted(self) -> None:
        assert [counted(n, "city") for n in (0, 1, 2)] == [
            "0 cities",
            "1 city",
            "2 cities",
        ]


def within(line: str, start: int, end: int) -> str:
    """Return what stands in a line from one column up to another."""
    found = ""
    position = 0
    for char in line:
        if start <= position < end:
            found += char
        position += width(char)
    return found


class TestSources:
    """A source stands in the place of its id, and nowhere else."""

    @given(st.recursive(st.text(), lambda of: st.lists(of) | st.dictionaries(st.just("note"), of)))
    def test_others_stay(self, value: Any) -> None:
        assert with_sources(value, {}) == value

    def test_of_the_bundled_data(self) -> None:
        document = gnlc.network().to_dict()
        sources = {source["id"]: source for source in document["sources"]}
        assert with_sources({"of": [{"sources": ["whc-2019"]}]}, sources) == {
            "of": [{"sources": [sources["whc-2019"]]}]
        }
