"""GeoJSON (RFC 7946), as the libraries see it that take what has a `__geo_interface__`."""

import json

import folium
import geojson_validator
import pandas
import pytest
from hypothesis import given
from strategies import BUNDLED_CITIES, networks

import gnlc
from gnlc.rows.text import json_text

ALL = gnlc.cities(include_withdrawn=True)


def read_back(cities: gnlc.Cities | gnlc.City) -> object:
    """Return what a program reads that is given the GeoJSON as text."""
    return json.loads(json_text(cities.__geo_interface__))


class TestConforms:
    """A validator that was written elsewhere finds nothing to object to."""

    @given(networks())
    def test_any_cities(self, network: gnlc.Network) -> None:
        found = read_back(network.cities(include_withdrawn=True))
        assert geojson_validator.validate_structure(found) == {}

    def test_the_bundled_cities(self) -> None:
        found = read_back(ALL)
        assert geojson_validator.validate_structure(found) == {}
        geometries = geojson_validator.validate_geometries(found)
        assert geometries["invalid"] == geometries["problematic"] == {}
        assert geometries["count_geometry_types"] == {
            "Point": sum(city.location is not None for city in ALL)
        }

    @given(BUNDLED_CITIES)
    def test_one_city(self, city: gnlc.City) -> None:
        assert geojson_validator.validate_structure(read_back(city)) == {}

    def test_it_does_object(self) -> None:
        assert geojson_validator.validate_structure({"type": "Feature"})


class TestCity:
    """A city alone is a Feature, the same as among others."""

    @given(BUNDLED_CITIES)
    def test_is_a_feature(self, city: gnlc.City) -> None:
        feature = city.__geo_interface__
        assert feature == ALL[ALL.index(city) :][:1].__geo_interface__["features"][0]
        assert feature["id"] == feature["properties"]["id"] == city.id
        place = city.location
        assert feature["geometry"] == (
            place and {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        )


class TestGeopandas:
    """GeoPandas takes cities as they are."""

    def test_cities(self) -> None:
        import geopandas

        frame = geopandas.GeoDataFrame.from_features(ALL, crs="OGC:CRS84")
        assert frame["id"].tolist() == list(ALL.ids)
        for point, city in zip(frame.geometry, ALL, strict=True):
            place = city.location
            here = None if point is None else (point.y, point.x)
            assert here == (place and (place.latitude, place.longitude))
        joined = [None if year != year else year for year in frame["year"]]  # noqa: PLR0124 - NaN
        assert joined == [city.year for city in ALL]
        assert frame["award_years"].tolist() == [list(city.award_years) for city in ALL]

    def test_single_cities(self) -> None:
        import geopandas

        frame = geopandas.GeoDataFrame.from_features([gnlc.city("Ganja"), gnlc.city("Baku")])
        assert frame["name"].tolist() == ["Ganja", "Baku"]

    def test_a_table_beside_the_points(self) -> None:
        import geopandas

        """GeoJSON has no dates and no whole numbers with gaps; a table has."""
        table = pandas.DataFrame.from_arrow(ALL)
        points = geopandas.points_from_xy(table["longitude"], table["latitude"])
        frame = geopandas.GeoDataFrame(table, geometry=points, crs="OGC:CRS84")
        assert frame["announced_on"].tolist()[:9] == [city.announced_on for city in ALL[:9]]
        located = frame.geometry.x.notna()
        assert located.tolist() == [city.location is not None for city in ALL]


class TestFolium:
    """Folium takes cities as they are."""

    @pytest.mark.parametrize("cities", [ALL, gnlc.cities(country="AZ")])
    def test_cities(self, cities: gnlc.Cities) -> None:
        fields = folium.GeoJsonTooltip(["name", "country_name", "year"])
        layer = folium.GeoJson(cities, tooltip=fields)
        page = layer.add_to(folium.Map()).get_root().render()
        assert all(f'"id": "{city.id}"' in page for city in cities)
        places = [city.location for city in cities if city.location is not None]
        latitudes = [place.latitude for place in places]
        longitudes = [place.longitude for place in places]
        assert layer.get_bounds() == [
            [min(latitudes), min(longitudes)],
            [max(latitudes), max(longitudes)],
        ]
