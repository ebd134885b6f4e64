"""Commands that answer with countries."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gnlc.cli.answer import Answer, sources_in
from gnlc.cli.inputs import network, several
from gnlc.rows.countries import CountryCountRecord, country_count_record
from gnlc.rows.records import CityRecord, city_record

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

    def features() -> object:
        from gnlc.rows.geojson import feature_collection

        return feature_collection(cities)

    return Answer(
        described=described,
        records=cities.to_records,
        columns=CityRecord.__annotations__,
        row=CityRecord,
        cited=lambda: (source for city in cities for source in city.sources),
        forms={"json": document, "geojson": features},
        sources=options.sources,
    )


def countries(options: Namespace) -> Answer:
    """Return the countries with a city on record."""
    known = network(options)
    rows = [
        country_count_record(each, known.cities(country=each), _stated(each, known))
        for each in known.countries(region=several(options.region, known.region))
    ]

    def described() -> Iterable[Block]:
        from gnlc.display import countries as display

        return [display.countries(rows)]

    return Answer(
        described=described,
        records=lambda: rows,
        columns=CountryCountRecord.__annotations__,
        row=CountryCountRecord,
        cited=lambda: sources_in(rows, known),
    )


def _stated(one: Country, known: Network) -> list[NationalCount]:
    """Return how many members a country has, as stated, in order of time."""
    counts = [count for count in known.national_counts if count.country == one]
    return sorted(counts, key=lambda count: count.date.latest)


def _abroad(members: Sequence[City], known: Network) -> list[tuple[float, City, City]]:
    """Return the members abroad that are nearest to one of some members: km, the other, the own."""
    nearest: dict[str, tuple[float, City, City]] = {}
    others = [
        city for city in known.cities() if city.country not in {own.country for own in members}
    ]
    for own in members:
        for other in others:
            if own.location is not None and other.location is not None:
                there = other.location
                km = round(own.location.distance_km(there.latitude, there.longitude), 1)
                if other.id not in nearest or km < nearest[other.id][0]:
                    nearest[other.id] = km, other, own
    return sorted(nearest.values(), key=lambda found: found[0])[:_ABROAD]
