"""Cities as GeoJSON (RFC 7946)."""

from collections.abc import Iterable

from gnlc.layout import Feature, FeatureCollection
from gnlc.models.cities import City
from gnlc.rows.records import city_record
from gnlc.rows.text import plain

ATTRIBUTION = "Places: GeoNames (https://www.geonames.org), CC BY 4.0"


def feature(city: City) -> Feature:
    """Return a city as a Feature, with its record except the place as properties."""
    properties = {name: plain(value) for name, value in city_record(city).items()}
    longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
    located = longitude is not None
    return {
        "type": "Feature",
        "id": city.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if located else None,
        "properties": properties,
    }


def feature_collection(cities: Iterable[City]) -> FeatureCollection:
    """Return cities as a FeatureCollection."""
    return {
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "features": [feature(city) for city in cities],
    }
