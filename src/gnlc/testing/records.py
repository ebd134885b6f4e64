"""Hypothesis strategies for records and small networks, built from the fields and their checks."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from string import ascii_uppercase, digits
from typing import Any, NamedTuple, TypeVar

from attrs import NOTHING, evolve
from hypothesis import assume
from hypothesis import strategies as st

from gnlc.models import checks
from gnlc.models.announcements import Announcement, ApplicationWindow, Release
from gnlc.models.base import PartialDate, Record, Source, fields_of, key_name, shape
from gnlc.models.cities import Admission, City
from gnlc.models.facts import NetworkFacts
from gnlc.models.history import (
    AdmissionRule,
    Award,
    Conference,
    Director,
    NetworkSize,
    Recipient,
)
from gnlc.models.places import Country, Location, Region, Subdivision
from gnlc.models.strategy import Priority, StrategyPeriod
from gnlc.query.holdings import spellings
from gnlc.query.network import Network
from gnlc.wording import shortened

R = TypeVar("R", bound=Record)

_Pool = Mapping[type[Record], tuple[Any, ...]]
"""The records that others may refer to, by their class."""

_Values = dict[str, Any]

# Creating a strategy takes time, so the common ones are created once.
_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))
_YEARS = st.integers(2000, 2030)
_LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
_MAYBE_TEXT = st.none() | _TEXTS
_YES_OR_NO = st.booleans()
_SELDOM = st.integers(0, 2).map(lambda number: number == 2)
_PLACE, _FEW, _PRECISION = st.integers(0, 5), st.integers(0, 2), st.integers(1, 3)
_LATER = st.integers(0, 1000).map(datetime.timedelta)
_AWARD_YEARS = st.lists(_YEARS, max_size=2, unique=True).map(sorted)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Years, months and days."""
    day = draw(_DAYS)
    return PartialDate(*(day.year, day.month, day.day)[: draw(_PRECISION)])


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXTS,
    bool: _YES_OR_NO,
    datetime.date: _DAYS,
    PartialDate: partial_dates(),
}


_NAMED: dict[str, st.SearchStrategy[str]] = {
    "id": st.text("abz019", min_size=1, max_size=6),
    "url": st.just("https://example.org/a?b=c#d"),
    "language": st.sampled_from(["ar", "en", "kaa", "pt-BR", "zh-Hant"]),
    "timezone": st.sampled_from(["Asia/Baku", "America/Argentina/Buenos_Aires", "UTC"]),
    "alpha_2": st.text(ascii_uppercase, min_size=2, max_size=2),
    "alpha_3": st.text(ascii_uppercase, min_size=3, max_size=3),
    "numeric": st.text(digits, min_size=3, max_size=3),
}
"""Strings of a certain form; drawing them from the regular expression would take longer."""


class _Field(NamedTuple):
    """How to draw a field: `values`, or if that is None, records of the class `of`."""

    name: str
    required: bool
    values: st.SearchStrategy[Any] | None
    of: Any
    many: bool
    least: int
    key: str


def _read_fields(cls: type[Record]) -> tuple[_Field, ...]:
    found: list[_Field] = []
    for field in fields_of(cls):
        of, _, many = shape(field.type)
        rules = checks.schema_of(field.validator)
        least, required = rules.get("minItems", 0), field.default is NOTHING
        values, key = None, checks.key_of_each(field.validator) if many else ""
        if of is PartialDate or not (isinstance(of, type) and issubclass(of, Record)):
            values = _plain(field.name, of, rules.get("items", rules))
            if many:
                values = st.lists(values, min_size=least, max_size=2, unique=True).map(tuple)
        found.append(_Field(field.name, required, values, of, many, least, key))
    return tuple(found)


_fields: Callable[[Any], tuple[_Field, ...]] = cache(_read_fields)


def _plain(name: str, of: Any, rules: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for values that a check accepts; of wide ranges, the common ones."""
    if name in _NAMED:
        return _NAMED[name]
    if "enum" in rules:
        return st.sampled_from(rules["enum"])
    if of is float:
        return st.floats(rules["minimum"], rules["maximum"]) | st.integers(-90, 90)
    if of is int:
        years = rules == checks.schema_of(checks.year)
        return _YEARS if years else st.integers(rules["minimum"], min(rules["maximum"], 10**6))
    if "pattern" in rules and rules != checks.schema_of(checks.text):
        pattern = rules["pattern"].removeprefix("^(").removesuffix(r")$(?!\n)")
        return st.from_regex(pattern, fullmatch=True, alphabet=st.characters(codec="ascii"))
    return _PLAIN[of]


def _possible(cls: type[Record], pool: _Pool) -> bool:
    """Return whether the pool has a record for every required reference."""
    if key_name(cls):
        return bool(pool.get(cls))
    needed = (field for field in _fields(cls) if field.required and field.values is None)
    return all(_possible(field.of, pool) for field in needed)


def _fill(draw: st.DrawFn, field: _Field, pool: _Pool) -> bool:
    """Draw whether to fill a field."""
    if field.required:
        return True
    if field.values is not None:
        return draw(_YES_OR_NO)
    return _possible(field.of, pool) and draw(_SELDOM)


def _value(draw: st.DrawFn, field: _Field, pool: _Pool) -> Any:
    if field.values is not None:
        return draw(field.values)
    if not field.many:
        return _part(draw, field.of, pool)
    number = max(draw(_FEW), field.least)
    records = dict.fromkeys(_part(draw, field.of, pool) for _ in range(number))
    if field.key:
        return tuple({getattr(record, field.key): record for record in records}.values())
    # References may repeat, but new records must be as many as required.
    assume(len(records) >= field.least)
    return tuple(records)


def _part(draw: st.DrawFn, of: type[Record], pool: _Pool) -> Record:
    """Draw a record from the pool, or a new one of a class that nothing refers to."""
    return _one(draw, pool[of]) if key_name(of) else _new(draw, of, pool)


def _one(draw: st.DrawFn, records: tuple[Any, ...]) -> Any:
    return records[draw(_PLACE) % len(records)]


def _new(draw: st.DrawFn, cls: type[R], pool: _Pool, **given: Any) -> R:
    """Draw a record field by field, then correct fields that depend on each other."""
    values = given
    for field in _fields(cls):
        if field.name not in given and _fill(draw, field, pool):
            values[field.name] = _value(draw, field, pool)
    if cls in _CORRECT:
        _CORRECT[cls](draw, values, pool)
    return cls(**values)


@st.composite
def _records(draw: st.DrawFn, cls: type[R], pool: _Pool) -> R:
    return _new(draw, cls, pool)


def _span(_: st.DrawFn, values: _Values, __: _Pool) -> None:
    first, last = ("opens", "closes") if "opens" in values else ("start", "end")
    if first in values and last in values and values[last] < values[first]:
        values[first], values[last] = values[last], values[first]


def _window(draw: st.DrawFn, values: _Values, pool: _Pool) -> None:
    _span(draw, values, pool)
    # A month sorts before its days, but may end after them.
    values["closes"] = max(values["opens"], values["closes"])


def _subdivision(_: st.DrawFn, values: _Values, __: _Pool) -> None:
    values["code"] = f"{values['country'].alpha_2}-{values['code'].partition('-')[2]}"


def _location(_: st.DrawFn, values: _Values, __: _Pool) -> None:
    values["names"] = tuple(sorted(values.get("names", ()), key=lambda name: name.language))


def _admission(draw: st.DrawFn, values: _Values, pool: _Pool) -> None:
    day = values.get("announced_on")
    if day is not None:
        values["year"] = day.year
    withdrawn = [values.pop(f"withdrawn_{name}", None) for name in ("on", "sources", "note")]
    if draw(_YES_OR_NO):
        values["withdrawn_on"] = draw(_DAYS) if day is None else day + draw(_LATER)
        values["withdrawn_sources"] = withdrawn[1] or pool[Source][:1]
        values["withdrawn_note"] = withdrawn[2]


def _city(draw: st.DrawFn, values: _Values, pool: _Pool) -> None:
    country = values["country"]
    values["id"] = f"{country.alpha_2.lower()}-{values['id']}"
    # Admissions without a year may be anywhere.
    values["admissions"] = tuple(sorted(values["admissions"], key=lambda each: each.year or 0))
    values["award_years"] = ()
    within = (each for each in pool.get(Subdivision, ()) if each.country == country)
    values["subdivision"] = _one(draw, (None, *within))


def _priority(_: st.DrawFn, values: _Values, pool: _Pool) -> None:
    values["coordinator_sources"] = pool[Source][:1] if values.get("coordinators") else ()


def _release(draw: st.DrawFn, values: _Values, _: _Pool) -> None:
    values["published_on"] = values["joined_on"] + draw(_LATER)


def _announcement(draw: st.DrawFn, values: _Values, _: _Pool) -> None:
    day = values.get("announced_on")
    if day is not None:
        values["year"] = day.year
        values["corrections"] = tuple(
            evolve(each, corrected_on=day + draw(_LATER)) for each in values.get("corrections", ())
        )


def _size(draw: st.DrawFn, values: _Values, pool: _Pool) -> None:
    for name, of in (("cities", "cities_qualifier"), ("inhabitants", "inhabitants_qualifier")):
        [field] = (field for field in _fields(NetworkSize) if field.name == of)
        values.pop(of, None)
        if name in values:
            values[of] = _value(draw, field, pool)


_CORRECT: dict[type, Callable[[st.DrawFn, _Values, _Pool], None]] = {
    **dict.fromkeys((StrategyPeriod, Conference, AdmissionRule, Director), _span),
    ApplicationWindow: _window,
    Subdivision: _subdivision,
    Location: _location,
    Admission: _admission,
    City: _city,
    Priority: _priority,
    Release: _release,
    Announcement: _announcement,
    NetworkSize: _size,
}


def locations() -> st.SearchStrategy[Location]:
    """Places anywhere on earth."""
    return _records(Location, {})


def _with(
    draw: st.DrawFn, pool: _Pool, cls: type[Record], *by: str, least: int = 0, most: int = 3
) -> _Pool:
    """Draw a table of records, and return the pool with it."""
    keys = tuple(attrgetter(key) for key in by or (key_name(cls),))
    tables = st.lists(_records(cls, pool), min_size=least, max_size=most, unique_by=keys)
    return {**pool, cls: tuple(draw(tables))}


def _distinct(records: Iterable[Country | Region]) -> bool:
    """Return whether no two records have the same name."""
    called = [spelling for record in records for spelling in spellings(record)]
    return len(set(called)) == len(called)


def _places(draw: st.DrawFn) -> _Pool:
    """Draw the sources, regions, countries and subdivisions of a network."""
    pool = _with(draw, {}, Source, least=1)
    pool = _with(draw, pool, Region, least=1, most=2)
    pool = _with(draw, pool, Country, least=1, most=2)
    assume(_distinct(pool[Region]) and _distinct(pool[Country]))
    return _with(draw, pool, Subdivision, most=2)


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Cities, each with its own country, region and sources.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.cities())
        ... def test_label(city):
        ...     assert city.name in f"{city.name}, {city.country.common_name}"
        >>> test_label()
    """
    city = _new(draw, City, _places(draw))
    return evolve(city, award_years=tuple(draw(_AWARD_YEARS)))


@st.composite
def announcements(draw: st.DrawFn) -> Announcement:
    """Announcements, with stated and corrected counts.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.announcements())
        ... def test_title(announcement):
        ...     assert announcement.title
        >>> test_title()
    """
    pool = _with(draw, _places(draw), City, most=2)
    pool = _with(draw, pool, StrategyPeriod, least=1, most=1)
    return _new(draw, Announcement, pool)


def networks(*, min_cities: int = 0, max_cities: int | None = None) -> st.SearchStrategy[Network]:
    """Whole networks.

    Args:
        min_cities: the minimum number of cities.
        max_cities: the maximum number of cities; default: `min_cities` + 3.

    Raises:
        TypeError: a number is not an int.
        ValueError: a number is negative, or `max_cities` is less than `min_cities`.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.networks(min_cities=1))
        ... def test_somebody_is_there(network):
        ...     assert network.cities(include_withdrawn=True)
        >>> test_somebody_is_there()
    """
    least = _check_number("min_cities", min_cities)
    most = least + 3 if max_cities is None else _check_number("max_cities", max_cities)
    if most < least:
        raise ValueError(f"max_cities must be min_cities, {least}, or more, got {most}")
    return _networks(least, most)


def _check_number(name: str, value: int) -> int:
    if type(value) is not int:
        raise TypeError(f"{name} must be an int, got {shortened(value)}")
    if value < 0:
        raise ValueError(f"{name} must be 0 or more, got {shortened(value)}")
    return value


@st.composite
def _networks(draw: st.DrawFn, min_cities: int, max_cities: int) -> Network:
    pool = _with(draw, _places(draw), City, least=min_cities, most=max_cities)
    years = draw(_AWARD_YEARS)
    received = {city.id: tuple(y for y in years if draw(_YES_OR_NO)) for city in pool[City]}
    members = tuple(evolve(city, award_years=received[city.id]) for city in pool[City])
    pool = _with(draw, {**pool, City: members}, StrategyPeriod, most=2)
    rounds = _with(draw, pool, Announcement, "id", "year", most=2)[Announcement]
    pool = {**pool, Announcement: tuple(sorted(rounds, key=lambda each: each.year))}
    facts = _new(
        draw,
        NetworkFacts,
        pool,
        awards=tuple(_award(draw, pool, year) for year in years),
        announcements=pool[Announcement],
        strategy_periods=pool[StrategyPeriod],
    )
    return Network(
        data_version="2026.11.23",
        as_of=draw(_DAYS),
        sources=pool[Source],
        regions=pool[Region],
        countries=pool[Country],
        subdivisions=pool[Subdivision],
        cities=members,
        facts=facts,
    )


def _award(draw: st.DrawFn, pool: _Pool, year: int) -> Award:
    """Draw a round of the award, to the members that received it and, seldom, to another city."""
    to = [
        Recipient(name=city.name, country=city.country, city=city, note=draw(_MAYBE_TEXT))
        for city in pool[City]
        if year in city.award_years
    ]
    if draw(_SELDOM):
        to.append(_new(draw, Recipient, pool, city=None))
    return _new(draw, Award, pool, year=year, recipients=tuple(to))
