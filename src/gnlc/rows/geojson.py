"""Cities and matched names as GeoJSON (RFC 7946)."""

from collections.abc import Iterable
from typing import Any

from gnlc.formats import Feature, FeatureCollection, Point
from gnlc.models.cities import City
from gnlc.models.matches import MatchedName
from gnlc.rows.matches import match_record
from gnlc.rows.records import city_record
from gnlc.rows.text import plain
from gnlc.wording import shortened, unknown_choice

ATTRIBUTION = "Places: GeoNames (https://www.geonames.org), CC BY 4.0"
LICENCE = "The data that comes with gnlc is under CC BY 4.0: name gnlc and the sources below."

_COORDINATES = ("latitude", "longitude")


def feature(city: City, language: str | None = None) -> Feature:
    """Return a city as a Feature, with its record except the place as properties."""
    properties = plain(city_record(city, language))
    for name in _COORDINATES:
        del properties[name]
    return _feature(city.id, city, properties)


def match_feature(place: int, row: MatchedName, language: str | None = None) -> Feature:
    """Return a matched name as a Feature with the place of its city; its id is its position."""
    return _feature(str(place), row.city, plain(match_record(row, language)))


def feature_collection(features: Iterable[Feature]) -> FeatureCollection:
    """Return features as a FeatureCollection."""
    return {
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "features": list(features),
    }


def _feature(key: str, city: City | None, properties: dict[str, Any]) -> Feature:
    at = city and city.location
    point: Point | None = (
        {"type": "Point", "coordinates": [at.longitude, at.latitude]} if at else None
    )
    return {"type": "Feature", "id": key, "geometry": point, "properties": properties}


def choose(
    found: FeatureCollection, properties: str | Iterable[str], fields: Iterable[str]
) -> None:
    """Leave features some properties.

    Args:
        found: the features.
        properties: the name of a property, or several.
        fields: the columns that the rows of the features have.

    Raises:
        TypeError: a name is not a str.
        ValueError: a property is unknown.
    """
    there = [name for name in fields if name not in _COORDINATES]
    chosen = [properties] if isinstance(properties, str) else list(properties)
    for name in chosen:
        if not isinstance(name, str):
            raise TypeError(f"property must be a str, got {shortened(name)}")
        if name not in there:
            raise unknown_choice("property", name, there)
    for each in found["features"]:
        each["properties"] = {name: each["properties"][name] for name in chosen}
