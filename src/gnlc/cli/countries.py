"""Commands that answer with countries."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gnlc.cli.answer import Answer, of_rows
from gnlc.cli.inputs import network, several
from gnlc.rows.countries import CountryCountRecord, country_count_record
from gnlc.rows.records import city_record

if TYPE_CHECKING:
    from gnlc.display.content import Block
    from gnlc.models.cities import City
    from gnlc.models.history import NationalCount
    from gnlc.models.places import Country
    from gnlc.query.network import Network

_ABROAD = 5


def country(options: Namespace) -> Answer:
    """Return a country with its members."""
    known = network(options)
    one = known.country(" ".join(options.words))
    cities = known.cities(country=one, include_withdrawn=True)
    members = cities.filter(include_withdrawn=False)
    counts = _stated(one, known)

    def described() -> Iterable[Block]:
        from gnlc.display import countries as display

        return display.country(one, cities, counts, _abroad(members, known))

    def document() -> object:
        from gnlc.rows.history import national_count_record

        return {
            **country_count_record(one, members, counts),
            "stated": list(map(national_count_record, counts)),
            "cities": cities.to_records(),
            "nearest_abroad": [
                {"km": km, "from": own.id, **city_record(other)}
                for km, other, own in _abroad(members, known)
            ],
        }

    return of_rows(
        cities,
        described,
        forms={"json": document, "geojson": lambda: cities.__geo_interface__},
        sources=options.sources,
    )


def countries(options: Namespace) -> Answer:
    """Return the countries with a city on record."""
    known = network(options)
    some = known.countries(region=several(options.region, known.region))
    rows = [
        country_count_record(each, known.cities(country=each), _stated(each, known))
        for each in some
    ]

    def described() -> Iterable[Block]:
        from gnlc.display import countries as display

        return [display.countries(rows)]

    return Answer(
        described=described,
        records=lambda: rows,
        columns=CountryCountRecord.__annotations__,
        row=CountryCountRecord,
        cited=lambda: (
            *(source for each in some for source in each.region_sources),
            *(source for count in known.national_counts() for source in count.sources),
        ),
    )


def _stated(one: Country, known: Network) -> list[NationalCount]:
    """Return how many members a country has, as stated, in order of time."""
    counts = [count for count in known.national_counts() if count.country == one]
    return sorted(counts, key=lambda count: count.date.latest)


def _abroad(members: Sequence[City], known: Network) -> list[tuple[float, City, City]]:
    """Return the members abroad that are nearest to one of some members: km, the other, the own."""
    nearest: dict[str, tuple[float, City, City]] = {}
    for own in members:
        if own.location is not None:
            for other, km in _neighbors(own, known):
                if other.id not in nearest or km < nearest[other.id][0]:
                    nearest[other.id] = km, other, own
    return sorted(nearest.values(), key=lambda found: found[0])[:_ABROAD]


def _neighbors(own: City, known: Network) -> Iterable[tuple[City, float]]:
    found = known.nearest(own, limit=_ABROAD, where=lambda city: city.country != own.country)
    return ((each.city, round(each.km, 1)) for each in found)
