"""How a record is drawn: field by field, from the types of the fields and their checks."""

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from string import ascii_uppercase, digits
from typing import Any, NamedTuple, TypeVar
from unicodedata import category

from attrs import NOTHING, evolve
from hypothesis import assume
from hypothesis import strategies as st

from gnlc.models import checks
from gnlc.models.announcements import Announcement, ApplicationWindow, Release
from gnlc.models.base import PartialDate, Record, Source, fields_of, key_name, shape
from gnlc.models.cities import Admission, City
from gnlc.models.history import (
    AdmissionRule,
    Conference,
    Director,
    NetworkSize,
)
from gnlc.models.places import Location, Subdivision
from gnlc.models.strategy import Priority, StrategyPeriod

R = TypeVar("R", bound=Record)

Pool = Mapping[type[Record], tuple[Any, ...]]
"""The records that others may refer to, by their class."""

_Values = dict[str, Any]

# Creating a strategy takes time, so the common ones are created once.
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))
_YEARS = st.integers(2000, 2030)
# Letters of a dozen scripts, marks and symbols; from all ranges of Unicode it would take longer.
_RANGES = (
    (0x20, 0x5FF),
    (0x620, 0x6D5),
    (0x904, 0x939),
    (0xE01, 0xE5B),
    (0x2010, 0x2027),
    (0x3041, 0x3096),
    (0x4E00, 0x4FFF),
    (0xAC00, 0xACFF),
    (0x1F600, 0x1F64F),
)
_LETTERS = "".join(
    char
    for first, last in _RANGES
    for char in map(chr, range(first, last + 1))
    if category(char)[0] in "LMNPSZ"
)
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
MAYBE_TEXT = st.none() | _TEXTS
YES_OR_NO = st.booleans()
SELDOM = st.integers(0, 2).map(lambda number: number == 2)
_PLACE, _FEW, _PRECISION = st.integers(0, 5), st.integers(0, 2), st.integers(1, 3)
_LATER = st.integers(0, 1000)
AWARD_YEARS = st.lists(_YEARS, max_size=2, unique=True).map(sorted).map(tuple)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Years, months and days."""
    day = draw(DAYS)
    return PartialDate(*(day.year, day.month, day.day)[: draw(_PRECISION)])


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXTS,
    bool: YES_OR_NO,
    datetime.date: DAYS,
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


def _possible(cls: type[Record], pool: Pool) -> bool:
    """Return whether the pool has a record for every required reference."""
    if key_name(cls):
        return bool(pool.get(cls))
    needed = (field for field in _fields(cls) if field.required and field.values is None)
    return all(_possible(field.of, pool) for field in needed)


def _fill(draw: st.DrawFn, field: _Field, pool: Pool) -> bool:
    """Draw whether to fill a field."""
    if field.required:
        return True
    if field.values is not None:
        return draw(YES_OR_NO)
    return _possible(field.of, pool) and draw(SELDOM)


def _value(draw: st.DrawFn, field: _Field, pool: Pool) -> Any:
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


def _part(draw: st.DrawFn, of: type[Record], pool: Pool) -> Record:
    """Draw a record from the pool, or a new one of a class that nothing refers to."""
    return _one(draw, pool[of]) if key_name(of) else new(draw, of, pool)


def _one(draw: st.DrawFn, records: tuple[Any, ...]) -> Any:
    return records[draw(_PLACE) % len(records)]


def new(draw: st.DrawFn, cls: type[R], pool: Pool, **given: Any) -> R:
    """Draw a record field by field, then correct fields that depend on each other.

    Args:
        draw: draws a value.
        cls: the class of the record.
        pool: the records to which it may refer.
        **given: the values of some fields.
    """
    values = dict(given)
    for field in _fields(cls):
        if field.name not in given and _fill(draw, field, pool):
            values[field.name] = _value(draw, field, pool)
    if cls in _CORRECT:
        _CORRECT[cls](draw, values, pool)
    return cls(**{**values, **given})


@st.composite
def records_of(draw: st.DrawFn, cls: type[R], pool: Pool) -> R:
    """Records of a class."""
    return new(draw, cls, pool)


def _span(_: st.DrawFn, values: _Values, __: Pool) -> None:
    first, last = ("opens", "closes") if "opens" in values else ("start", "end")
    if first in values and last in values and values[last] < values[first]:
        values[first], values[last] = values[last], values[first]


def _window(draw: st.DrawFn, values: _Values, pool: Pool) -> None:
    _span(draw, values, pool)
    # A month sorts before its days, but may end after them.
    values["closes"] = max(values["opens"], values["closes"])


def _subdivision(_: st.DrawFn, values: _Values, __: Pool) -> None:
    values["code"] = f"{values['country'].alpha_2}-{values['code'].partition('-')[2]}"


def _location(_: st.DrawFn, values: _Values, __: Pool) -> None:
    values["names"] = tuple(sorted(values.get("names", ()), key=lambda name: name.language))


def _announced_on(values: _Values) -> datetime.date | None:
    """Put the day of an announcement into its year, if both are known, and return it."""
    day: datetime.date | None = values.get("announced_on")
    if day is not None and day.year != values.setdefault("year", day.year):
        # Every month has so many days.
        values["announced_on"] = day = day.replace(year=values["year"], day=min(day.day, 28))
    return day


def _later(draw: st.DrawFn, day: datetime.date) -> datetime.date:
    """Draw a day that is not before another, and not after the last of the calendar."""
    last = datetime.date.max.toordinal()
    return datetime.date.fromordinal(min(day.toordinal() + draw(_LATER), last))


def _admission(draw: st.DrawFn, values: _Values, pool: Pool) -> None:
    day = _announced_on(values)
    withdrawn = [values.pop(f"withdrawn_{name}", None) for name in ("on", "sources", "note")]
    if draw(YES_OR_NO):
        values["withdrawn_on"] = draw(DAYS) if day is None else _later(draw, day)
        values["withdrawn_sources"] = withdrawn[1] or pool[Source][:1]
        values["withdrawn_note"] = withdrawn[2]


def _city(draw: st.DrawFn, values: _Values, pool: Pool) -> None:
    country = values["country"]
    values["id"] = f"{country.alpha_2.lower()}-{values['id']}"
    # Admissions without a year may be anywhere.
    values["admissions"] = tuple(sorted(values["admissions"], key=lambda each: each.year or 0))
    values["award_years"] = ()
    within = (each for each in pool.get(Subdivision, ()) if each.country == country)
    values["subdivision"] = _one(draw, (None, *within))


def _priority(_: st.DrawFn, values: _Values, pool: Pool) -> None:
    values["coordinator_sources"] = pool[Source][:1] if values.get("coordinators") else ()


def _release(draw: st.DrawFn, values: _Values, _: Pool) -> None:
    values["published_on"] = _later(draw, values["joined_on"])


def _announcement(draw: st.DrawFn, values: _Values, _: Pool) -> None:
    day = _announced_on(values)
    if day is not None:
        corrections = values.get("corrections", ())
        moved = [evolve(each, corrected_on=_later(draw, day)) for each in corrections]
        # Some may have differed in nothing but the day.
        values["corrections"] = tuple(dict.fromkeys(moved))


def _size(draw: st.DrawFn, values: _Values, pool: Pool) -> None:
    for name, of in (("cities", "cities_qualifier"), ("inhabitants", "inhabitants_qualifier")):
        [field] = (field for field in _fields(NetworkSize) if field.name == of)
        values.pop(of, None)
        if name in values:
            values[of] = _value(draw, field, pool)


_CORRECT: dict[type, Callable[[st.DrawFn, _Values, Pool], None]] = {
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


def table(
    draw: st.DrawFn, pool: Pool, cls: type[Record], *by: str, least: int = 0, most: int = 3
) -> Pool:
    """Draw a table of records, and return the pool with it."""
    keys = tuple(attrgetter(key) for key in by or (key_name(cls),))
    tables = st.lists(records_of(cls, pool), min_size=least, max_size=most, unique_by=keys)
    return {**pool, cls: tuple(draw(tables))}
