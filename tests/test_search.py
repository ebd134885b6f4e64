"""Searching: what is found, in what order, and what is refused."""

import random
import string
import unicodedata
from typing import Any

import pytest
import recorded
from hypothesis import given
from hypothesis import strategies as st
from strategies import BUNDLED_CITIES

import gnlc
from gnlc.names.folding import Text
from gnlc.wording import shortened

EVERYBODY = gnlc.cities(include_withdrawn=True)
QUERIES = st.one_of(
    st.text(max_size=20),
    BUNDLED_CITIES.flatmap(lambda city: st.sampled_from(city.names)),
    st.sampled_from(["Azerbaijan", "arab states", "Ganja, Azerbaijan", "san", "Korea", "xyz"]),
)


def best(text: str, **options: Any) -> list[str]:
    """The ids of the cities that are found, those of the best score first."""
    return [match.city.id for match in gnlc.search(text, **options)]


class TestOrder:
    """Results are ranked, and the same each time."""

    @given(QUERIES, st.integers(0, 30), st.integers(0, 30))
    def test_a_lower_limit_gives_the_beginning(self, text: str, a: int, b: int) -> None:
        few, many = sorted((a, b))
        assert gnlc.search(text, limit=few) == gnlc.search(text, limit=many)[:few]
        assert len(gnlc.search(text, limit=few)) <= few

    @given(QUERIES)
    def test_scores_fall_and_ties_are_by_name_then_id(self, text: str) -> None:
        found = gnlc.search(text, limit=None, min_score=0)
        order = [(-match.score, match.city.name, match.city.id) for match in found]
        assert order == sorted(order)
        assert all(0 <= match.score <= 100 for match in found)
        assert len({match.city for match in found}) == len(found)

    @given(QUERIES, st.floats(0, 100))
    def test_least_score(self, text: str, least: float) -> None:
        everything = gnlc.search(text, limit=None, min_score=0)
        assert gnlc.search(text, limit=None, min_score=least) == tuple(
            match for match in everything if match.score >= least
        )

    @given(QUERIES)
    def test_the_name_that_matched_is_recorded(self, text: str) -> None:
        for match in gnlc.search(text):
            city, country = match.city, match.city.country
            names = {*city.names, *country.names, country.region.name}
            if city.subdivision is not None:
                names.add(city.subdivision.name)
            assert match.matched_name in names

    def test_a_match_is_a_value(self) -> None:
        [match] = gnlc.search("Ganja", limit=1)
        assert match == gnlc.Match(city=gnlc.city("Ganja"), score=100, matched_name="Ganja")
        assert hash(match) == hash(
            gnlc.Match(city=gnlc.city("Ganja"), score=100, matched_name="Ganja")
        )


def is_refused(name: str, city: gnlc.City) -> bool:
    """Whether a name of a city means another place."""
    return city in gnlc.network()._gazetteer.judge(Text(name)).refused


class TestEveryName:
    """Every name finds its city, whatever its case, accents and script."""

    def test_every_recorded_name(self) -> None:
        for city in EVERYBODY:
            for name in city.names:
                best, *rest = gnlc.search(name)
                assert city in {m.city for m in (best, *rest) if m.score == best.score}
                assert best.score == (90 if is_refused(name, city) else 100)

    @given(BUNDLED_CITIES, st.data())
    def test_any_case_and_form(self, city: gnlc.City, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(city.names))
        for spelling in (
            name.swapcase(),
            unicodedata.normalize("NFD", name),
            unicodedata.normalize("NFKC", name),
            f"  {name}\t",
        ):
            least = 90 if is_refused(spelling, city) else 95
            found = gnlc.search(spelling, limit=None, min_score=least)
            assert city in [match.city for match in found]

    @given(BUNDLED_CITIES)
    def test_without_accents(self, city: gnlc.City) -> None:
        bare = "".join(c for c in unicodedata.normalize("NFD", city.name) if ord(c) < 0x300)
        assert best(bare, limit=1) == [city.id]

    @given(BUNDLED_CITIES, st.randoms(use_true_random=False))
    def test_words_in_any_order(self, city: gnlc.City, chance: random.Random) -> None:
        words = city.name.split()
        chance.shuffle(words)
        assert best(" ".join(words), limit=1) == [city.id]

    @given(BUNDLED_CITIES)
    def test_words_run_together(self, city: gnlc.City) -> None:
        assert best(city.name.replace(" ", ""), limit=1) == [city.id]

    @given(BUNDLED_CITIES)
    def test_with_its_country(self, city: gnlc.City) -> None:
        for text in (
            f"{city.name}, {city.country.common_name}",
            f"{city.country.name} {city.name}",
        ):
            assert best(text, limit=1) == [city.id]

    @given(BUNDLED_CITIES)
    def test_the_beginning_of_a_name(self, city: gnlc.City) -> None:
        beginning = city.name[: max(3, 2 * len(city.name) // 3)]
        assert city.id in best(beginning, limit=None, min_score=40)


class TestPlaces:
    """The name of a country or region gives its cities."""

    @given(st.deferred(lambda: st.sampled_from(gnlc.countries())))
    def test_countries(self, country: gnlc.Country) -> None:
        there = set(gnlc.cities(country=country, include_withdrawn=True).ids)
        for name in country.names:
            assert there <= set(best(name, limit=None))

    def test_regions(self) -> None:
        for region in gnlc.regions():
            there = set(gnlc.cities(region=region, include_withdrawn=True).ids)
            found = best(region.name, limit=None)
            assert set(found[: len(there)]) == there

    def test_with_a_typo(self) -> None:
        there = {city["id"] for city in recorded.CITIES if city["country"] == "AZ"}
        assert set(best("Azerbajan", limit=len(there))) == there

    def test_a_city_of_the_same_name_comes_first(self) -> None:
        found = gnlc.search("Mexico", limit=None)
        assert found[0].city.id == "mx-mexico-city"
        assert {city.id for city in gnlc.cities(country="MX")} <= {m.city.id for m in found}


class TestReach:
    """A sample of damaged names, with room for the chance in it."""

    @staticmethod
    def misspell(name: str, chance: random.Random, *, typos: int) -> str:
        letters = list(name)
        for _ in range(typos):
            at = chance.randrange(len(letters) - 1)
            kind = chance.randrange(4)
            if kind == 0:
                letters[at] = chance.choice(string.ascii_lowercase)
            elif kind == 1:
                del letters[at]
            elif kind == 2:
                letters.insert(at, chance.choice(string.ascii_lowercase))
            else:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
        return "".join(letters)

    @pytest.mark.parametrize(("typos", "letters", "least"), [(1, 5, 0.99), (2, 6, 0.97)])
    def test_typos(self, typos: int, letters: int, least: float) -> None:
        # Each city has typos of its own, so that an edit of the data leaves those of the others.
        found = [
            best(self.misspell(city.name, random.Random(city.id + str(n)), typos=typos), limit=1)
            == [city.id]
            for city in EVERYBODY
            if len(city.name) >= letters
            for n in range(4)
        ]
        assert sum(found) / len(found) >= least

    @pytest.mark.parametrize(
        ("text", "city"),
        [
            ("バクー", "az-baku"),
            ("Бакы", "az-baku"),
            ("ბაქო", "az-baku"),
            ("gandsha", "az-ganja"),
            ("Hampuri", "de-hamburg"),
            ("Espuu", "fi-espoo"),
            ("Corc", "ie-cork"),
            ("Torino", "it-turin"),
            ("Γκάντζα", "az-ganja"),
        ],
    )
    def test_foreign_names(self, text: str, city: str) -> None:
        assert best(text, limit=1) == [city]


class TestDefaults:
    """Ten cities at the most are given, of a score of 50 at least."""

    def test_ten_at_the_most(self) -> None:
        every = gnlc.search("san", limit=None)
        assert len(every) > 10
        assert gnlc.search("san") == gnlc.network().search("san") == every[:10]

    # Of the best scores below 50, and the least above, some are near to it.
    @pytest.mark.parametrize("text", ["san", "kngng", "gexe"])
    def test_fifty_at_least(self, text: str) -> None:
        every = gnlc.search(text, limit=None, min_score=0)
        least = tuple(match for match in every if match.score >= 50)
        assert gnlc.search(text, limit=None) == gnlc.network().search(text, limit=None) == least
        scores = [match.score for match in every]
        assert any(score >= 50 for score in scores)
        assert any(score < 50 for score in scores)


class TestRefused:
    @pytest.mark.parametrize("text", ["", " ", "\n", "?!", "\ud800", "\u200b", "🎉"])
    def test_nothing_to_look_for(self, text: str) -> None:
        assert gnlc.search(text) == ()

    def test_limit_of_nothing(self) -> None:
        assert gnlc.search("Ganja", limit=0) == ()

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"text": None}, "text must be a str, got None"),
            ({"text": b"x" * 99}, f"text must be a str, got {shortened(b'x' * 99)}"),
            ({"text": "x", "limit": "5"}, "limit must be an int, got '5'"),
            ({"text": "x", "limit": True}, "limit must be an int, got True"),
            ({"text": "x", "limit": 1.0}, "limit must be an int, got 1.0"),
            ({"text": "x", "min_score": "high"}, "min_score must be a number, got 'high'"),
            ({"text": "x", "min_score": True}, "min_score must be a number, got True"),
        ],
    )
    def test_wrong_type(self, arguments: Any, message: str) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.search(**arguments)
        assert str(caught.value) == message

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"limit": -1}, "limit must be 0 or more, got -1"),
            ({"limit": -(10**99)}, f"limit must be 0 or more, got {shortened(-(10**99))}"),
            ({"min_score": -0.1}, "min_score must be from 0 to 100, got -0.1"),
            ({"min_score": 100.5}, "min_score must be from 0 to 100, got 100.5"),
            ({"min_score": float("nan")}, "min_score must be from 0 to 100, got nan"),
            ({"min_score": 10**99}, f"min_score must be from 0 to 100, got {shortened(10**99)}"),
        ],
    )
    def test_impossible_value(self, arguments: Any, message: str) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            gnlc.search("x", **arguments)
        assert str(caught.value) == message

    def test_limits_are_not_impossible(self) -> None:
        assert gnlc.search("Ganja", limit=0, min_score=0) == ()
        assert [match.score for match in gnlc.search("Ganja", min_score=100)] == [100]

    def test_512_characters_count(self) -> None:
        [whole] = gnlc.search(" " * 507 + "Ganja", limit=1)
        [cut] = gnlc.search(" " * 508 + "Ganja", limit=1)
        assert whole == gnlc.search("Ganja", limit=1)[0]
        assert cut == gnlc.search("Ganj", limit=1)[0] != whole
        assert gnlc.search("Ganja" + " " * 507 + "x", limit=1) == (whole,)

    def test_a_long_text_is_looked_at_in_part(self) -> None:
        assert best("Ganja " * 200_000, limit=1) == ["az-ganja"]
        assert gnlc.search("\u0301" * 1_000_000) == ()


class TestWithdrawn:
    def test_is_found_unless_left_out(self) -> None:
        assert best("Laayoune", limit=1) == ["ma-laayoune"]
        assert "ma-laayoune" not in best("Laayoune", limit=None, include_withdrawn=False)


def test_an_empty_network_finds_nothing() -> None:
    head = {"format_version": 1, "data_version": "2026.11.23", "as_of": "2026-04-15"}
    assert gnlc.Network.from_dict(head).search("Ganja", min_score=0) == ()
