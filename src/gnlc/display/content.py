"""The parts of a description, independent of the form in which they are rendered."""

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
    """A string from the data, possibly right-to-left, and the key of the record that it names."""

    text: str
    key: str | None = None


@frozen
class Link:
    """A link."""

    text: Inline
    url: str


@frozen
class Listed:
    """Several values in a line; HTML may show them only when they are expanded."""

    items: Sequence[Inline]
    noun: str = "value"


@frozen
class Cited:
    """The sources of a fact; with `named`, the sources are the fact and are shown in full."""

    sources: Sequence[Source]
    named: bool = False


@frozen
class Unknown:
    """A missing value, and the reason."""

    why: str = "not known"


Part: TypeAlias = Name | Link | Listed | Cited | Unknown
Inline: TypeAlias = "str | int | float | datetime.date | PartialDate | Part | tuple[Inline, ...]"
"""Content of a line; a tuple is the concatenation of its parts."""


def _non_empty(lines: Sequence[Inline | Fact]) -> list[Inline | Fact]:
    return [line for line in lines if not isinstance(line, Fact) or line.lines]


@frozen
class Fact:
    """A label with lines and nested facts; omitted if there are none."""

    label: str
    lines: Sequence[Inline | Fact] = field(converter=_non_empty)


@frozen
class Facts:
    """Facts under a heading."""

    heading: Inline
    facts: Sequence[Fact]


@frozen
class Table:
    """Rows in columns.

    Attributes:
        columns: the names of the columns.
        rows: the cells of each row.
        heading: shown above the table.
        total: the size of the table in words; a terminal shows it below the table.
        key: the index of the column that identifies rows.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Inline]]
    heading: Inline = ""
    total: str = ""
    key: int = field(default=0, kw_only=True)


@frozen
class Note:
    """A remark on a separate line."""

    text: Inline


Block: TypeAlias = Facts | Table | Note


def citation(source: Source) -> str:
    """Return the publisher and the date of a source."""
    return f"{source.publisher}, {source.published or DATE_NOT_KNOWN}"
