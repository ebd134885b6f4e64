"""The default description of a record: its fields."""

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
    repr_fields,
)
from gnlc.models.checks import is_tuple
from gnlc.models.doors import Shown

# Values that are shown inline, not in separate blocks.
_WITHIN = (PartialDate, Source, Statement)


@singledispatch
def blocks_of(value: Shown, _: object) -> Iterator[Block]:
    """Describe a record by its fields, unless a describer is registered for its class."""
    record = cast("Record", value)
    cls = type(record)
    what = noun(cls).capitalize()
    if key_name(cls):
        yield Facts((f"{what}: ", name_of(record)), fields(record))
    elif by := _label(record):
        yield Facts((f"{what}: ", by), fields(record, **{repr_fields(cls)[0]: ()}))
    else:
        yield Facts(what, fields(record))
    yield from parts(record)


def name_of(record: Record) -> Name:
    """Return the name of a record, with its key."""
    key = key_of(record)
    name = getattr(record, "name", key)
    return Name(name, None if name == key else key)


def _label(record: Record) -> Inline:
    """Return the value that labels a record without a key, if it is a single line."""
    value = [getattr(record, name) for name in repr_fields(type(record))[:1]]
    label = lines(value[0]) if value and not is_tuple(value[0]) else []
    return label[0] if label and not isinstance(label[0], Cited | Fact) else ""


def fields(record: Record, **others: Sequence[Fact]) -> list[Fact]:
    """Return the facts of a record, in the order of its fields.

    Fields without a value are omitted, except for those that the repr shows.

    Args:
        record: the record.
        **others: facts to show instead of a field, or for another attribute, by its name.
    """
    cls = type(record)
    in_heading = {key_name(cls), "name"} if key_name(cls) else set[str]()
    facts: list[Fact] = []
    for name in dict.fromkeys((*(each.name for each in fields_of(cls)), *others)):
        value = getattr(record, name)
        if name in others:
            facts += others[name]
        elif name not in in_heading and not apart(value):
            unknown = value is None and name in repr_fields(cls)
            facts.append(fact(_words(name), Unknown("not stated") if unknown else value))
    return facts


def fact(label: str, *values: object) -> Fact:
    """Return a fact with a line for each value that is not None or empty."""
    return Fact(label, [line for value in values for line in lines(value)])


def lines(value: Any) -> list[Inline | Fact]:
    """Return the lines that show a value."""
    if is_tuple(value):
        if value and all(isinstance(item, Source) for item in value):
            return [Cited(cast("tuple[Source, ...]", value))]
        return [line for item in value for line in lines(item)]
    if isinstance(value, Source):
        return [Cited((value,), named=True)]
    if isinstance(value, Statement):
        return [*lines(value.text), *lines(value.date), fact("sources", value.sources)]
    if isinstance(value, Record) and not isinstance(value, PartialDate):
        return [name_of(value)] if key_name(type(value)) else [*fields(value)]
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return [] if value is None else [Name(value) if isinstance(value, str) else value]


def apart(value: object) -> bool:
    """Return whether a value is shown in separate blocks: records without a key."""
    if is_tuple(value):
        return any(isinstance(item, Record) and not _within(item) for item in value)
    return isinstance(value, Record) and not _within(value) and _has_parts(value)


def _within(record: Record) -> bool:
    return isinstance(record, _WITHIN) or bool(key_name(type(record)))


def _has_parts(record: Record) -> bool:
    return any(apart(getattr(record, each.name)) for each in fields_of(type(record)))


def parts(record: Record, *others: str) -> Iterator[Block]:
    """Describe the parts of a record that are shown in separate blocks, except certain fields."""
    for name in (each.name for each in fields_of(type(record))):
        value = getattr(record, name)
        if name in others or not apart(value):
            continue
        items = value if is_tuple(value) else (value,)
        if any(map(_has_parts, items)):
            for item in items:
                yield from blocks_of(item, None)
        else:
            yield Facts(_words(name).capitalize(), [_item(item) for item in items])


def _item(record: Record) -> Fact:
    """Return one of several records as a fact, labelled by its number or date if it has one."""
    name = repr_fields(type(record))[0]
    value = getattr(record, name)
    if value is None or isinstance(value, str):
        return Fact(noun(type(record)), fields(record))
    return Fact(str(value), fields(record, **{name: ()}))


def _words(name: str) -> str:
    return name.replace("_", " ")
