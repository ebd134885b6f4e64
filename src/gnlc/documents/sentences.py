"""Values of documents in words, and how two of them differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import takewhile

from gnlc.layout import Json, is_array
from gnlc.models.base import repr_fields
from gnlc.models.tables import classes, distinctive
from gnlc.wording import shortened

_CONTEXT = 20
_SHORT = 60
_ITEMS = 8
"""The number of items of a list that a sentence names."""


def in_words(value: Json) -> str:
    """Return a value of a document for a sentence: strings unquoted, lists with commas."""
    if is_array(value):
        return ", ".join(map(in_words, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def cut(text: str) -> str:
    """Return a text, with dots for its end if it is long."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def describe(record: str, value: Json) -> str:
    """Return the distinctive fields of a record except its key, in words."""
    cls = classes()[record]
    [first, *_] = distinctive(cls)
    names = (name for name in repr_fields(cls) if name in value and name != first)
    return ", ".join(f"{name} {cut(in_words(value[name]))}" for name in names)


def difference(old: Json, new: Json) -> str:
    """Return how a new value differs from an old one."""
    if is_array(old) or is_array(new):
        return _between_lists(old or [], new or [])
    if isinstance(old, str) and isinstance(new, str):
        # Long strings are shown from shortly before their first difference.
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
        )
        start = same - _CONTEXT
        if start > 0 and max(len(old), len(new)) > _SHORT - _CONTEXT:
            old, new = f"...{old[start:]}", f"...{new[start:]}"
    return f"{_value(old)} -> {_value(new)}"


def _value(value: Json) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return shortened(value)
    return cut(json.dumps(value, ensure_ascii=False))


def _between_lists(old: Sequence[Json], new: Sequence[Json]) -> str:
    before, now = (dict.fromkeys(map(in_words, items)) for items in (old, new))
    come = [f"+ {item}" for item in now if item not in before]
    gone = [f"- {item}" for item in before if item not in now]
    parts = [part for items in (come, gone) for part in _few(items)]
    if [item for item in before if item in now] != [item for item in now if item in before]:
        parts.append("another order")
    return ", ".join(parts)


def _few(items: Sequence[str]) -> Iterable[str]:
    shown = [cut(item) for item in items[:_ITEMS]]
    more = len(items) - _ITEMS
    return [*shown, f"{items[0][:2]}{more} more"] if more > 0 else shown
