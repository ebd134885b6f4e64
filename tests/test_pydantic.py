"""Records as the types of fields of Pydantic models."""

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

import gnlc

CITIES = gnlc.cities(include_withdrawn=True)


class Trip(BaseModel):
    cities: list[gnlc.City]
    countries: dict[str, gnlc.Country] = {}
    days: dict[gnlc.City, int] = {}
    region: gnlc.Region | None = None
    subdivision: gnlc.Subdivision | None = None


class TestFields:
    """A field takes a key, a name or the record, and gives the key."""

    @given(st.lists(st.sampled_from(tuple(CITIES))))
    def test_round_trip(self, cities: list[gnlc.City]) -> None:
        trip = Trip(
            cities=cities,
            countries={city.id: city.country for city in cities},
            days=dict.fromkeys(cities, 1),
            region=cities[0].region if cities else None,
            subdivision=cities[0].subdivision if cities else None,
        )
        assert trip.cities == cities
        written = trip.model_dump()
        assert written["cities"] == [city.id for city in cities]
        assert written["countries"] == {city.id: city.country.alpha_2 for city in cities}
        assert written["days"] == {city.id: 1 for city in cities}
        assert json.loads(trip.model_dump_json()) == written
        assert Trip.model_validate(written) == trip
        assert Trip.model_validate_json(trip.model_dump_json()) == trip

    @pytest.mark.parametrize("strict", [True, False])
    def test_names(self, strict: bool) -> None:
        adapter = TypeAdapter(list[gnlc.City])
        ganja = gnlc.city("az-ganja")
        assert adapter.validate_python(["Gəncə", "az-ganja", ganja], strict=strict) == [ganja] * 3
        assert adapter.validate_json('["Гянджа"]', strict=strict) == [ganja]
        of_countries = TypeAdapter(dict[str, gnlc.Country])
        azerbaijan = gnlc.country("AZ")
        given: dict[str, Any] = {"a": "AZ", "b": "Azerbaijan", "c": azerbaijan}
        assert set(of_countries.validate_python(given).values()) == {azerbaijan}
        assert of_countries.dump_python(given | {"a": azerbaijan, "b": azerbaijan}) == {
            "a": "AZ",
            "b": "AZ",
            "c": "AZ",
        }


class TestRefusals:
    """What is no member is a validation error with the reason and its place."""

    @staticmethod
    def errors(value: Any) -> list[Any]:
        with pytest.raises(ValidationError) as caught:
            Trip.model_validate(value)
        return [(error["loc"], error["type"], error["msg"]) for error in caught.value.errors()]

    def test_unknown(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.city("Atlantis {x}")
        assert self.errors({"cities": ["Ganja", "Atlantis {x}"]}) == [
            (("cities", 1), "not_found", str(caught.value))
        ]
        found = self.errors({"cities": [], "countries": {"a": "Atlantis"}, "region": "Mars"})
        assert [(place, kind) for place, kind, _ in found] == [
            (("countries", "a"), "not_found"),
            (("region",), "not_found"),
        ]

    def test_records_of_another_network(self) -> None:
        other = gnlc.loads(
            '{"format_version": 1, "patch": true, "cities": [{"id": "az-ganja", "name": "X"}]}',
            base=gnlc.network(),
        )
        [(place, kind, _)] = self.errors({"cities": [other.city("X")]})
        assert (place, kind) == (("cities", 0), "not_found")

    def test_ambiguous(self) -> None:
        [(_, kind, message)] = self.errors({"cities": ["Nam-gu"]})
        assert kind == "not_found"
        assert message.startswith("'Nam-gu' fits more than one city: ")

    @pytest.mark.parametrize("value", [5, None, ["Ganja"], b"Ganja"])
    def test_of_another_type(self, value: Any) -> None:
        [(place, kind, message)] = self.errors({"cities": [value]})
        assert (place, kind) == (("cities", 0), "not_found")
        assert "city must be a name or an id, got " in message
        with pytest.raises(ValidationError, match="Input should be a valid string"):
            Trip.model_validate_json('{"cities": [5]}')


class TestSchema:
    @pytest.mark.parametrize("mode", ["validation", "serialization"])
    def test_is_a_text(self, mode: Any) -> None:
        schema = Trip.model_json_schema(mode=mode)["properties"]
        city = {"type": "string", "description": "The id or a name of a city."}
        country = {"type": "string", "description": "The alpha_2 or a name of a country."}
        assert schema["cities"]["items"] == city
        assert schema["countries"]["additionalProperties"] == country
        assert {"type": "null"} in schema["region"]["anyOf"]


class TestCost:
    def test_nothing_is_loaded_without_pydantic(self) -> None:
        code = (
            "import sys, gnlc; gnlc.city('Ganja'); gnlc.country('AZ');"
            "print(*[name for name in sys.modules if 'pydantic' in name])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout.split() == []
