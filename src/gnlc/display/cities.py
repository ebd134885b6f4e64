"""Description of several cities: a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.display.content import Block, Cited, Inline, Name, Table
from gnlc.display.places import since
from gnlc.display.records import blocks_of
from gnlc.query.cities import Cities
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.models.cities import City

COLUMNS = ("id", "name", "country", "region", "year", "kind", "certainty", "sources")
"""The columns of a table of cities."""


def row(city: City) -> tuple[Inline, ...]:
    """Return a city as a row of a table."""
    country, kind = city.country, city.kind
    names = (Name(each) for each in (city.name, country.common_name, country.region.name))
    return (city.id, *names, since(city), kind, city.certainty, Cited(city.sources))


def size(cities: Iterable[City]) -> str:
    """Return the number of cities and of their countries, in words."""
    countries = [city.country.alpha_2 for city in cities]
    return f"{counted(len(countries), 'city')} of {counted(len(set(countries)), 'country')}"


@blocks_of.register(Cities)
def _cities(cities: Cities, _: object) -> Iterator[Block]:
    yield table(cities)


def table(cities: Sequence[City]) -> Table:
    """Return cities as a table."""
    return Table(COLUMNS, list(map(row, cities)), total=size(cities))
