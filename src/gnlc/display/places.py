"""Descriptions of cities and of their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gnlc.display.content import Block, Cited, Fact, Facts, Inline, Link, Listed, Name, Unknown
from gnlc.display.records import blocks_of, fact, fields, name_of, parts
from gnlc.models.cities import City
from gnlc.models.places import Location
from gnlc.wording import YEAR_NOT_KNOWN

if TYPE_CHECKING:
    from gnlc.query.network import Network

GEONAMES: Inline = (
    Link("GeoNames", "https://www.geonames.org"),
    ", ",
    Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)
"""The source and the licence of the places."""

NATURAL_EARTH = Link("Natural Earth", "https://www.naturalearthdata.com")
"""The source of the names by language."""

RELATIONS = {
    "same": "the member itself",
    "seat": "the main town of the member",
    "parent": "the city in which the member lies or to which it belongs",
}
"""The relations of a place at GeoNames to a member, in words."""


def since(city: City) -> str:
    """Return the year in which a city joined, or the date by which it was a member, in words."""
    by = city.known_member_by
    when = city.year or (YEAR_NOT_KNOWN if by is None else f"by {by}")
    return f"{when}, withdrawn" if city.withdrawn else str(when)


@blocks_of.register(City)
def _city(city: City, network: Network | None) -> Iterator[Block]:
    country, awards = city.country, {} if network is None else _awards(network)
    joined = since(city) if city.withdrawn else city.announced_on or since(city)
    region = fact("region", country.region.name, country.region_note)
    cited = fact("sources", country.region_sources)
    facts = fields(
        city,
        country=[
            Fact("country", [Name(country.common_name, country.alpha_2)]),
            Fact("region", [*region.lines, cited]),
        ],
        kind=[fact("kind", city.kind), Fact("year", [(joined, f", {city.certainty}")])],
        location=[] if city.location else [Fact("place", [Unknown("GeoNames has none")])],
        aliases=[_names("names in the sources", city.aliases)],
        alternate_names=[_names("names at GeoNames", city.alternate_names)],
        award_years=[
            Fact(
                "award",
                [f"UNESCO Learning City Award {year}", Fact("sources", awards.get(year, []))],
            )
            for year in city.award_years
        ],
    )
    yield Facts(name_of(city), facts)
    yield from parts(city, "location")
    if city.location is not None:
        yield from blocks_of(city.location, None)
    if network is not None:
        for conflict in network.conflicts():
            if city in conflict.cities:
                yield from blocks_of(conflict, None)


def _awards(network: Network) -> dict[int, list[Inline]]:
    return {award.year: [Cited(award.sources)] for award in network.awards()}


def _names(label: str, names: tuple[str, ...]) -> Fact:
    return Fact(label, [Listed([*map(Name, names)], "name")] if names else [])


def _by_language(place: Location) -> Fact:
    names: list[Inline] = [(f"{each.language}: ", Name(each.name)) for each in place.names]
    return Fact("names", [Listed(names, "name"), NATURAL_EARTH] if names else [])


@blocks_of.register(Location)
def _location(place: Location, _: object) -> Iterator[Block]:
    people = "not known" if place.population is None else f"{place.population:,}"
    facts = fields(
        place,
        geonames_id=[],
        name=[
            Fact(
                "name",
                [Link(Name(place.name), f"https://www.geonames.org/{place.geonames_id}")],
            )
        ],
        latitude=[Fact("latitude", [(place.latitude, " degrees north, WGS 84")])],
        longitude=[Fact("longitude", [(place.longitude, " degrees east, WGS 84")])],
        population=[Fact("population", [f"{people} (of this place, not the size of the member)"])],
        relation=[Fact("relation", [f"{place.relation}: {RELATIONS[place.relation]}"])],
        names=[Fact("from", [GEONAMES]), _by_language(place)],
    )
    yield Facts("Place", facts)
