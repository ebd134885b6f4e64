"""Typing ahead: what begins with a text comes first, in the script that is typed."""

import unicodedata
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FILTERS, networks

import gnlc
from gnlc import fold

ALL = gnlc.cities(include_withdrawn=True)


def script(text: str) -> str:
    """The script of the first letter of a text, by the first word of its name."""
    return unicodedata.name(text[0]).split()[0]


def population(city: gnlc.City) -> int:
    return (city.location and city.location.population) or 0


def beginnings() -> dict[str, set[str]]:
    """The ids of the cities by the first two letters of their names: in Latin the main names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    names: list[tuple[str, gnlc.City]] = [(city.name, city) for city in ALL]
    names += [
        (name, city)
        for city in ALL
        for name in city.names
        if name[:2].isalpha() and script(name) != "LATIN"
    ]
    for name, _ in names:
        if name[:2].isalpha():
            found[name[:2]] |= {
                city.id for other, city in names if other.casefold().startswith(name[:2].casefold())
            }
    return dict(found)


BEGINNINGS = beginnings()


class TestTwoLetters:
    """After two letters the right city is there, wherever there is room for all."""

    def test_every_beginning_in_every_script(self) -> None:
        few = {typed: ids for typed, ids in BEGINNINGS.items() if len(ids) <= 8}
        assert len(few) > 1000
        assert len({script(typed) for typed in few}) > 20
        missed = {
            typed: ids - {match.city.id for match in gnlc.complete(typed)}
            for typed, ids in few.items()
        }
        assert {typed: ids for typed, ids in missed.items() if ids} == {}

    def test_the_larger_places_where_there_are_more(self) -> None:
        many = {t: i for t, i in BEGINNINGS.items() if len(i) > 8 and t.isascii()}
        assert many
        for typed, ids in many.items():
            matches = gnlc.complete(typed)
            # Folded, a few more begin so.
            also = [c for c in ALL if fold(c.name).replace(" ", "").startswith(typed.lower())]
            ranked = sorted(also, key=lambda city: (-population(city), city.name, city.id))
            assert ids <= {city.id for city in also}
            assert [match.city for match in matches] == ranked[:8]

    def test_names_are_in_the_script_that_is_typed(self) -> None:
        for typed in BEGINNINGS:
            for match in gnlc.complete(typed):
                assert script(typed) in {script(c) for c in match.matched_name if c.isalpha()}


class TestOrder:
    """Main names, then their words, then other names; and what has the accents before all."""

    @given(st.sampled_from(ALL.ids), st.integers(1, 12))
    def test_main_names_come_first(self, city_id: str, length: int) -> None:
        typed = fold(gnlc.city(city_id).name).replace(" ", "")[:length]
        matches = gnlc.complete(typed, limit=None)
        main = [fold(m.city.name).replace(" ", "").startswith(typed) for m in matches]
        assert main == sorted(main, reverse=True)
        assert sum(main) == sum(fold(c.name).replace(" ", "").startswith(typed) for c in ALL)
        assert len({match.city.id for match in matches}) == len(matches)

    def test_kinds(self) -> None:
        found = [match.city.id for match in gnlc.complete("mar", limit=None)]
        main = ["ma-marrakech", "cm-maroua-1er", "ir-maragheh"]
        words = ["ar-villa-maria", "pe-jesus-maria"]
        assert found[:5] == [*main, *words]
        assert "tr-kahramanmaras" not in found

    def test_accents_that_are_typed(self) -> None:
        assert gnlc.complete("Có")[0].city.id == "ar-cordoba"
        assert gnlc.complete("gə")[0].matched_name == "Gəncə"
        assert {m.city.id for m in gnlc.complete("co", limit=None)} >= {"ar-cordoba", "ie-cork"}

    def test_letters_of_a_syllable(self) -> None:
        """In Hangul, while the last syllable is not complete."""
        assert {m.city.id for m in gnlc.complete("부사", limit=None)} == {
            m.city.id for m in gnlc.complete("부산", limit=None)
        }

    def test_scores_grow(self) -> None:
        for end in range(1, len("Ganja")):
            [match, *_] = [
                m for m in gnlc.complete("Ganja"[:end], limit=None) if m.city.name == "Ganja"
            ]
            assert 55 < match.score < 100
        assert gnlc.complete("gANJA")[0].score == 100


class TestOtherwise:
    """What begins no name is searched for, and bad input is refused."""

    def test_search_where_no_name_begins_so(self) -> None:
        assert gnlc.complete("Gandjja") == gnlc.search("Gandjja", limit=8)
        assert gnlc.complete("Gandjja")[0].city.id == "az-ganja"

    @pytest.mark.parametrize("text", ["", " ", "?!", "\ud800"])
    def test_nothing(self, text: str) -> None:
        assert gnlc.complete(text) == ()

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        assert len(gnlc.complete(text)) <= 8

    @given(FILTERS)
    def test_filters(self, filters: Any) -> None:
        expected = set(ALL.filter(**filters).ids)
        every = gnlc.complete("ba", limit=None)
        kept = [match for match in every if match.city.id in expected]
        if kept:
            assert list(gnlc.complete("ba", limit=None, **filters)) == kept
        else:
            assert {match.city.id for match in gnlc.complete("ba", **filters)} <= expected

    @given(networks(min_cities=1))
    def test_of_any_network(self, network: gnlc.Network) -> None:
        for city in network.cities(include_withdrawn=True):
            if fold(city.name):
                found = network.complete(city.name, limit=None)
                assert city in [match.city for match in found]

    def test_limits(self) -> None:
        assert len(gnlc.complete("s", limit=3)) == 3
        assert gnlc.complete("s", limit=0) == ()
        assert gnlc.complete("s", limit=None)[:8] == gnlc.complete("s")

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"text": 5}, TypeError, "text must be a str, got 5"),
            ({"text": "a", "limit": -1}, ValueError, "limit must be 0 or more, got -1"),
            ({"text": "a", "limit": "8"}, TypeError, "limit must be an int, got '8'"),
            ({"text": "a", "contry": "AZ"}, TypeError, "unknown filter 'contry'"),
            ({"text": "a", "country": "Nowhere"}, gnlc.NotFoundError, "no country 'Nowhere'"),
        ],
    )
    def test_bad_input(self, arguments: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            gnlc.complete(**arguments)
