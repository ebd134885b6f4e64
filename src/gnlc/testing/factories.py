"""Cities and networks for users' tests, and the functions of gnlc asking another network."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import Parameter, signature
from operator import attrgetter
from typing import Any, TypeVar

import gnlc.bundled
from gnlc.bundled import network as bundled_network
from gnlc.models.base import Record, Source, fields_of, key_of, parts_of
from gnlc.models.cities import Admission, City
from gnlc.models.facts import NetworkFacts
from gnlc.models.history import Award, Recipient
from gnlc.models.places import Country, Location, Region, Subdivision
from gnlc.names.folding import fold
from gnlc.query.holdings import country_table, spellings
from gnlc.query.lookup import look_up
from gnlc.query.network import Network
from gnlc.wording import close_to, listed, shortened

F = TypeVar("F", bound=Callable[..., object])

_replacement: ContextVar[Network | None] = ContextVar("gnlc.network", default=None)
gnlc.bundled.replacement = _replacement.get

_SOURCE = Source(id="test-nd", publisher="gnlc.testing", language="en", cited_for="a test")


def takes_arguments_of(other: Callable[..., object]) -> Callable[[F], F]:
    """Give a function that takes `**fields` a signature that lists the arguments of another."""

    def decorate(function: F) -> F:
        shown = signature(function)
        own = [p for p in shown.parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
        names = {parameter.name for parameter in own}
        more = [p for p in signature(other).parameters.values() if p.name not in names]
        fields = [p.replace(kind=Parameter.KEYWORD_ONLY, default=None) for p in more]
        function.__dict__["__signature__"] = shown.replace(parameters=[*own, *fields])
        return function

    return decorate


def check_fields(cls: type[Record], fields: Mapping[str, Any], *others: str) -> None:
    """Check values of fields, each by itself.

    Args:
        cls: the class of the record.
        fields: the values, by the names of the fields.
        *others: further names that could be meant.

    Raises:
        TypeError: the class has no such field, or a value is of the wrong type.
        ValueError: a value is invalid.
    """
    known = {attribute.name: attribute for attribute in fields_of(cls)}
    _refuse_unknown(cls.__name__, fields, (*known, *others))
    for name, value in fields.items():
        check: Any = known[name].validator
        check(None, known[name], value)


def _refuse_unknown(what: str, fields: Iterable[str], known: Collection[str]) -> None:
    for name in fields:
        if name not in known:
            near = [repr(each) for each in close_to(name, known)]
            there = f"it has {listed(known, word='and')}"
            hint = f"did you mean {listed(near)}?" if near else there
            raise TypeError(f"{what} has no field {shortened(name)}; {hint}")


@takes_arguments_of(City)
def city(
    name: str,
    *,
    country: Country | str | None = None,
    year: int | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    **fields: Any,
) -> City:
    """Return a fictional city.

    Args:
        name: its name, from which the id is made.
        country: a country, or the code or name of one in the bundled data; None for that of the
            subdivision or the id if one is given, and else for Azerbaijan.
        year: the year of its admission; None if unknown.
        latitude: degrees north; with the longitude, the city has a location.
        longitude: degrees east.
        **fields: further fields of `gnlc.City`, which replace those made here.

    Raises:
        NotFoundError: the country is unknown.
        TypeError: a value is of the wrong type, or a field is unknown.
        ValueError: a value is invalid, or only one of latitude and longitude is given.

    Example:
        >>> from gnlc import testing
        >>> testing.city("Xanadu", country="KE", year=2020)
        City(id='ke-xanadu', name='Xanadu', country=Country('KE', 'Kenya'), year=2020)
    """
    if not isinstance(name, str):
        raise TypeError(f"name must be a str, got {shortened(name)}")
    check_fields(City, fields, "year", "latitude", "longitude")
    location = None
    if latitude is not None and longitude is not None:
        location = Location(
            geonames_id=1,
            name=name,
            latitude=latitude,
            longitude=longitude,
            timezone="UTC",
            relation="same",
        )
    elif latitude is not None or longitude is not None:
        raise ValueError("latitude and longitude must be given together")
    home = _home(fields) if country is None else _country(country)
    made: dict[str, Any] = {
        "id": f"{home.alpha_2.lower()}-{fold(name).replace(' ', '-') or 'city'}",
        "name": name,
        "country": home,
        "kind": "city",
        "admissions": (
            Admission(year=year, listed_as=name, certainty="stated", sources=(_SOURCE,)),
        ),
        "location": location,
    }
    return City(**{**made, **fields})


def _home(fields: Mapping[str, Any]) -> Country:
    """Return the country in which a city with these fields must be."""
    within = fields.get("subdivision")
    return _country(fields.get("id", "az").partition("-")[0]) if within is None else within.country


def _country(key: Country | str) -> Country:
    if isinstance(key, Country):
        return key
    known = {name: each for each in country_table(bundled_network()) for name in spellings(each)}
    return look_up("country", key, known, attrgetter("common_name"))


@takes_arguments_of(Network)
def network(cities: Iterable[City] = (), **fields: Any) -> Network:
    """Return a network of some cities, with the countries, sources and awards that they name.

    Args:
        cities: the cities; their ids must differ.
        **fields: further arguments of `gnlc.Network`, which replace those made here.

    Raises:
        TypeError: a value is of the wrong type, or an argument is unknown.
        ValueError: two cities have the same id, or a value is invalid.

    Example:
        >>> from gnlc import testing
        >>> known = testing.network([testing.city("Xanadu", year=2020), testing.city("Zembla")])
        >>> known.cities(year=2020)
        Cities(1: az-xanadu)
    """
    _refuse_unknown("Network", fields, signature(Network).parameters)
    if not isinstance(cities, Iterable):
        raise TypeError(f"cities must be Cities, got {shortened(cities)}")
    members = tuple(cities)
    for each in members:
        if not isinstance(each, City):
            raise TypeError(f"cities must be Cities, got {shortened(each)}")
    found: dict[type[Record], dict[str, Any]] = {
        cls: {} for cls in (Source, Region, Country, Subdivision)
    }
    todo: list[Record] = [*members]
    while todo:
        record = todo.pop()
        if type(record) in found:
            found[type(record)][key_of(record)] = record
        todo += parts_of(record)
    years = sorted({year for each in members for year in each.award_years})
    found[Source].setdefault(_SOURCE.id, _SOURCE)
    admitted = (admission.year for each in members for admission in each.admissions)
    last = max((year for year in admitted if year is not None), default=2000)
    made: dict[str, Any] = {
        "data_version": "2000.01.01",
        "as_of": datetime.date(last, 12, 31),
        "sources": _in_order(found[Source]),
        "regions": _in_order(found[Region]),
        "countries": _in_order(found[Country]),
        "subdivisions": _in_order(found[Subdivision]),
        "cities": tuple(sorted(members, key=attrgetter("id"))),
        "facts": NetworkFacts(awards=tuple(_award(year, members) for year in years)),
    }
    return Network(**{**made, **fields})


def _in_order(records: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(record for _, record in sorted(records.items()))


def _award(year: int, members: Iterable[City]) -> Award:
    recipients = tuple(
        Recipient(name=each.name, country=each.country, city=each)
        for each in members
        if year in each.award_years
    )
    return Award(
        year=year, recipients_stated=len(recipients), recipients=recipients, sources=(_SOURCE,)
    )


@contextmanager
def bundled(network: Network) -> Generator[Network]:
    """Let the functions of gnlc ask another network than the bundled one, within a `with` block.

    Only the thread or the task of the block is concerned; tasks that it starts are too.

    Args:
        network: the network.

    Raises:
        TypeError: this is not a Network.

    Example:
        >>> import gnlc
        >>> from gnlc import testing
        >>> with testing.bundled(testing.network([testing.city("Xanadu")])):
        ...     gnlc.cities()
        Cities(1: az-xanadu)
        >>> "Xanadu" in gnlc.cities()
        False
    """
    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network, got {shortened(network)}")
    token = _replacement.set(network)
    try:
        yield network
    finally:
        _replacement.reset(token)
