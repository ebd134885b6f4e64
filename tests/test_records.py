"""A city as plain JSON values, by itself: what it is made of is in it, and it comes back whole."""

import json
from typing import Any

import pytest
from hypothesis import given
from strategies import BUNDLED_CITIES, networks

import gnlc
from gnlc.models.base import fields_of


def plain(value: Any) -> bool:
    """Whether a value is as the `json` module reads it, with lists and str keys."""
    if isinstance(value, dict):
        return all(type(key) is str and plain(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or type(value) in (str, int, float, bool)


class TestRoundTrip:
    """Whatever the city, its JSON gives it back."""

    @given(BUNDLED_CITIES)
    def test_of_the_bundled_cities(self, city: gnlc.City) -> None:
        values = city.to_dict()
        assert plain(values)
        assert gnlc.City.from_dict(values) == city
        assert gnlc.City.from_dict(json.loads(json.dumps(values))) == city

    @given(networks(min_cities=1))
    def test_of_any_city(self, network: gnlc.Network) -> None:
        for city in network.cities(include_withdrawn=True):
            values = city.to_dict()
            assert plain(values)
            assert list(values) == [field.name for field in fields_of(gnlc.City)]
            assert gnlc.City.from_dict(values) == city

    def test_what_an_app_reads(self) -> None:
        values = gnlc.city("Baku").to_dict()
        assert values["country"]["region"]["name"] == "Europe and North America"
        assert values["location"]["names"]["fr"] == "Bakou"
        assert values["admissions"][0]["announced_on"] == "2020-09-23"
        assert values["admissions"][0]["sources"][0]["publisher"]
        assert values["known_member_by"] is None

    def test_what_a_caller_changes_is_the_callers(self) -> None:
        gnlc.city("Baku").to_dict()["country"]["alpha_2"] = "XX"
        assert gnlc.city("Baku").to_dict()["country"]["alpha_2"] == "AZ"


class TestRefused:
    """What describes no city: every problem is reported, with its place."""

    def test_every_problem(self) -> None:
        values = gnlc.city("Ganja").to_dict()
        values["kind"] = "village"
        values["country"]["region"] = "europe"
        values["admissions"][0]["sources"][0]["id"] = 5
        values["colour"] = "blue"
        del values["name"]
        with pytest.raises(gnlc.DataError) as caught:
            gnlc.City.from_dict(values)
        assert {problem.pointer for problem in caught.value.problems} == {
            "",
            "/kind",
            "/country/region",
            "/admissions/0/sources/0/id",
            "/colour",
        }
        assert caught.value.count == 5

    def test_a_record_that_contradicts_itself(self) -> None:
        values = gnlc.city("Ganja").to_dict() | {"id": "fr-ganja"}
        with pytest.raises(
            gnlc.DataError, match="id 'fr-ganja' must begin with the country's code"
        ):
            gnlc.City.from_dict(values)

    @pytest.mark.parametrize("value", [None, 5, "az-ganja", [], gnlc.city("Ganja")])
    def test_no_mapping(self, value: Any) -> None:
        with pytest.raises(TypeError, match="document must be a mapping, got "):
            gnlc.City.from_dict(value)


class TestRecords:
    """Records as JSON has them, and in a language."""

    @pytest.mark.parametrize("rows", [gnlc.cities(), *gnlc.tables()], ids=repr)
    def test_json(self, rows: Any) -> None:
        records = rows.to_records(json=True)
        assert plain(records)
        assert records == json.loads(rows.to_json())

    def test_language(self) -> None:
        cities = gnlc.cities()
        for record, city in zip(cities.to_records(language="fr"), cities, strict=True):
            assert record["name"] == city.name_in("fr", city.name)
            country = city.country
            assert record["country_name"] == country.name_in("fr", country.common_name)
        features = cities.to_geojson(language="ru")
        assert {each["properties"]["name"] for each in json.loads(features)["features"]} == {
            city.name_in("ru", city.name) for city in cities
        }
        wrong: Any
        for wrong, error in (("f", ValueError), (5, TypeError)):
            for ask in (cities.to_records, cities.to_geojson):
                with pytest.raises(error, match="language must be a "):
                    ask(language=wrong)

    def test_properties(self) -> None:
        cities = gnlc.cities(year=2020)
        features = json.loads(cities.to_geojson(properties=["year", "name"]))["features"]
        assert [list(each["properties"]) for each in features] == [["year", "name"]] * len(cities)
        assert json.loads(cities.to_geojson(properties="id"))["features"][0]["properties"] == {
            "id": cities[0].id
        }
        assert json.loads(cities.to_geojson()) == cities.__geo_interface__
        with pytest.raises(ValueError, match="did you mean 'name'"):
            cities.to_geojson(properties=["nmae"])
        with pytest.raises(ValueError, match="property must be id, "):
            cities.to_geojson(properties=["latitude"])
        with pytest.raises(TypeError, match="property must be a str, got 5"):
            cities.to_geojson(properties=[5])  # type: ignore[list-item]
