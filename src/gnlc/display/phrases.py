"""How facts are put into words, in text and in HTML alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gnlc.wording import YEAR_NOT_KNOWN, counted

if TYPE_CHECKING:
    from gnlc.models.base import Source
    from gnlc.models.places import City, Location

DATE_NOT_KNOWN = "date not known"
NO_ADDRESS = "no public address"

RELATIONS = {
    "same": "the member itself",
    "seat": "the main town of the member",
    "parent": "the city in which the member lies or to which it belongs",
}
"""What a place at GeoNames is to a member."""

KINDS = {
    "round": "a round, announced together",
    "rolling": "rolling, cities joined one by one",
}
"""The kinds of announcements."""


def since(city: City) -> str:
    """Return when a city joined: a year, or by when it is known to have been a member."""
    by = city.known_member_by
    when = city.year or (YEAR_NOT_KNOWN if by is None else f"by {by}")
    return f"{when}, withdrawn" if city.withdrawn else str(when)


def counts(cities: int | None, countries: int | None) -> str | None:
    """Return counts in words, as far as they are known; None where none is."""
    told = (
        None if cities is None else counted(cities, "city"),
        None if countries is None else counted(countries, "country"),
    )
    return ", ".join(filter(None, told)) or None


def cited(source: Source) -> str:
    """Return who published a source, and when."""
    return f"{source.publisher}, {source.published or DATE_NOT_KNOWN}"


def coordinates(place: Location) -> str:
    """Return where a place is."""
    return f"{place.latitude}, {place.longitude} (degrees north, east; WGS 84)"


def population(place: Location) -> str:
    """Return how many live in a place, and that these are not the member's inhabitants."""
    people = "not known" if place.population is None else f"{place.population:,}"
    return f"{people} (of this place, not the size of the member)"
