"""Look-ups of one record by a spelling or a time, with suggestions where there is none."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import SupportsIndex, TypeVar

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models.base import Record
from gnlc.models.places import Country
from gnlc.names.folding import Text, fold
from gnlc.query.arguments import calendar_year, not_a_year, plain_date, spelled_time
from gnlc.wording import close_to, listed, shortened

R = TypeVar("R", bound=Record)

SUGGESTED = 3
"""How many keys an error suggests at most."""

_LONGEST_CODE = 3

# As ISO 8601 writes a year.
_DIGITS = 4


def look_up(kind: str, key: R | str, by_spelling: Mapping[str, R], label: Callable[[R], str]) -> R:
    """Return the record with a spelling, or the record that equals the one given.

    Args:
        kind: what is looked up, for messages.
        key: a spelling or a record.
        by_spelling: records by their spellings, folded and exact.
        label: gives what an error suggests a record by.

    Raises:
        NotFoundError: there is none.
        TypeError: the key is not a str.
    """
    if isinstance(key, str):
        if (record := match_spelling(key, by_spelling)) is not None:
            return record
        # Suggest names with a word that begins so first, then similar ones.
        folded = fold(key)
        like = (name for name in by_spelling if folded and f" {folded}" in f" {name}")
        near = (label(by_spelling[name]) for name in (*like, *close_to(folded, by_spelling)))
        raise NotFoundError(kind, key, tuple(dict.fromkeys(near))[:SUGGESTED])
    if not isinstance(key, Record):
        raise TypeError(f"{kind} must be a str, got {shortened(key)}")
    for record in by_spelling.values():
        if record == key:
            return record
    raise NotFoundError(kind, key)


def means(key: object, record: Record, *names: str) -> bool:
    """Return whether a key is equal to a record, or one of its names.

    Other values are not compared, since those of some libraries answer with neither True nor False.
    """
    return key == record if isinstance(key, Record) else isinstance(key, str) and key in names


def only_country(
    key: object, codes: Sequence[str], there: Sequence[Country], name: Callable[[str], str]
) -> Country:
    """Return the one country that a key means.

    Args:
        key: what was looked up, for messages.
        codes: of the countries that it may mean; at least one.
        there: those of them that have a city on record.
        name: gives the English name of a country by its code.

    Raises:
        NotFoundError: none of them has a city on record, or there are others without one.
        AmbiguousNameError: several have a city on record.
    """
    if len(codes) == len(there) == 1:
        return there[0]
    if len(there) > 1:
        raise AmbiguousNameError("country", key, there)
    names = listed(map(name, codes))
    hint = f"it may mean {names}" if there else f"no member on record in {names}"
    raise NotFoundError("country", key, [country.common_name for country in there], hint)


def match_spelling(key: str, by_spelling: Mapping[str, R]) -> R | None:
    """Return the record with a spelling; short texts in other scripts must be spelled exactly."""
    # Codes are ASCII, and so are the few names that are as short.
    if key.isascii():
        return by_spelling.get(fold(key))
    text = Text(key)
    if len(text.folded) > _LONGEST_CODE and text.is_readable:
        return by_spelling.get(text.folded)
    return None if text.exact.isascii() else by_spelling.get(text.exact)


def parse_time(kind: str, key: object) -> int | datetime.date | str:
    """Return the year or the day that a key means; other texts are returned unchanged.

    Raises:
        TypeError: the key is neither a text nor a time.
        ValueError: it is a number that no year has, or a time that is not one (NaT).
    """
    key = spelled_time(kind, key)
    if isinstance(key, str):
        if key.isdecimal():
            if len(key) != _DIGITS:
                raise not_a_year(kind, key)
            return calendar_year(kind, int(key))
        try:
            return datetime.date.fromisoformat(key)
        except ValueError:
            return key
    if isinstance(key, datetime.date):
        return plain_date(kind, key)
    if isinstance(key, SupportsIndex) and not isinstance(key, bool):
        return calendar_year(kind, key)
    raise TypeError(f"{kind} must be a year, a date or an id, got {shortened(key)}")


def no_such_time(
    kind: str, key: object, when: int | datetime.date | str, years: Mapping[str, int]
) -> NotFoundError:
    """Return the error for a time without a record, which suggests the nearest ones.

    Args:
        kind: what was looked up.
        key: the key that was given.
        when: the time that it means.
        years: the years of the records, by id.
    """
    if isinstance(when, str):
        return NotFoundError(kind, key, close_to(when, years))
    year = when.year if isinstance(when, datetime.date) else when
    return NotFoundError(
        kind, key, sorted(years, key=lambda known: abs(years[known] - year))[:SUGGESTED]
    )
