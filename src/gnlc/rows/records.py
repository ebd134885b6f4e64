"""Cities, admissions, countries, subdivisions and sources as flat records."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeAlias, TypedDict, TypeVar, cast

from gnlc.models.base import PartialDate, Record, Source, key_of
from gnlc.models.checks import is_tuple
from gnlc.models.cities import Admission, City
from gnlc.models.places import Country, Subdivision

R = TypeVar("R", bound=Mapping[str, object])

Year: TypeAlias = Annotated[int, "year"]
"""A year; Arrow columns of years use 32 bits instead of 64."""


class CityRecord(TypedDict):
    """A city as a row of a table; None if unknown.

    The place_* fields, the coordinates and the time zone are those of the place at GeoNames (CC BY
    4.0), which is the member itself only where place_relation is "same".
    """

    id: str
    name: str
    country: str
    """ISO 3166-1 alpha-2 code."""
    country_name: str
    """The common name."""
    region: str
    """UNESCO region."""
    subdivision: str | None
    """ISO 3166-2 code of the subdivision of the country."""
    subdivision_name: str | None
    """As in ISO 3166-2."""
    kind: str
    year: Year | None
    """Year of the first admission; the filter `year` matches any admission."""
    announced_on: datetime.date | None
    """Day of the announcement of the first admission."""
    certainty: str
    """Of the first admission: "stated" or "inferred"."""
    known_member_by: str | None
    """If the year is unknown: a date by which a source lists the city as a member."""
    withdrawn_on: datetime.date | None
    """Day on which the admission was withdrawn."""
    admission_years: list[Year]
    award_years: list[Year]
    """Years of the UNESCO Learning City Award."""
    latitude: float | None
    """Degrees north, WGS 84."""
    longitude: float | None
    """Degrees east, WGS 84."""
    timezone: str | None
    """Name in the IANA time zone database."""
    geonames_id: int | None
    wikidata: str | None
    """The Wikidata item of the place."""
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
    """Addresses of those sources that have one."""


class MatchRecord(CityRecord):
    """A city that a search found, as a row of a table."""

    score: float
    """From 0 to 100 for the exact name."""
    matched_name: str


class NeighborRecord(CityRecord):
    """A city near a place as a row of a table."""

    km: float
    """Distance from the place along the great circle, in km."""


class AdmissionRecord(TypedDict):
    """An admission to the network as a row of a table; None if unknown."""

    city: str
    """Id of the city."""
    city_name: str
    country: str
    """ISO 3166-1 alpha-2 code."""
    year: Year | None
    announced_on: datetime.date | None
    listed_as: str
    """The city's name in the source."""
    certainty: str
    """ "stated" or "inferred"."""
    note: str | None
    withdrawn_on: datetime.date | None
    withdrawn_note: str | None
    sources: list[str]
    """Ids of the sources of the admission."""
    source_urls: list[str]
    """Addresses of those sources that have one."""
    withdrawn_sources: list[str]
    """Ids of the sources for the withdrawal."""


class CountryRecord(TypedDict):
    """A country as a row of a table."""

    alpha_2: str
    """ISO 3166-1 alpha-2 code."""
    alpha_3: str
    numeric: str
    """Three digits."""
    name: str
    """As UNESCO writes it."""
    common_name: str
    aliases: list[str]
    region: str
    """UNESCO region."""
    region_note: str | None
    region_sources: list[str]
    """Ids of the sources that put the country in the region."""


class SubdivisionRecord(TypedDict):
    """A subdivision of a country as a row of a table."""

    code: str
    """ISO 3166-2 code."""
    name: str
    """As in ISO 3166-2."""
    type: str
    """What it is: "Province", "State", ..."""
    country: str
    """ISO 3166-1 alpha-2 code."""


class SourceRecord(TypedDict):
    """A source as a row of a table; None if unknown."""

    id: str
    publisher: str
    title: str | None
    url: str | None
    published: str | None
    """A day, a month or a year, as ISO 8601 writes it."""
    language: str
    """A BCP 47 tag."""
    cited_for: str
    """What it is cited for."""


def ids(records: Iterable[Source | City]) -> list[str]:
    """Return the ids of records."""
    return [record.id for record in records]


def addresses(sources: Iterable[Source]) -> list[str]:
    """Return the addresses of the sources that have one."""
    return [source.url for source in sources if source.url is not None]


def flat(row: type[R], record: Record, **others: object) -> R:
    """Return a record as a row: references as keys, partial dates as strings, tuples as lists.

    Args:
        row: the TypedDict that describes the row.
        record: the record, with attributes of the same names.
        **others: the fields of the row that are not such attributes, except `source_urls`.
    """
    others.setdefault("source_urls", addresses(getattr(record, "sources", ())))
    values = {
        name: others[name] if name in others else _flat(getattr(record, name))
        for name in row.__annotations__
    }
    return cast("R", values)


def _flat(value: Any) -> Any:
    if is_tuple(value):
        return list(map(_flat, value))
    if isinstance(value, PartialDate):
        return str(value)
    return key_of(value) if isinstance(value, Record) else value


def city_record(city: City, language: str | None = None) -> CityRecord:
    """Return a city as one flat record, with its names in a language where they are on record."""
    place, within, sources = city.location, city.subdivision, city.sources
    withdrawn = (admission.withdrawn_on for admission in city.admissions)
    return {
        "id": city.id,
        "name": name_of(city, language),
        "country": city.country.alpha_2,
        "country_name": country_name(city.country, language),
        "region": city.region.name,
        "subdivision": within.code if within else None,
        "subdivision_name": within.name if within else None,
        "kind": city.kind,
        "year": city.year,
        "announced_on": city.announced_on,
        "certainty": city.certainty,
        "known_member_by": str(city.known_member_by) if city.known_member_by else None,
        "withdrawn_on": next(withdrawn) if city.withdrawn else None,
        "admission_years": [a.year for a in city.admissions if a.year is not None],
        "award_years": list(city.award_years),
        "latitude": city.latitude,
        "longitude": city.longitude,
        "timezone": place.timezone if place else None,
        "geonames_id": place.geonames_id if place else None,
        "wikidata": place.wikidata if place else None,
        "place_name": place.name if place else None,
        "place_relation": place.relation if place else None,
        "place_population": place.population if place else None,
        "aliases": list(city.aliases),
        "status_notes": city.status_notes,
        "sources": ids(sources),
        "source_urls": addresses(sources),
    }


def neighbor_record(city: City, km: float, language: str | None = None) -> NeighborRecord:
    """Return a city near a place as one flat record."""
    return {**city_record(city, language), "km": km}


def name_of(city: City, language: str | None) -> str:
    """Return the name of a city in a language, or its main name if there is none."""
    return city.name if language is None else city.name_in(language, city.name)


def country_name(country: Country, language: str | None) -> str:
    """Return the name of a country in a language, or its common name if there is none."""
    name = country.common_name
    return name if language is None else country.name_in(language, name)


def admission_record(
    admitted: tuple[City, Admission], language: str | None = None
) -> AdmissionRecord:
    """Return an admission of a city as one flat record, with the city's name in a language."""
    city, admission = admitted
    country = city.country.alpha_2
    named = {"city": city.id, "city_name": name_of(city, language), "country": country}
    return flat(AdmissionRecord, admission, **named)


def country_record(country: Country, language: str | None = None) -> CountryRecord:
    """Return a country as one flat record, with its common name in a language."""
    name = country_name(country, language)
    return flat(CountryRecord, country, region=country.region.name, common_name=name)


def subdivision_record(subdivision: Subdivision) -> SubdivisionRecord:
    """Return a subdivision as one flat record."""
    return flat(SubdivisionRecord, subdivision)


def source_record(source: Source) -> SourceRecord:
    """Return a source as one flat record."""
    return flat(SourceRecord, source)
