"""The nearest cities: in order of the distance, with it, and without the place itself."""

import json
import pickle
from typing import Any

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FILTERS

import gnlc
from gnlc.typing import CityRecord

ALL = gnlc.cities()
PLACED = [city for city in ALL if city.location is not None]
NOWHERE = [city for city in ALL if city.location is None]


def by_distance(latitude: float, longitude: float) -> list[tuple[float, str]]:
    """Distances and ids of all members, the nearest first."""
    return sorted(
        (city.location.distance_km(latitude, longitude), city.id)
        for city in PLACED
        if city.location is not None
    )


class TestNearest:
    """What is nearest to a city or a point."""

    @given(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 20))
    def test_to_a_point(self, latitude: float, longitude: float, limit: int) -> None:
        found = gnlc.nearest((latitude, longitude), limit=limit)
        assert [(each.km, each.city.id) for each in found] == by_distance(latitude, longitude)[
            :limit
        ]

    @given(st.sampled_from(PLACED))
    def test_to_a_city(self, city: gnlc.City) -> None:
        assert city.location is not None
        every = by_distance(city.location.latitude, city.location.longitude)
        expected = [pair for pair in every if pair[1] != city.id]
        for place in (city, city.id):
            found = gnlc.nearest(place, limit=None)
            assert [(each.km, each.city.id) for each in found] == expected

    @given(FILTERS)
    def test_filters(self, filters: Any) -> None:
        kept = gnlc.cities(**filters)
        assert gnlc.nearest("Ganja", limit=None, **filters) == kept.nearest("Ganja", limit=None)

    @given(st.floats(-90, 90), st.floats(-180, 180))
    def test_sorted_by_distance(self, latitude: float, longitude: float) -> None:
        point = (latitude, longitude)
        ordered = ALL.sorted_by("distance", near=point)
        expected = [city_id for _, city_id in by_distance(latitude, longitude)]
        assert [c.location and c.location.distance_km(*point) for c in ordered[: len(PLACED)]] == [
            km for km, _ in by_distance(latitude, longitude)
        ]
        assert set(ordered.ids[: len(PLACED)]) == set(expected)
        assert set(ordered[len(PLACED) :]) == set(NOWHERE)
        farthest = ALL.sorted_by("distance", near=point, reverse=True)
        assert set(farthest[len(PLACED) :]) == set(NOWHERE)

    def test_where_nothing_is(self) -> None:
        assert NOWHERE
        with pytest.raises(ValueError, match=r"place: the location of .* is unknown"):
            gnlc.nearest(NOWHERE[0])
        assert len(gnlc.nearest("Ganja", country=[])) == 0

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"place": 5}, TypeError, "place, if not a City, must be 2 numbers, got 5"),
            ({"place": (95, 0)}, ValueError, "latitude must be from -90 to 90 degrees, got 95"),
            ({"place": "Atlantis"}, gnlc.NotFoundError, "no city 'Atlantis' on record"),
            ({"place": "Ganja", "limit": -1}, ValueError, "limit must be 0 or more, got -1"),
            ({"place": "Ganja", "limit": 2.5}, TypeError, "limit must be an int, got 2.5"),
            ({"place": "Ganja", "contry": "AZ"}, TypeError, "unknown filter 'contry'"),
        ],
    )
    def test_bad_input(self, arguments: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            gnlc.nearest(**arguments)

    def test_distance_needs_a_place(self) -> None:
        wanted = '^the key "distance" and near must be given together$'
        with pytest.raises(ValueError, match=wanted):
            ALL.sorted_by("distance")
        with pytest.raises(ValueError, match=wanted):
            ALL.sorted_by("name", near="Ganja")


class TestNeighbors:
    """A sequence of cities with their distances, which is handed on as cities are."""

    def test_is_a_sequence(self) -> None:
        found = gnlc.nearest("Ganja", limit=4)
        assert len(found) == 4
        assert found.ids == tuple(each.city.id for each in found)
        assert found[-1] == list(found)[-1]
        assert found[1:3] == gnlc.nearest("Ganja", limit=3)[1:]
        assert pickle.loads(pickle.dumps(found)) == found
        with pytest.raises(IndexError):
            found[4]

    def test_repr(self) -> None:
        found = gnlc.nearest("Ganja", country="AZ", year=2020)
        assert repr(found) == "Neighbors(2: az-gabala 129 km, az-baku 300 km)"
        assert repr(found[:0]) == "Neighbors(0)"
        assert repr(found[0]).endswith("km=129.3)")
        assert len(repr(gnlc.nearest("Ganja", limit=None))) <= 79

    def test_rows(self) -> None:
        found = gnlc.nearest("Ganja", limit=3)
        records = found.to_records()
        assert list(records[0]) == [*CityRecord.__annotations__, "km"]
        assert [record["km"] for record in records] == [each.km for each in found]
        [first, *_] = found
        assert found.to_records(language="fr")[0]["name"] == first.city.name_in(
            "fr", first.city.name
        )
        assert pyarrow.table(found) == found.to_arrow()
        assert {source.id for source in found._cited()} == {
            source.id for each in found for source in each.city.sources
        }

    def test_geojson(self) -> None:
        found = gnlc.nearest("Ganja", limit=3)
        features = json.loads(found.to_geojson(properties=["km"]))["features"]
        assert [each["properties"] for each in features] == [{"km": each.km} for each in found]

    def test_are_shown_with_the_distance(self) -> None:
        found = gnlc.nearest("Ganja", country="AZ", year=2020)
        for value in (found, found[0]):
            assert "129.3" in value._repr_html_()
