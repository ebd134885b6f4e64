"""What a caller may hand in as a document, and what is no document at all."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc import files
from gnlc.documents import source as parse
from gnlc.wording import shortened

SMALLEST = {"format_version": 1, "data_version": "2026.11.23", "as_of": "2026-04-15"}


def problems(source: Any, **options: Any) -> list[gnlc.Problem]:
    with pytest.raises(gnlc.DataError) as caught:
        gnlc.load(source, **options)
    return list(caught.value.problems)


BOM = "the text begins with a byte order mark; save it as UTF-8 without one"


class Giver:
    """A file of which each read gives the next of some parts."""

    def __init__(self, *parts: Any) -> None:
        self._parts = [*parts]
        self.asked: list[int] = []

    def read(self, size: int) -> Any:
        self.asked.append(size)
        return self._parts.pop(0)


class TestSources:
    """A document comes from a path, a file, text, bytes or a mapping."""

    def test_all_the_same(self, tmp_path: Path) -> None:
        text = json.dumps(SMALLEST)
        path = tmp_path / "mine.json"
        path.write_text(text, "utf-8")
        expected = gnlc.load(SMALLEST)
        with path.open(encoding="utf-8") as lines, path.open("rb") as raw:
            for source in (path, str(path), lines, raw, text, f"\n {text}", text.encode()):
                assert gnlc.load(source) == expected
        assert gnlc.load(io.StringIO(text)) == expected

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none.json", str(tmp_path / "none.json")):
            with pytest.raises(FileNotFoundError):
                gnlc.load(path)

    def test_a_directory(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError):
            gnlc.load(tmp_path)

    @pytest.mark.parametrize(
        "source", [None, 5, ["x" * 99], object(), bytearray(b"{}"), Giver(None), Giver(["{}"])]
    )
    def test_nothing_else(self, source: Any) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.load(source)
        wanted = "a path, an open file, bytes, str or a mapping"
        assert str(caught.value) == f"a document must be {wanted}, got {shortened(source)}"

    def test_a_mapping_is_taken_as_it_is(self) -> None:
        document, told = parse.parsed(SMALLEST)
        assert document is SMALLEST
        assert told == []


class TestText:
    """What is no JSON, or no object, is one problem of the whole."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "not JSON: Expecting value at line 1, column 1"),
            ("{", "not JSON: .* at line 1, column 2"),
            ('{"a": 1,}', "not JSON"),
            ("\ufeff{}", f"^{BOM}$"),
            (" ", "not JSON"),
            ("[1]", r"^a document must be an object, got \[1\]$"),
            (b"5", "^a document must be an object, got 5$"),
            ("[]", r"^a document must be an object, got \[\]$"),
            (f'["{"x" * 99}"]', r"^a document must be an object, got \['x{46}\.\.\.x{7}'\]$"),
            (b"\xef\xbb\xbf{}", f"^{BOM}$"),
            ("{}".encode("utf-16"), "^in UTF-16; save it as UTF-8$"),
            ("{}".encode("utf-16-be"), "^in UTF-16-BE; save it as UTF-8$"),
            ("{}".encode("utf-32"), "^in UTF-32; save it as UTF-8$"),
            ("{}".encode("utf-32-le"), "^in UTF-32-LE; save it as UTF-8$"),
            (b'{"a": "\xff"}', "^not UTF-8: invalid start byte at byte 7; save it as UTF-8$"),
            ("a\0b", r"^neither JSON nor a path: 'a\\x00b'$"),
            ("\ud800", r"^neither JSON nor a path: '\\ud800'$"),
            ('{"a":' * 100_000, "^arrays and objects are nested too deep$"),
            ('{"a": ' + "9" * 5000 + "}", "not JSON that can be read: Exceeds the limit"),
        ],
    )
    def test_is_told(self, text: str | bytes, message: str) -> None:
        [(pointer, told)] = problems(text)
        assert pointer == ""
        assert re.search(message, told)


class TestSize:
    """No more is read than is allowed, and no more room made than needed."""

    def test_is_told(self, tmp_path: Path) -> None:
        text = json.dumps(SMALLEST)
        path = tmp_path / "ä.json"
        path.write_text(text, "utf-8")
        for source in (path, str(path), text.encode(), io.BytesIO(text.encode())):
            assert gnlc.load(source, max_size=len(text)) == gnlc.load(SMALLEST)
        sources: list[tuple[Any, str]] = [
            (path, "bytes"),
            (text.encode(), "bytes"),
            (text, "characters"),
            (io.StringIO(text), "characters"),
        ]
        for source, unit in sources:
            told = f"longer than {len(text) - 1} {unit}; a greater `max_size` lets it pass"
            assert problems(source, max_size=len(text) - 1) == [("", told)]
        assert problems(b"x" * 2000, max_size=1999)[0].message.startswith("longer than 1,999 ")

    def test_an_endless_file(self) -> None:
        chunk = files.content(io.BytesIO(b" " * (files.CHUNK + 1)), 0)
        assert chunk == b" " * files.CHUNK
        endless = Giver(*[" " * files.CHUNK] * 9)
        told = problems(endless, max_size=3 * files.CHUNK)
        assert told[0].message.startswith("longer than 3,145,728 characters")
        assert endless.asked == [files.CHUNK] * 4

    def test_a_file_that_gives_little_at_a_time(self) -> None:
        parts = [bytes([part]) for part in json.dumps(SMALLEST).encode()]
        slow: Any = Giver(*parts, b"")
        assert gnlc.load(slow) == gnlc.load(SMALLEST)

    @pytest.mark.parametrize("size", ["1", 1.5, True, None])
    def test_is_a_whole_number(self, size: Any) -> None:
        with pytest.raises(TypeError, match="max_size must be an int, got"):
            gnlc.load("{}", max_size=size)

    def test_is_not_negative(self) -> None:
        with pytest.raises(ValueError, match=r"^max_size must be 0 or more, got -1$"):
            gnlc.load("{}", max_size=-1)
        with pytest.raises(ValueError, match=r"^max_size must be 0 or more, got a very long int$"):
            gnlc.load("{}", max_size=-(10**5000))
        assert problems("{}", max_size=0)[0].message.startswith("longer than 0 characters")

    def test_256_mib_unless_it_is_said(self) -> None:
        class Long(str):
            """A text that says of itself that it is long."""

            __slots__ = ()
            length = 256 * 1024**2

            def __len__(self) -> int:
                return self.length

        class Longer(Long):
            __slots__ = ()
            length = Long.length + 1

        text = json.dumps(SMALLEST)
        # It is read, though not to the end that it says it has.
        assert problems(Long(text))[0].message.startswith("not JSON: Extra data")
        told = "longer than 268,435,456 characters"
        assert problems(Longer(text))[0].message.startswith(told)

    def test_a_mapping_has_none(self) -> None:
        assert gnlc.load(SMALLEST, max_size=0) == gnlc.load(SMALLEST)


class TestEncodings:
    """Only UTF-8 is read, and what a text is in instead is told."""

    def test_a_file_that_is_opened_as_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_bytes('{"ä": 1}'.encode("latin-1"))
        with path.open(encoding="utf-8") as file:
            [(pointer, message)] = problems(file)
        assert pointer == ""
        assert message.startswith("not UTF-8: invalid continuation byte at byte 2; save it")

    def test_a_sound_file_that_is_opened_as_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_bytes('{"ä": 1}'.encode())
        with path.open(encoding="ascii") as file:
            assert problems(file) == [("", "opened as ascii, which it is not; open it as bytes")]

    @given(
        st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]),
        st.dictionaries(st.text(max_size=3), st.text(max_size=3), min_size=1),
    )
    def test_wide_ones(self, encoding: str, value: dict[str, str]) -> None:
        [(pointer, message)] = problems(json.dumps(value).encode(encoding))
        assert pointer == ""
        assert message == f"in {encoding.upper()}; save it as UTF-8"


WORD = st.text(max_size=2)


class TestRepeated:
    """Every name that stands twice in an object is told, with its place."""

    def test_deep_down(self) -> None:
        text = '{"x": [{}, {"b": {"c": 1, "c": 2, "c": 3}}], "y": {"d/": 1, "d/": {}, "e": 1}}'
        document, told = parse.parsed(text)
        assert document == {"x": [{}, {"b": {"c": 3}}], "y": {"d/": {}, "e": 1}}
        assert sorted(problem.pointer for problem in told) == ["/x/1/b/c", "/y/d~1"]
        _, told = parse.parsed('{"a/b": [{"~": {"c": 1, "c": 2}}]}')
        assert [problem.pointer for problem in told] == ["/a~1b/0/~0/c"]

    def test_in_an_object_that_is_left_out(self) -> None:
        _, told = parse.parsed('{"a": {"b": 1, "b": 2}, "a": {}}')
        assert told == [("/a", "the name 'a' stands twice in its object; one must go")]

    @given(st.recursive(st.integers(), lambda part: st.lists(part) | st.dictionaries(WORD, part)))
    def test_none_where_there_is_none(self, value: Any) -> None:
        assert parse.parsed(json.dumps(value).encode()) == (value, [])
