"""The ranking of names, held against a plain reading of its rules on small networks."""

import copy
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from test_search_distance import distance

import gnlc
from gnlc.names.folding import Text, fold
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.keys import keys_of
from gnlc.query.search import Match, Ranking, labels_of

GANJA = gnlc.city("Ganja")
AZ = GANJA.country

NAMES = st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=3).map(" ".join)
PLACES = st.lists(st.text("abc", min_size=3, max_size=9), min_size=1, max_size=2).map(" ".join)
QUERIES = st.lists(st.text("abcd", min_size=1, max_size=6), max_size=5).map(" ".join)


def a_country(code: str, name: str, *aliases: str, region: str = "Xyzzy") -> gnlc.Country:
    return evolve(
        AZ,
        alpha_2=code,
        alpha_3=f"{code}X",
        name=name,
        common_name=name,
        aliases=aliases,
        region=evolve(AZ.region, name=region),
    )


def a_city(number: int, country: gnlc.Country, name: str, *names: str) -> gnlc.City:
    [admission] = GANJA.admissions
    return evolve(
        GANJA,
        id=f"{country.alpha_2.lower()}-{number}",
        country=country,
        subdivision=None,
        name=name,
        admissions=(evolve(admission, listed_as=name),),
        location=None,
        aliases=tuple(dict.fromkeys(names)),
        alternate_names=(),
    )


def a_ranking(*cities: gnlc.City) -> Ranking:
    by_id = {city.id: city for city in cities}
    gazetteer = Gazetteer(by_id.__getitem__, keys_of(cities))
    return Ranking(labels_of(cities), by_id.__getitem__, gazetteer)


@st.composite
def some_cities(draw: st.DrawFn) -> list[gnlc.City]:
    regions = draw(st.sampled_from(["Ccc", "A bcc"]))
    countries = [a_country(code, draw(PLACES), region=regions) for code in ("CA", "CD")]
    return [
        a_city(number, draw(st.sampled_from(countries)), *draw(st.lists(NAMES, min_size=1)))
        for number in range(draw(st.integers(1, 4)))
    ]


Scores = Iterator[tuple[str, float]]


class Rules:
    """What the ranking is meant to do, name by name, without any index.

    Args:
        names: names as they are folded, with the ids of those that they lead to.
        part: the score of a word of a name, and what a part can get beside it.
        main: the names, without spaces, that are taken to be nearer than the others.
    """

    def __init__(
        self, names: dict[str, list[str]], part: tuple[float, float], main: set[str] | None
    ) -> None:
        self.main = main
        self.ids: defaultdict[str, list[str]] = defaultdict(list)
        self.pieces: list[tuple[str, str, float]] = []
        self.shuffled: list[tuple[str, str]] = []
        for name, ids in names.items():
            words, key = name.split(), name.replace(" ", "")
            self.ids[key] += ids
            self.pieces.append((key, key, 99))
            if len(words) > 1:
                self.shuffled.append(("".join(sorted(words)), key))
                for start in range(len(words)):
                    for piece in (words[start], "".join(words[start:])):
                        if (start, piece) != (0, key):
                            worth = part[0] + part[1] * len(piece) / len(key)
                            self.pieces.append((piece, key, worth))

    def like(self, words: Sequence[str], share: float) -> Scores:
        text = "".join(words)
        yield from self.near(text, share)
        for piece, key, _ in self.pieces:
            if piece.startswith(text):
                yield key, 55 + 44 * len(text) / len(key)
        if len(words) > 1:
            for letters, key in self.shuffled:
                away = distance("".join(sorted(words)), letters)
                longer = max(len(text), len(letters))
                if away <= share * longer:
                    yield key, 98 * (1 - away / longer)
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    among = "".join(words[start:end])
                    if among in self.ids:
                        yield among, 50 + 49 * len(among) / len(text)

    def near(self, text: str, share: float) -> Scores:
        for piece, key, worth in self.pieces:
            favour = 0.0 if self.main is None else 0.4 if piece in self.main else -0.4
            away, longer = distance(text, piece), max(len(text), len(piece))
            if away <= share * longer + favour + 0.2:
                same = 0.1 * (piece[0] == text[0]) + 0.1 * (piece[-1] == text[-1])
                off = max(0.0, away - favour - same) / longer if away else 0
                yield key, worth * (1 - off)


def score_all(cities: Sequence[gnlc.City], query: str, least: float) -> dict[str, float]:
    """The scores of the cities that are found, by their ids."""
    names, places, codes = _index(cities)
    by_name = Rules(names, (50, 49), {fold(city.name).replace(" ", "") for city in cities})
    by_place = Rules(places, (80, 19), None)
    share = 1 - least / 100
    words = fold(query).split()
    text = "".join(words)
    offers = [(city_id, 100.0) for city_id in names.get(" ".join(words), ())]
    if words:
        offers += _scores_of(by_name, by_name.like(words, share), 1)
        offers += _scores_of(by_place, by_place.like(words, share), 0.95)
        offers += [(city_id, 95) for city_id in codes[text]]
    readings: list[tuple[float, list[str], list[str]]] = []
    for size in range(1, min(8, len(words) - 1) + 1):
        for place, rest in (words[-size:], words[:-size]), (words[:size], words[size:]):
            readings += [(1, codes["".join(place)], rest)] if codes["".join(place)] else []
            for key, score in by_place.near("".join(place), 0.25):
                if score >= 75:
                    readings.append((score / 99, by_place.ids[key], rest))
    for likeness, ids, rest in readings:
        if likeness == max(readings)[0]:
            found = _scores_of(by_name, by_name.like(rest, share), likeness)
            offers += [(city_id, score) for city_id, score in found if city_id in ids]
    best: dict[str, float] = {}
    for city_id, score in offers:
        best[city_id] = max(best.get(city_id, 0), round(score, 2))
    return {city_id: score for city_id, score in best.items() if score >= least}


def _index(cities: Sequence[gnlc.City]) -> tuple[defaultdict[str, list[str]], ...]:
    """The ids of cities by their names, and by the names and codes of their countries."""
    names, places, codes = (defaultdict[str, list[str]](list) for _ in range(3))
    for city in cities:
        for name in dict.fromkeys(map(fold, city.names)):
            names[name].append(city.id)
        for name in (*city.country.names, city.country.region.name):
            places[fold(name)].append(city.id)
        for code in (city.country.alpha_2, city.country.alpha_3):
            codes[code.lower()].append(city.id)
    return names, places, codes


def _scores_of(rules: Rules, scores: Scores, times: float) -> list[tuple[str, float]]:
    return [(city_id, score * times) for key, score in scores for city_id in rules.ids[key]]


BB = a_country("CA", "bbb aab", "b")
CABB = a_country("CD", "cabb")
TINY = [a_city(0, BB, "aab b", "ab"), a_city(1, BB, "ab", "aaabb a"), a_city(2, AZ, "ba bab aab")]


class TestScores:
    """Scores are those of the plain rules."""

    @given(some_cities(), QUERIES, st.sampled_from([0, 25, 40, 50, 60, 75, 90, 100]))
    @example(TINY, "aab", 0)
    @example(TINY, "aab ca", 50)
    @example(TINY, "aba bbb aab", 50)
    @example(TINY, "cax aab b", 0)
    @example(TINY, "bab", 40)
    @example(TINY, "aab bab ba", 90)
    @example(TINY, "Azerbaijan", 50)
    @example(TINY, "azerbaijn ba bab aab", 50)
    @example(TINY, "b b b b b b b b ba bab aab", 0)
    # Places that are hardly like one that there is, and hardly not; and one that is more so.
    @example([a_city(0, a_country("CA", "cabcabca"), "ab")], "babcabcb ab", 0)
    @example([a_city(0, a_country("CA", "cabcabcabcab"), "ab")], "cbbcbbcbbcab ab", 0)
    @example([a_city(0, a_country("CA", "cabc"), "ab"), a_city(1, CABB, "ab")], "cabc ab", 0)
    def test_are_those_of_the_rules(
        self, cities: list[gnlc.City], query: str, least: float
    ) -> None:
        found = a_ranking(*cities).search(Text(query), limit=None, min_score=least)
        assert {match.city.id: match.score for match in found} == pytest.approx(
            score_all(cities, query, least), abs=0.0101
        )

    @pytest.mark.parametrize(
        ("names", "query", "score"),
        [
            # Of a name that is not the main one: words, and words to the end, but no others.
            (("xyz", "ab cd ef"), "cdef", 55 + 44 * 4 / 6),
            (("xyz", "ab cd ef"), "ef", 55 + 44 * 2 / 6),
            (("xyz", "ab cd ef"), "cdeg", (50 + 49 * 4 / 6) * (1 - 1.3 / 4)),
            (("xyz", "ab cd ef"), "cd", 55 + 44 * 2 / 6),
            (("xyz", "ab cd ef"), "abcd", 55 + 44 * 4 / 6),
            (("xyz", "ab cd ef"), "ef ab cd", 98),
            (("xyz", "ab cd ef"), "ab cd ef", 100),
            (("xyz", "ab cd ef"), "abcdef", 99),
            (("xyz", "ab cd ef"), "abcdeg", 99 * (1 - 1.3 / 6)),
            (("abcdef", "xyz"), "abcdeg", 99 * (1 - 0.5 / 6)),
            (("abcdef", "xyz"), "qabcdef", 99 * (1 - 0.5 / 7)),
            (("abcdef", "xyz"), "abcef", 99 * (1 - 0.4 / 6)),
            # One word is in no other order.
            (("aab",), "b aa", 99 * (1 - 1.6 / 3)),
        ],
    )
    def test_of_one(self, names: tuple[str, ...], query: str, score: float) -> None:
        [match] = a_ranking(a_city(0, AZ, *names)).search(Text(query), limit=None, min_score=0)
        assert match.score == pytest.approx(score, abs=0.0051)

    def test_names_that_differ_in_spaces_lead_to_all(self) -> None:
        cities = [a_city(0, AZ, "ab c"), a_city(1, AZ, "abc"), a_city(2, AZ, "a bc")]
        found = a_ranking(*cities).search(Text("abc"), limit=None, min_score=90)
        assert {match.city.id: match.score for match in found} == {
            "az-0": 99,
            "az-1": 100,
            "az-2": 99,
        }

    def test_256_letters_count(self) -> None:
        ranking = a_ranking(a_city(0, AZ, "ab"), a_city(1, AZ, "b"))

        def best(query: str) -> float:
            return max(m.score for m in ranking.search(Text(query), limit=None, min_score=0))

        # The only name in the query is its last word.
        assert best("x" * 253 + " ab") == pytest.approx(50 + 49 * 2 / 255, abs=0.01)
        assert best("x" * 254 + " ab") < 50

    def test_names_without_letters_are_no_names(self) -> None:
        ranking = a_ranking(a_city(0, a_country("CA", "Kappa", "?", region="!"), "ab", "-"))
        for query in ("xyz", "?", "ab", "Kappa"):
            found = ranking.search(Text(query), limit=None, min_score=0)
            assert all(match.score == round(match.score, 2) for match in found)
            assert not {match.matched_name for match in found} & {"?", "!", "-"}

    def test_questions_leave_nothing_behind(self) -> None:
        ranking = a_ranking(*TINY)
        before = copy.deepcopy((ranking._codes, ranking._names.bearers, ranking._places.bearers))
        for query in ("xy", "xy ab", "ab xy", "ca ab"):
            ranking.search(Text(query), limit=None, min_score=0)
        assert (ranking._codes, ranking._names.bearers, ranking._places.bearers) == before

    def test_eight_words_of_a_place_count(self) -> None:
        names = ["p q r s t u v w", "p q r s t u v w x"]
        countries = [a_country(code, name) for code, name in zip(("CA", "CD"), names, strict=True)]
        ranking = a_ranking(*(a_city(0, country, "ab") for country in countries))
        for country, whole in zip(countries, (True, False), strict=True):
            [best, _] = ranking.search(Text(f"ab {country.name}"), limit=None, min_score=0)
            assert best.city.country == country
            assert (best.score == 99) == whole


class TestMatches:
    """Matches are in order, as many as wanted, of cities that may be found."""

    @given(some_cities(), QUERIES, st.integers(0, 3), st.sets(st.integers(0, 3)))
    def test_are_in_order(
        self, cities: list[gnlc.City], query: str, limit: int, kept: set[int]
    ) -> None:
        ranking = a_ranking(*cities)
        every = ranking.search(Text(query), limit=None, min_score=0)
        assert list(every) == sorted(every, key=lambda m: (-m.score, m.city.name, m.city.id))
        ids = {f"{city.country.alpha_2.lower()}-{city.id[3:]}" for city in cities}
        assert {match.city.id for match in every} <= ids

        def keep(city: gnlc.City) -> bool:
            return int(city.id[3:]) in kept

        found = ranking.search(Text(query), limit=limit, min_score=0, keep=keep)
        assert found == tuple(match for match in every if keep(match.city))[:limit]

    def test_least_score_counts_itself(self) -> None:
        ranking = a_ranking(*TINY)
        for score in {
            match.score for match in ranking.search(Text("aab"), limit=None, min_score=0)
        }:
            found = ranking.search(Text("aab"), limit=None, min_score=score)
            assert min(match.score for match in found) == score

    def test_is_a_value(self) -> None:
        match: Any = Match(city=GANJA, score=1.5, matched_name="x")
        assert match == Match(GANJA, 1.5, "x")
        assert (match.city, match.score, match.matched_name) == (GANJA, 1.5, "x")
        with pytest.raises(AttributeError):
            match.score = 5


class TestNameThatMatched:
    """A match tells the name that was hit, in the spelling of the query where it is recorded."""

    RANKING = a_ranking(
        a_city(0, AZ, "Aab", "\u00c1ab", "AAB B", "\u0410\u0410B b", "Elsewhere", "aa bb"),
        a_city(1, a_country("CA", "Kappa", "c a", region="Big Isles"), "ba"),
        a_city(2, a_country("CD", "Lambda", region="Big Isles"), "b-a"),
    )

    @pytest.mark.parametrize(
        ("query", "score", "name"),
        [
            ("aab", 100, "Aab"),
            ("aab b", 100, "AAB B"),
            ("\u0430\u0430b B", 100, "\u0410\u0410B b"),
            ("AAB-B", 100, "AAB B"),
            ("\u00e1ab", 100, "\u00c1ab"),
            ("a\u00c1b", 100, "Aab"),
            ("Elsewhere", 100, "Elsewhere"),
            ("elsewhare", 85.8, "Elsewhere"),
            ("aax", 82.5, "Aab"),
            ("Azerbaijan", 94.05, "Azerbaijan"),
            ("AZ", 95, "Azerbaijan"),
            ("aze", 95, "Azerbaijan"),
            ("A Z", 95, "Azerbaijan"),
            ("KAPPA", 94.05, "Kappa"),
            # A code that is a name as well is reported as the name.
            ("ca", 95, "c a"),
            ("cax", 95, "Kappa"),
            ("cd", 95, "Lambda"),
            ("ba", 100, "ba"),
        ],
    )
    def test_of_the_best(self, query: str, score: float, name: str) -> None:
        [match] = self.RANKING.search(Text(query), limit=1, min_score=0)
        assert match.score == pytest.approx(score, abs=0.0101)
        assert match.matched_name == name
        assert self.RANKING.search(Text(query), limit=1, min_score=0) == (match,)

    def test_of_a_region(self) -> None:
        found = self.RANKING.search(Text("big isles"), limit=None, min_score=90)
        assert [(match.city.id, match.matched_name) for match in found] == [
            ("cd-2", "Big Isles"),
            ("ca-1", "Big Isles"),
        ]

        found = self.RANKING.search(Text("isles"), limit=None, min_score=80)
        assert {match.score for match in found} == {round(0.95 * (80 + 19 * 5 / 8), 2)}

    def test_of_names_that_match_as_well_the_first(self) -> None:
        ranking = a_ranking(a_city(0, AZ, "xyz", "ab c", "ab d"))
        [match] = ranking.search(Text("ab"), limit=None, min_score=0)
        assert match.matched_name == "ab c"

    def test_of_each_word_order(self) -> None:
        for score, group in groupby(
            self.RANKING.search(Text("b aab"), limit=None, min_score=90), lambda match: match.score
        ):
            assert (score, [match.matched_name for match in group]) == (98, ["AAB B"])
