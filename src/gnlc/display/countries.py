"""A country with its members: as recorded, and as stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.display import cities as of_cities
from gnlc.display.content import Block, Fact, Facts, Inline, Name, Note, Table, Unknown
from gnlc.display.network import TRUTH
from gnlc.display.records import fact
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.models.cities import City
    from gnlc.models.history import NationalCount
    from gnlc.models.places import Country
    from gnlc.query.cities import Cities
    from gnlc.query.network import Network
    from gnlc.rows.countries import CountryCountRecord

_NOT_STATED = "nobody is on record as stating a number"


def country(
    one: Country,
    cities: Cities,
    counts: Sequence[NationalCount],
    abroad: Sequence[tuple[float, City, City]],
) -> Iterator[Block]:
    """Describe a country.

    Args:
        one: the country.
        cities: its cities on record, withdrawn ones among them.
        counts: how many it has, as stated, in order of time.
        abroad: the members of other countries nearest to one of its own: the distance in km, the
            other and the own.
    """
    by_year = cities.filter(include_withdrawn=False).sorted_by("year").group_by("year")
    years = [year for year in by_year if year is not None]
    region = fact("region", one.region.name, one.region_note)
    yield Facts(
        Name(one.common_name, one.alpha_2),
        [
            fact("name at UNESCO", one.name),
            Fact("region", [*region.lines, fact("sources", one.region_sources)]),
            fact("on record", _recorded(cities)),
            Fact("stated", [_count(count) for count in reversed(counts)] or [Unknown(_NOT_STATED)]),
            fact("first", *(_joined(year, by_year[year]) for year in years[:1])),
            fact("latest", *(_joined(year, by_year[year]) for year in years[-1:])),
        ],
    )
    yield of_cities.table(cities.sorted_by("year"))
    if abroad:
        yield Table(
            ("km", "id", "name", "country", "from"),
            [(km, *_named(other), Name(own.name)) for km, other, own in abroad],
            "Nearest members abroad",
            key=1,
        )
    yield Note(TRUTH)


def _recorded(cities: Cities) -> str:
    withdrawn = sum(city.withdrawn for city in cities)
    return counted(len(cities), "city") + (f", {withdrawn} of these withdrawn" if withdrawn else "")


def _joined(year: int, cities: Cities) -> str:
    return f"{year}: {', '.join(city.name for city in cities)}"


def _named(city: City) -> tuple[Inline, ...]:
    return (city.id, Name(city.name), Name(city.country.common_name))


def _count(count: NationalCount) -> Fact:
    text = f"{counted(count.cities, 'city')}" + (f" ({count.note})" if count.note else "")
    return Fact(str(count.date), [Name(text), fact("sources", count.sources)])


def stated(countries: Iterable[Country], network: Network) -> Iterator[Note]:
    """Return the latest number of members that was stated for each country, if one was."""
    for one in countries:
        counts = [count for count in network.national_counts() if count.country == one]
        for last in sorted(counts, key=lambda count: count.date.latest)[-1:]:
            text = f"{one.common_name} as stated: {counted(last.cities, 'city')} ({last.date})"
            yield Note(Name(text))


def countries(records: Iterable[CountryCountRecord]) -> Table:
    """Return countries as a table, with their numbers of cities as recorded and as stated."""
    rows = [
        (
            row["alpha_2"],
            Name(row["common_name"]),
            Name(row["region"]),
            row["cities_recorded"],
            *(_known(row[name]) for name in ("first_year", "latest_year", "cities_stated")),
            row["stated_on"] or Unknown("not stated"),
        )
        for row in records
    ]
    cities = sum(row["cities_recorded"] for row in records)
    header = ("code", "name", "region", "recorded", "first", "latest", "stated", "stated_on")
    total = f"{counted(len(rows), 'country')} with {counted(cities, 'city')} on record"
    return Table(header, rows, total=total)


def _known(number: int | None) -> Inline:
    return Unknown() if number is None else number
