"""Description of the changes between two networks."""

from __future__ import annotations

from collections.abc import Iterator

from gnlc.display.content import Block, Name, Table
from gnlc.display.records import blocks_of
from gnlc.documents.changes import Changes
from gnlc.wording import counted


@blocks_of.register(Changes)
def _changes(changes: Changes, _: object) -> Iterator[Block]:
    rows = [(c.kind, c.record, Name("/".join(c.key)), Name(c.summary)) for c in changes]
    total = counted(len(rows), "change") if rows else "nothing changed"
    yield Table(("change", "record", "key", "what"), rows, total=total, key=2)
