"""A city as one flat record."""

import datetime
from typing import Annotated, TypeAlias, TypedDict

from gnlc.models.places import City

Year: TypeAlias = Annotated[int, "year"]
"""A year, which tables keep in fewer bits than other numbers."""


class CityRecord(TypedDict):
    """A city as a row of a table; None where something is not known.

    The place_* fields, the coordinates and the time zone are those of the place at GeoNames (CC BY
    4.0), which is the member itself only where place_relation is "same".
    """

    id: str
    name: str
    country: str
    """ISO 3166-1 alpha-2 code."""
    country_name: str
    region: str
    """UNESCO region."""
    kind: str
    joined: Year | None
    """Year of the first admission."""
    joined_on: datetime.date | None
    """Day of the announcement of the first admission."""
    certainty: str
    """Of the first admission: "stated" or "inferred"."""
    known_member_by: str | None
    """Where the year is not known: a date by which a source shows it as a member."""
    withdrawn_on: datetime.date | None
    """Day on which the admission was taken back."""
    admission_years: list[Year]
    awards: list[Year]
    """Years of the UNESCO Learning City Award."""
    latitude: float | None
    """Degrees north, WGS 84."""
    longitude: float | None
    """Degrees east, WGS 84."""
    timezone: str | None
    """Name in the IANA time zone database."""
    geonames_id: int | None
    place_name: str | None
    place_relation: str | None
    place_population: int | None
    """Inhabitants of the place at GeoNames, often a core town: not the member's size."""
    aliases: list[str]
    """Other names that the sources use."""
    status_notes: str | None
    sources: list[str]
    """Ids of the sources of the admissions."""
    source_urls: list[str]
    """Their addresses, where there are any."""


def city_record(city: City) -> CityRecord:
    """Return a city as one flat record."""
    place = city.location
    withdrawn = (admission.withdrawn_on for admission in city.admissions)
    return {
        "id": city.id,
        "name": city.name,
        "country": city.country.alpha_2,
        "country_name": city.country.name,
        "region": city.country.region.name,
        "kind": city.kind,
        "joined": city.joined,
        "joined_on": city.joined_on,
        "certainty": city.certainty,
        "known_member_by": str(city.known_member_by) if city.known_member_by else None,
        "withdrawn_on": next(withdrawn) if city.withdrawn else None,
        "admission_years": [a.year for a in city.admissions if a.year is not None],
        "awards": list(city.awards),
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "timezone": place.timezone if place else None,
        "geonames_id": place.geonames_id if place else None,
        "place_name": place.name if place else None,
        "place_relation": place.relation if place else None,
        "place_population": place.population if place else None,
        "aliases": list(city.aliases),
        "status_notes": city.status_notes,
        "sources": [source.id for source in city.sources],
        "source_urls": [source.url for source in city.sources if source.url is not None],
    }
