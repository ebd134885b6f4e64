"""Answers for one name, before they become rows, and the words of their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from gnlc.models.matches import Status
from gnlc.names.world import Place
from gnlc.wording import listed

if TYPE_CHECKING:
    from gnlc.models.cities import City

TRANSLITERATED = 92.0
SEAT = 90.0
UNEXPLAINED = 85.0
ABBREVIATED = 75.0
"""Scores of likely members: of a name that is the same only by transliteration, that of a seat, a
name with words that are unclear, and an abbreviation."""


class Finding(NamedTuple):
    """An answer for one name; the fields are those of `MatchedName`."""

    status: Status
    reason: str
    city: City | None = None
    score: float = 0.0
    name: str | None = None
    candidates: tuple[City, ...] = ()
    place: Place | None = None
    country: str | None = None


def first(findings: Iterable[Finding | None]) -> Finding | None:
    """Return the first answer that there is."""
    return next((finding for finding in findings if finding is not None), None)


def in_country(city: City) -> str:
    """Return a city with its country, in words."""
    return f"{city.name} in {city.country.common_name}"


def called(recorded: str, city: City) -> str:
    """Return a recorded name and the city whose name it is, in words."""
    return (
        in_country(city) if recorded == city.name else f"{recorded}, a name of {in_country(city)}"
    )


def any_of(cities: Iterable[City]) -> str:
    """Return cities as alternatives, in words."""
    return listed(map(in_country, cities))


def people_of(city: City) -> int:
    """Return the population of the place of a city; 0 if it is unknown."""
    return (city.location and city.location.population) or 0
