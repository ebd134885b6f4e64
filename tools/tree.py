"""The records of the library as a tree, generated from the fields of their classes."""

import inspect
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import gnlc
from gnlc.models.base import Record, fields_of
from gnlc.models.facts import NetworkFacts
from gnlc.models.tables import CORE, RECORDS

_IN_TABLES = frozenset(RECORDS.values())

Contents = dict[type[Record], bool]
"""The classes of the records in a record, and whether it holds several of each."""


def records() -> list[type[Record]]:
    """Return every public class of records of the data."""
    public = (getattr(gnlc, name) for name in gnlc.__all__)
    found = [cls for cls in public if inspect.isclass(cls) and issubclass(cls, Record)]
    return [c for c in found if c is gnlc.Network or c.__module__.startswith("gnlc.models.")]


def contents(cls: type[Record]) -> Contents:
    """Return the classes of records in the fields of a class."""
    if cls is gnlc.Network:
        # Its fields are tables and values that are built on first use.
        return {**dict.fromkeys(CORE.values(), True), NetworkFacts: False}
    found: Contents = {}
    for attribute in fields_of(cls):
        for of, several in classes(attribute.type):
            found[of] = found.get(of, False) or several
    return found


def classes(annotation: Any, several: bool = False) -> Iterator[tuple[type[Record], bool]]:
    """Yield the classes of records in a type, and whether there are several of each."""
    if inspect.isclass(annotation) and issubclass(annotation, Record):
        yield annotation, several
    for part in get_args(annotation):
        yield from classes(part, several or get_origin(annotation) is tuple)


def parts(cls: type[Record]) -> Contents:
    """Return the classes of the parts of a record, without those that it refers to."""
    # Records of a table are parts of the holder of the table only.
    whole = cls in (gnlc.Network, NetworkFacts)
    holders = Counter(part for each in records() for part in contents(each))
    return {
        of: several
        for of, several in contents(cls).items()
        if (whole if of in _IN_TABLES else holders[of] == 1)
    }


def references(cls: type[Record]) -> list[type[Record]]:
    """Return the classes of the records that a record refers to."""
    return [of for of in contents(cls) if of in _IN_TABLES and of not in parts(cls)]


def _tree(cls: type[Record]) -> Iterator[type[Record]]:
    yield cls
    for part in parts(cls):
        yield from _tree(part)


def in_order() -> list[type[Record]]:
    """Return the classes of records: first the tree, each before its parts, then the others."""
    return list(dict.fromkeys([*_tree(gnlc.Network), *records()]))


def _summary(cls: type[Record]) -> str:
    first = (inspect.getdoc(cls) or "").split("\n", 1)[0].rstrip(".")
    return f"`{cls.__name__}`{{}}: {first[0].lower()}{first[1:]}"


def _branch(cls: type[Record], several: bool = False, depth: int = 0) -> Iterator[str]:
    to = ", ".join(f"`{of.__name__}`" for of in references(cls))
    summary = _summary(cls).format(" (several)" if several else "")
    yield f"{'  ' * depth}- {summary}{f'; refers to {to}' if to else ''}"
    for part, several_parts in parts(cls).items():
        yield from _branch(part, several_parts, depth + 1)


def nested_list() -> str:
    """Return the tree as a nested list in Markdown."""
    shown = set(_tree(gnlc.Network))
    others = [f"- {_summary(cls).format('')}" for cls in in_order() if cls not in shown]
    lines = [*_branch(gnlc.Network), "", "Used throughout, or computed on request:", "", *others]
    return "\n".join(lines) + "\n"
