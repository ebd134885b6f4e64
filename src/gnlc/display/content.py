"""The blocks of a description, independent of where they are shown."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from gnlc.models.base import PartialDate

if TYPE_CHECKING:
    from gnlc.models.base import Source

NO_ADDRESS = "no public address"
DATE_NOT_KNOWN = "date not known"


@frozen
class Name:
    """A text of the data, which runs in its own direction, and the key of the record it names."""

    text: str
    key: str | None = None


@frozen
class Link:
    """A text that leads to an address."""

    text: Inline
    url: str


@frozen
class Listed:
    """Several values in a line; a page may show only the first ones until it is expanded."""

    items: Sequence[Inline]
    noun: str = "value"


@frozen
class Cited:
    """The sources of a fact, or with `named` sources that are the fact, shown in full."""

    sources: Sequence[Source]
    named: bool = False


@frozen
class Unknown:
    """A missing value, and the reason."""

    why: str = "not known"


Part: TypeAlias = Name | Link | Listed | Cited | Unknown
Inline: TypeAlias = "str | int | float | datetime.date | PartialDate | Part | tuple[Inline, ...]"
"""What fits in a line; a tuple is its parts, one after the other."""


def _non_empty(lines: Sequence[Inline | Fact]) -> list[Inline | Fact]:
    return [line for line in lines if not isinstance(line, Fact) or line.lines]


@frozen
class Fact:
    """A label with lines and further facts; without any it is not shown."""

    label: str
    lines: Sequence[Inline | Fact] = field(converter=_non_empty)


@frozen
class Facts:
    """Facts that belong together, under a heading."""

    heading: Inline
    facts: Sequence[Fact]


@frozen
class Table:
    """Rows in columns.

    Attributes:
        columns: the name of each column.
        rows: as many cells each as there are columns.
        heading: what the table is; shown above it.
        total: how much there is; in a terminal shown below it.
        key: the column by which rows are known.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Inline]]
    heading: Inline = ""
    total: str = ""
    key: int = field(default=0, kw_only=True)


@frozen
class Note:
    """A remark in a line of its own."""

    text: Inline


Block: TypeAlias = Facts | Table | Note


def citation(source: Source) -> str:
    """Return who published a source, and when."""
    return f"{source.publisher}, {source.published or DATE_NOT_KNOWN}"
