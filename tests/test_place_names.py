"""Keys that join: the Wikidata items of places, and their names by language."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from documents import small
from hypothesis import given
from hypothesis import strategies as st
from strategies import locations

import gnlc
from gnlc.models.places import PlaceName

_DATA = Path(gnlc.__file__).parent / "data"

BAKU = gnlc.city("az-baku")
EVERYBODY = gnlc.cities(include_withdrawn=True)
DEFAULT = object()

_TAGS = st.from_regex("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}", fullmatch=True)


def with_names(**names: Any) -> dict[str, Any]:
    """The small document, with a place and its names."""
    document: dict[str, Any] = small()
    document["cities"][0]["location"] = {
        "geonames_id": 184745,
        "wikidata": "Q3870",
        "name": "Nairobi",
        "latitude": -1.28333,
        "longitude": 36.81667,
        "timezone": "Africa/Nairobi",
        "relation": "same",
    }
    document["place_names"] = [{"city": "ke-nairobi", "names": names}]
    return document


def problems(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(gnlc.DataError) as caught:
        gnlc.Network.from_dict(document)
    return [(problem.pointer, problem.message) for problem in caught.value.problems]


class TestData:
    """What the files of the data say is what the network says."""

    def test_names(self) -> None:
        sides: list[Any] = json.loads((_DATA / "place_names.json").read_text("utf-8"))
        labels = {side["city"]: side["names"] for side in sides}
        for city in gnlc.cities(include_withdrawn=True):
            names = () if city.location is None else city.location.names
            assert {label.language: label.name for label in names} == labels.pop(city.id, {})
        assert not labels

    def test_no_two_cities_have_one_item(self) -> None:
        items = [row["wikidata"] for row in gnlc.cities(include_withdrawn=True).to_records()]
        known = [item for item in items if item is not None]
        assert known
        assert len(set(known)) == len(known)

    def test_names_find_the_city(self) -> None:
        located = [city for city in EVERYBODY if city.location and city.location.relation == "same"]
        assert located
        for city in located:
            assert city.location
            for label in city.location.names:
                assert label.name in city.names
                try:
                    assert gnlc.city(label.name, country=city.country) is city
                except gnlc.NotFoundError as error:
                    assert f" in {city.country.common_name} is another place" in str(error)


class TestNameIn:
    """The name in a language, where the place is the member itself."""

    @given(locations(), _TAGS)
    def test_falls_back_by_subtags(self, place: gnlc.Location, tag: str) -> None:
        city = evolve(BAKU, location=place)
        names = {label.language.lower(): label.name for label in place.names}
        parts = tag.lower().split("-")
        beginnings = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
        expected = next((names[each] for each in beginnings if each in names), DEFAULT)
        if place.relation != "same":
            expected = DEFAULT
        assert city.name_in(tag, DEFAULT) == expected
        assert city.name_in(tag, default=None) == (None if expected is DEFAULT else expected)

    @given(locations())
    def test_each(self, place: gnlc.Location) -> None:
        city = evolve(BAKU, location=evolve(place, relation="same"))
        for label in place.names:
            assert city.name_in(label.language) == label.name
            assert city.name_in(f"{label.language.upper()}-x-private") == label.name

    def test_examples(self) -> None:
        assert BAKU.name_in("fr") == "Bakou"
        assert BAKU.name_in("pt-BR") == BAKU.name_in("pt")
        assert BAKU.name_in("eo") is None
        assert BAKU.name_in("eo", "Baku") == "Baku"
        assert evolve(BAKU, location=None).name_in("fr", "Baku") == "Baku"

    def test_a_seat_is_not_the_member(self) -> None:
        lesbos = gnlc.city("gr-lesbos")
        assert lesbos.location is not None
        assert lesbos.location.relation == "seat"
        assert lesbos.location.names
        assert lesbos.name_in("en") is None
        named = evolve(lesbos.location, names=(PlaceName(language="en", name="Seat"),))
        assert "Seat" not in evolve(lesbos, location=named).names
        assert "Seat" in evolve(lesbos, location=evolve(named, relation="same")).names

    @pytest.mark.parametrize("language", [None, 5, b"fr", ["fr"]])
    def test_not_a_text(self, language: Any) -> None:
        with pytest.raises(TypeError, match="language must be a str"):
            BAKU.name_in(language)

    @pytest.mark.parametrize(
        "language", ["", "pt_BR", "French", "français", "fr ", "-", "fr-", "x" * 9]
    )
    def test_no_tag(self, language: str) -> None:
        with pytest.raises(ValueError, match="language must be a BCP 47 tag"):
            BAKU.name_in(language)


class TestRecords:
    """Names are one for each language, in order."""

    def test_order(self) -> None:
        assert BAKU.location is not None
        with pytest.raises(ValueError, match="in order of their languages"):
            evolve(BAKU.location, names=BAKU.location.names[::-1])

    def test_twice(self) -> None:
        assert BAKU.location is not None
        twice = (PlaceName(language="fr", name="A"), PlaceName(language="fr", name="B"))
        with pytest.raises(ValueError, match="more than one of the names has the language 'fr'"):
            evolve(BAKU.location, names=twice)

    @pytest.mark.parametrize("item", ["", "Q", "Q0", "q1", "Q01", "1", "Q1\n", "P1"])
    def test_no_item(self, item: str) -> None:
        assert BAKU.location is not None
        with pytest.raises(ValueError, match="a Wikidata item"):
            evolve(BAKU.location, wikidata=item)


class TestDocuments:
    """Names stand in a table of their own; what is wrong has a place."""

    def test_sound(self) -> None:
        network = gnlc.Network.from_dict(with_names(sw="Nairobi", ru="Найроби"))
        city = network.city("ke-nairobi")
        assert city.location is not None
        assert [label.language for label in city.location.names] == ["ru", "sw"]
        assert city.location.wikidata == "Q3870"
        assert gnlc.loads(gnlc.dumps(network)) == network

    @pytest.mark.parametrize(
        ("names", "pointer", "message"),
        [
            ({}, "/place_names/0/names", "names must have 1 or more, got 0"),
            ([], "/place_names/0/names", "must be an object of names by language, got []"),
            ({"fr": ""}, "/place_names/0/names/fr", "name must not be empty"),
            ({"fr": 5}, "/place_names/0/names/fr", "name must be a str, got 5"),
            (
                {"a/b": "x"},
                "/place_names/0/names/a~1b",
                "language must be a BCP 47 tag such as 'en', got 'a/b'",
            ),
        ],
    )
    def test_names(self, names: Any, pointer: str, message: str) -> None:
        document = with_names()
        document["place_names"][0]["names"] = names
        assert problems(document) == [(pointer, message)]

    def test_city(self) -> None:
        document = with_names(fr="Nairobi")
        document["place_names"] *= 2
        message = "city 'ke-nairobi' is that of an earlier record too"
        assert problems(document) == [("/place_names/1/city", message)]
        document["place_names"] = [{"city": "ke-x", "names": {"fr": "X"}}]
        [(pointer, message)] = problems(document)
        assert pointer == "/place_names/0/city"
        assert message.startswith("unknown city 'ke-x'")

    def test_a_city_without_a_place(self) -> None:
        document = with_names(fr="Nairobi")
        del document["cities"][0]["location"]
        [(pointer, message)] = problems(document)
        assert pointer == "/place_names/0/city"
        assert "has no location" in message
        document["cities"][0]["name"] = ""
        assert [pointer for pointer, _ in problems(document)] == ["/cities/0/name"]

    def test_a_field_of_the_place(self) -> None:
        document = with_names(fr="Nairobi")
        document["cities"][0]["location"]["names"] = []
        [(pointer, _)] = problems(document)
        assert pointer == "/cities/0/location/names"

    def test_changes(self) -> None:
        before, after = with_names(fr="Nairobi", ru="Баку"), with_names(ru="Найроби", sw="Nairobi")
        assert [
            str(change) for change in gnlc.diff(*map(gnlc.Network.from_dict, (before, after)))
        ] == [
            "place name ke-nairobi/fr removed: name Nairobi",
            "place name ke-nairobi/ru changed: name: 'Баку' -> 'Найроби'",
            "place name ke-nairobi/sw added: name Nairobi",
        ]
