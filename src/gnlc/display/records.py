"""What a record says of itself unless it has a describer of its own: its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from typing import Any, cast

from gnlc.display.content import Block, Cited, Fact, Facts, Inline, Name, Unknown
from gnlc.models.base import (
    PartialDate,
    Record,
    Source,
    Statement,
    fields_of,
    key_name,
    key_of,
    noun,
    shown_of,
)
from gnlc.models.checks import is_tuple
from gnlc.models.doors import Shown

# What is shown within the facts of others, rather than in a block of its own.
_WITHIN = (PartialDate, Source, Statement)


@singledispatch
def blocks_of(value: Shown, _: object) -> Iterator[Block]:
    """Describe a record by its fields; the describers of certain values are registered here."""
    record = cast("Record", value)
    cls = type(record)
    what = noun(cls).capitalize()
    if key_name(cls):
        yield Facts((f"{what}: ", named(record)), fields(record))
    elif by := _label(record):
        yield Facts((f"{what}: ", by), fields(record, **{shown_of(cls)[0]: ()}))
    else:
        yield Facts(what, fields(record))
    yield from parts(record)


def named(record: Record) -> Name:
    """Return the name of a record with the key by which to ask for it."""
    key = key_of(record)
    name = getattr(record, "name", key)
    return Name(name, None if name == key else key)


def _label(record: Record) -> Inline:
    """Return what tells a record without a key from others, where it is one value."""
    value = [getattr(record, name) for name in shown_of(type(record))[:1]]
    told = lines(value[0]) if value and not is_tuple(value[0]) else []
    return told[0] if told and not isinstance(told[0], Cited | Fact) else ""


def fields(record: Record, **others: Sequence[Fact]) -> list[Fact]:
    """Return the facts of a record, in the order of its fields.

    A field without a value is left out, but for those that tell one record from another.

    Args:
        record: the record.
        **others: the facts to show in the place of a field, or for another attribute, by its name.
    """
    cls = type(record)
    named_by = {key_name(cls), "name"} if key_name(cls) else set[str]()
    told: list[Fact] = []
    for name in dict.fromkeys((*(each.name for each in fields_of(cls)), *others)):
        value = getattr(record, name)
        if name in others:
            told += others[name]
        elif name not in named_by and not apart(value):
            said = Unknown("not stated") if value is None and name in shown_of(cls) else value
            told.append(fact(_words(name), said))
    return told


def fact(label: str, *values: object) -> Fact:
    """Return a fact with a line for each value, and none for what is None or empty."""
    return Fact(label, [line for value in values for line in lines(value)])


def lines(value: Any) -> list[Inline | Fact]:
    """Return the lines that say a value."""
    if is_tuple(value):
        if value and all(isinstance(item, Source) for item in value):
            return [Cited(cast("tuple[Source, ...]", value))]
        return [line for item in value for line in lines(item)]
    if isinstance(value, Source):
        return [Cited((value,), named=True)]
    if isinstance(value, Statement):
        return [*lines(value.text), *lines(value.date), fact("sources", value.sources)]
    if isinstance(value, Record) and not isinstance(value, PartialDate):
        return [named(value)] if key_name(type(value)) else [*fields(value)]
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return [] if value is None else [Name(value) if isinstance(value, str) else value]


def apart(value: object) -> bool:
    """Tell whether a value has blocks of its own: records that no other refers to by a key."""
    if is_tuple(value):
        return any(isinstance(item, Record) and not _within(item) for item in value)
    return isinstance(value, Record) and not _within(value) and _nested(value)


def _within(record: Record) -> bool:
    return isinstance(record, _WITHIN) or bool(key_name(type(record)))


def _nested(record: Record) -> bool:
    return any(apart(getattr(record, each.name)) for each in fields_of(type(record)))


def parts(record: Record, *others: str) -> Iterator[Block]:
    """Describe the parts of a record that have blocks of their own, but for certain fields."""
    for name in (each.name for each in fields_of(type(record))):
        value = getattr(record, name)
        if name in others or not apart(value):
            continue
        items = value if is_tuple(value) else (value,)
        if any(map(_nested, items)):
            for item in items:
                yield from blocks_of(item, None)
        else:
            yield Facts(_words(name).capitalize(), [_item(item) for item in items])


def _item(record: Record) -> Fact:
    """Return one of several records as a fact, behind its number or date where it has one."""
    name = shown_of(type(record))[0]
    value = getattr(record, name)
    if value is None or isinstance(value, str):
        return Fact(noun(type(record)), fields(record))
    return Fact(str(value), fields(record, **{name: ()}))


def _words(name: str) -> str:
    return name.replace("_", " ")
