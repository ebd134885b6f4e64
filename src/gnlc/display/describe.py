"""Describe any public value, as blocks that can be rendered as text or as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from gnlc.display.content import Block
from gnlc.display.records import blocks_of
from gnlc.models.doors import Shown

if TYPE_CHECKING:
    from gnlc.query.network import Network

DESCRIBED_IN = {
    "gnlc.models.announcements": "gnlc.display.announcements",
    "gnlc.models.cities": "gnlc.display.places",
    "gnlc.models.coverage": "gnlc.display.coverage",
    "gnlc.models.matches": "gnlc.display.matches",
    "gnlc.models.places": "gnlc.display.places",
    "gnlc.documents.changes": "gnlc.display.changes",
    "gnlc.query.cities": "gnlc.display.cities",
    "gnlc.query.match.matched": "gnlc.display.matches",
    "gnlc.query.nearby": "gnlc.display.nearby",
    "gnlc.query.network": "gnlc.display.network",
    "gnlc.query.search": "gnlc.display.search",
    "gnlc.rows.tables": "gnlc.display.tables",
}
"""Modules with describers for certain classes, by the module of the class."""


def describe(value: Shown, network: Network | None = None) -> Iterator[Block]:
    """Describe a record, or a collection of records.

    Args:
        value: what to describe.
        network: the network of the record, to add related facts such as conflicts.
    """
    for cls in type(value).__mro__:
        if (module := DESCRIBED_IN.get(cls.__module__)) is not None:
            import_module(module)
    return blocks_of(value, network)
