"""Cities as GeoJSON (RFC 7946)."""

from collections.abc import Iterable

from gnlc.layout import Feature, FeatureCollection
from gnlc.models.cities import City
from gnlc.rows.records import city_record
from gnlc.rows.text import plain
from gnlc.wording import shortened, unknown_choice

ATTRIBUTION = "Places: GeoNames (https://www.geonames.org), CC BY 4.0"
LICENCE = "The data that comes with gnlc is under CC BY 4.0: name gnlc and the sources below."

_COORDINATES = ("latitude", "longitude")


def feature(city: City, language: str | None = None) -> Feature:
    """Return a city as a Feature, with its record except the place as properties."""
    properties = plain(city_record(city, language))
    longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
    located = longitude is not None
    return {
        "type": "Feature",
        "id": city.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if located else None,
        "properties": properties,
    }


def feature_collection(cities: Iterable[City], language: str | None = None) -> FeatureCollection:
    """Return cities as a FeatureCollection, with names in a language."""
    return {
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "features": [feature(city, language) for city in cities],
    }


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
