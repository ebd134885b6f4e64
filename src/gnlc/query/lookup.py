"""One record by a key, be it a spelling or a time; what is not there is told with help."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from operator import index
from typing import SupportsIndex, TypeVar

from gnlc.errors import NotFoundError
from gnlc.models.base import Record
from gnlc.query.filters import plain_date
from gnlc.query.folding import fold, readable, spelling
from gnlc.wording import close_to, shortened

R = TypeVar("R", bound=Record)

SUGGESTED = 3
"""How many keys are suggested, at the most, in the place of one that is not there."""

_LONGEST_CODE = 3


def found(kind: str, key: R | str, by_spelling: Mapping[str, R], label: Callable[[R], str]) -> R:
    """Return the record that is spelt so, or is equal to the one given."""
    if isinstance(key, str):
        folded = fold(key)
        # Codes are ASCII, and so are the few names that are as short.
        if key.isascii() or (len(folded) > _LONGEST_CODE and readable(key)):
            record = by_spelling.get(folded)
        else:
            record = None if (exact := spelling(key)).isascii() else by_spelling.get(exact)
        if record is not None:
            return record
        # First what has a word that begins so, then what looks like it.
        like = (name for name in by_spelling if folded and f" {folded}" in f" {name}")
        near = (label(by_spelling[name]) for name in (*like, *close_to(folded, by_spelling)))
        raise NotFoundError(kind, key, tuple(dict.fromkeys(near))[:SUGGESTED])
    for record in by_spelling.values():
        if record == key:
            return record
    if isinstance(key, Record):
        raise NotFoundError(kind, key)
    raise TypeError(f"{kind} must be a str, got {shortened(key)}")


def time(kind: str, key: object) -> int | datetime.date | str:
    """Return the year or the day that a key means; a text that means neither stays as it is."""
    if isinstance(key, str):
        if key.isdecimal():
            return int(key[:10])
        try:
            return datetime.date.fromisoformat(key)
        except ValueError:
            return key
    if isinstance(key, datetime.date):
        return plain_date(kind, key)
    if isinstance(key, SupportsIndex) and not isinstance(key, bool):
        return index(key)
    raise TypeError(f"{kind} must be a year, a date or an id, got {shortened(key)}")


def no_such_time(
    kind: str, key: object, when: int | datetime.date | str, years: Mapping[str, int]
) -> NotFoundError:
    """Return the error for a time of which there is nothing, with the times that come nearest.

    Args:
        kind: what was looked for.
        key: what was asked for, as it came.
        when: the time that it means.
        years: the years of what there is, by id.
    """
    if isinstance(when, str):
        return NotFoundError(kind, key, close_to(when, years))
    year = when.year if isinstance(when, datetime.date) else when
    return NotFoundError(
        kind, key, sorted(years, key=lambda known: abs(years[known] - year))[:SUGGESTED]
    )
