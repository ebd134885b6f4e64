"""The bundled document, read once, and the functions of the package that query it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar, Unpack

from gnlc import packaged
from gnlc.documents.build import network as built
from gnlc.layout import ALTERNATE_NAMES, NETWORK, TABLES, Json, Records
from gnlc.models.cities import City
from gnlc.models.deferred import Deferred
from gnlc.models.places import Country, Region, Subdivision
from gnlc.names.packing import PackedKeys, keys_by_city, unpack_keys
from gnlc.query.filters import Filters, OneOrMore
from gnlc.query.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gnlc.models.announcements import Announcement
    from gnlc.models.base import PartialDate, Source
    from gnlc.models.coverage import Coverage
    from gnlc.models.history import Award, Conference, Conflict, NationalCount, NetworkSize
    from gnlc.models.strategy import StrategyPeriod
    from gnlc.query.cities import Cities
    from gnlc.query.gazetteer import Folded
    from gnlc.query.match.matched import Matched
    from gnlc.query.nearby import Neighbors
    from gnlc.query.search import Match
    from gnlc.rows.tables import Tables

F = TypeVar("F", bound="Callable[..., object]")

KEYS = "keys"
"""The name of the derived file of the cities that bear a name, by its key."""

MEANINGS = "meanings"
"""The name of the derived file of the cities that more names may mean, and of other places."""

read: Callable[[str], Json] = packaged.read


def document() -> dict[str, Json]:
    """Read the whole bundled document."""
    return {**read(NETWORK), **{name: read(name) for name in TABLES}}


def _build() -> Network:
    # Looking up a name and building a city both need them.
    names = Deferred(lambda: packaged.records(ALTERNATE_NAMES))

    def records(table: str) -> Records:
        return names.get() if table == ALTERNATE_NAMES else packaged.records(table)

    return built(read(NETWORK), records, lambda: _folded(names.get().table))


def _folded(names: bytes) -> Folded:
    meanings = Deferred(lambda: read(MEANINGS))
    return {
        "bearers": PackedKeys(packaged.text("data", f"{KEYS}.json"), names),
        "further": lambda: unpack_keys(keys_by_city(meanings.get()["further"])),
        "rivals": lambda: meanings.get()["rivals"],
    }


_network = Deferred(_build)


def _no_other() -> None:
    """Return no network: the functions ask the one that is bundled."""


replacement: Callable[[], Network | None] = _no_other
"""Returns the network that the functions ask instead; `gnlc.testing` sets it for tests of users."""


def data_version() -> str:
    """Return the version of the bundled data, also while the functions query another network."""
    return _network.get().data_version


def citation(version: str) -> str:
    """Return an entry of BibTeX for a version of the package and the bundled data."""
    from gnlc.display.citations import package_bibtex

    data = _network.get()
    return package_bibtex(version, data.data_version, data.as_of)


def network() -> Network:
    """Return the bundled network, always the same object.

    It is read on first use, and may be used from any number of threads.

    Example:
        >>> gnlc.network() is gnlc.network()
        True
    """
    return replacement() or _network.get()


def _documented_by(method: Callable[..., object]) -> Callable[[F], F]:
    """Give a function the full documentation of the method that it calls on the bundled network."""

    def decorate(function: F) -> F:
        function.__doc__ = method.__doc__
        if (shown := method.__dict__.get("__signature__")) is not None:
            parameters = list(shown.parameters.values())[1:]
            function.__dict__["__signature__"] = shown.replace(parameters=parameters)
        return function

    return decorate


@_documented_by(Network.city)
def city(key: City | str, country: Country | str | None = None) -> City:
    """Return the city with an id or a name."""
    return network().city(key, country)


@_documented_by(Network.cities)
def cities(**filters: Unpack[Filters]) -> Cities:
    """Return the cities that pass every filter, in order of id."""
    return network().cities(**filters)


@_documented_by(Network.search)
def search(
    text: str, *, limit: int | None = 10, min_score: float = 50.0, **filters: Unpack[Filters]
) -> tuple[Match, ...]:
    """Return the cities that a text may mean, the best first."""
    return network().search(text, limit=limit, min_score=min_score, **filters)


@_documented_by(Network.match)
def match(
    names: Iterable[object],
    countries: Country | str | Iterable[object] | None = None,
    *,
    min_score: float = 70.0,
    limit: int = 3,
    answers: Mapping[str, str | None] | None = None,
) -> Matched:
    """Return a row for each name of a column, in order: which member it means, if any."""
    network = _network.get()
    return network.match(names, countries, min_score=min_score, limit=limit, answers=answers)


@_documented_by(Network.complete)
def complete(text: str, *, limit: int | None = 8, **filters: Unpack[Filters]) -> tuple[Match, ...]:
    """Return the cities with a name that begins with a text, for typing ahead."""
    return network().complete(text, limit=limit, **filters)


@_documented_by(Network.nearest)
def nearest(
    place: City | str | tuple[float, float],
    *,
    limit: int | None = 5,
    **filters: Unpack[Filters],
) -> Neighbors:
    """Return the cities nearest to a place, the nearest first, each with its distance."""
    return network().nearest(place, limit=limit, **filters)


@_documented_by(Network.country)
def country(key: Country | str) -> Country:
    """Return the country with an ISO 3166 code or a name."""
    return network().country(key)


@_documented_by(Network.countries)
def countries(*, region: OneOrMore[Region | str] | None = None) -> tuple[Country, ...]:
    """Return the countries with a city on record, in order of their alpha-2 codes."""
    return network().countries(region=region)


@_documented_by(Network.region)
def region(key: Region | str) -> Region:
    """Return the UNESCO region with an id or a name."""
    return network().region(key)


@_documented_by(Network.regions)
def regions() -> tuple[Region, ...]:
    """Return UNESCO's regions."""
    return network().regions()


@_documented_by(Network.subdivision)
def subdivision(key: Subdivision | str, country: Country | str | None = None) -> Subdivision:
    """Return the subdivision of a country with an ISO 3166-2 code or a name."""
    return network().subdivision(key, country)


@_documented_by(Network.subdivisions)
def subdivisions(*, country: OneOrMore[Country | str] | None = None) -> tuple[Subdivision, ...]:
    """Return the subdivisions of countries that are on record, in order of their codes."""
    return network().subdivisions(country=country)


@_documented_by(Network.announcement)
def announcement(key: Announcement | int | str | datetime.date) -> Announcement:
    """Return the announcement of a year, of a day, or with an id."""
    return network().announcement(key)


@_documented_by(Network.announcements)
def announcements() -> tuple[Announcement, ...]:
    """Return the announcements of new members, in order of time."""
    return network().announcements()


@_documented_by(Network.strategy_period)
def strategy_period(key: StrategyPeriod | int | str | datetime.date) -> StrategyPeriod:
    """Return the strategy period that covers a year or a day, or has an id."""
    return network().strategy_period(key)


@_documented_by(Network.strategy_periods)
def strategy_periods() -> tuple[StrategyPeriod, ...]:
    """Return the strategy periods, in order of time."""
    return network().strategy_periods()


@_documented_by(Network.award)
def award(key: Award | int | str | datetime.date) -> Award:
    """Return the round of the UNESCO Learning City Award of a year."""
    return network().award(key)


@_documented_by(Network.awards)
def awards() -> tuple[Award, ...]:
    """Return the rounds of the UNESCO Learning City Award, in order of time."""
    return network().awards()


@_documented_by(Network.conference)
def conference(key: Conference | int | str | datetime.date) -> Conference:
    """Return the International Conference on Learning Cities with a number, or of a time."""
    return network().conference(key)


@_documented_by(Network.conferences)
def conferences() -> tuple[Conference, ...]:
    """Return the International Conferences on Learning Cities, in order of time."""
    return network().conferences()


@_documented_by(Network.size)
def size(key: NetworkSize | PartialDate | int | str | datetime.date) -> NetworkSize:
    """Return the size of the network stated for a date, or the last one of a month or year."""
    return network().size(key)


@_documented_by(Network.sizes)
def sizes() -> tuple[NetworkSize, ...]:
    """Return the sizes of the network that were stated over time."""
    return network().sizes()


@_documented_by(Network.national_counts)
def national_counts() -> tuple[NationalCount, ...]:
    """Return how many member cities countries have over time, as stated."""
    return network().national_counts()


@_documented_by(Network.conflict)
def conflict(key: Conflict | str) -> Conflict:
    """Return the conflict between sources with an id."""
    return network().conflict(key)


@_documented_by(Network.conflicts)
def conflicts(city: City | str | None = None) -> tuple[Conflict, ...]:
    """Return the conflicts between sources, with their resolutions and reasons."""
    return network().conflicts(city)


@_documented_by(Network.source)
def source(key: Source | str) -> Source:
    """Return the source with an id."""
    return network().source(key)


@_documented_by(Network.sources)
def sources() -> tuple[Source, ...]:
    """Return the public texts on which the facts rest, in order of their ids."""
    return network().sources()


@_documented_by(Network.coverage)
def coverage() -> tuple[Coverage, ...]:
    """Return the stated, corrected and recorded counts of each announcement."""
    return network().coverage()


@_documented_by(Network.tables)
def tables() -> Tables:
    """Return every table of the network, for other libraries: as records, CSV, JSON, Arrow."""
    return network().tables()
