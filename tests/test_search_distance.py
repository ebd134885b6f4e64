import statistics
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import gnlc
from gnlc.names.distance import DistanceIndex
from gnlc.names.folding import fold

words = st.text("abc", max_size=12)
long_words = st.text("ab", min_size=100, max_size=150)
queries = st.text("abcd 0", max_size=12)


@st.composite
def keys_and_near_texts(draw: st.DrawFn) -> tuple[list[str], str]:
    """Keys, and one of them of which some letters in a row are replaced by others, or none."""
    keys = draw(st.lists(st.one_of(words, long_words), min_size=1, max_size=8))
    key = draw(st.sampled_from(keys))
    start, end = sorted(draw(st.tuples(*[st.integers(0, min(len(key), 12))] * 2)))
    return keys, key[:start] + draw(st.text("abcd", max_size=2)) + key[end:]


def distance(one: str, other: str) -> int:
    """Optimal string alignment as the books have it, by the table of all beginnings."""
    one, other = one[:127], other[:127]
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row, mine in enumerate(one, 1):
        for column, theirs in enumerate(other, 1):
            table[row][column] = min(
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (mine != theirs),
            )
            if one[row - 2 : row] == other[column - 2 : column][::-1] and row > 1 and column > 1:
                table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
    return table[-1][-1]


def distances(text: str, keys: Iterable[str]) -> list[int]:
    """The distances of a text to keys, of which none is too far."""
    return [distance for _, distance, _ in DistanceIndex(keys).near(text, 1.0)]


class TestDistances:
    @given(st.lists(words), queries)
    @example([], "a")
    @example(["ab", "ba", "", "a" * 7, "a" * 8, "ab" * 8], "ba")
    def test_are_those_of_optimal_string_alignment(self, keys: list[str], text: str) -> None:
        keys.sort(key=len)
        assert distances(text, keys) == [distance(text, key) for key in keys]

    @given(st.lists(st.one_of(words, long_words), max_size=4), long_words)
    def test_count_127_letters(self, keys: list[str], text: str) -> None:
        keys.sort(key=len)
        assert distances(text, keys) == [distance(text, key) for key in keys]

    @example("x" * 127, [""] + ["y" * 127] * 3)
    @given(st.text("xy", max_size=130), st.lists(st.text("xy", max_size=130), max_size=3))
    def test_of_what_is_wholly_unlike(self, text: str, keys: list[str]) -> None:
        """A lane counts to 255, no more."""
        keys.sort(key=len)
        assert distances(text, keys) == [distance(text, key) for key in keys]

    @given(st.lists(st.one_of(words, long_words), max_size=8))
    def test_keys_are_in_order_of_length(self, keys: list[str]) -> None:
        assert DistanceIndex(keys).keys == tuple(sorted(keys, key=len))

    @given(words)
    def test_nothing_is_as_near_as_the_key_itself(self, key: str) -> None:
        assert distances(key, [key]) == [0]

    @given(words, words)
    def test_are_the_same_both_ways(self, one: str, other: str) -> None:
        assert distances(one, [other]) == distances(other, [one])

    @given(st.lists(words, min_size=1), words)
    def test_of_a_key_do_not_hang_on_other_keys(self, keys: list[str], text: str) -> None:
        keys.sort(key=len)
        alone = [distances(text, [key])[0] for key in keys]
        assert distances(text, keys) == alone


class TestNear:
    @given(
        keys_and_near_texts()
        | st.tuples(
            st.lists(st.one_of(words, long_words), max_size=8), st.one_of(words, long_words)
        ),
        st.sampled_from([0.0, 0.1, 0.25, 0.5]) | st.floats(0, 1),
        st.sampled_from([0.0, 1.0]) | st.floats(-1, 1),
    )
    @example((["a", "b"], ""), 1.0, 0.5)
    @example((["abca", "abc", "aa", "a"], "abca"), 0.0, 0.0)
    @example((["a"], "a"), 0.0, -0.5)
    @example((["xy" * 63 + "x"] * 9, "yx" * 63 + "y"), 1.0, 1.0)
    def test_gives_the_keys_within_a_share_of_the_length(
        self, asked: tuple[list[str], str], share: float, slack: float
    ) -> None:
        keys, text = asked
        index = DistanceIndex(keys)
        assert sorted(index.keys) == sorted(keys)
        expected = []
        for key in index.keys:
            longer = max(min(len(key), 127), min(len(text), 127))
            if distance(text, key) <= share * longer + slack:
                expected.append((key, distance(text, key), longer))
        assert list(index.near(text, share, slack=slack)) == expected

    def test_works_out_few_distances(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of the names of the bundled cities mostly few in a hundred share enough letters."""
        compared: list[int] = []
        sharing = DistanceIndex._sharing

        def count(self: DistanceIndex, text: str, missing: int) -> list[int]:
            places = sharing(self, text, missing)
            compared.append(len(places))
            return places

        monkeypatch.setattr(DistanceIndex, "_sharing", count)
        index = DistanceIndex({fold(name) for city in gnlc.cities() for name in city.names})
        for city in gnlc.cities():
            list(index.near(fold(city.name)[1:], 0.5))
        assert statistics.median(compared) < len(index.keys) / 10

    @given(st.lists(words, max_size=8), words, st.floats(0, 1))
    @example(["a"], "b", 0.0)
    def test_without_slack(self, keys: list[str], text: str, share: float) -> None:
        index = DistanceIndex(keys)
        assert list(index.near(text, share)) == list(index.near(text, share, slack=0.0))
