"""The cities near a place as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gnlc.display.cities import COLUMNS, row
from gnlc.display.content import Block, Table
from gnlc.display.records import blocks_of
from gnlc.query.nearby import Neighbor, Neighbors
from gnlc.wording import counted


@blocks_of.register(Neighbor)
def _neighbor(neighbor: Neighbor, _: object) -> Iterator[Block]:
    yield _table([neighbor])


@blocks_of.register(Neighbors)
def _neighbors(neighbors: Neighbors, _: object) -> Iterator[Block]:
    yield _table(neighbors)


def _table(neighbors: Iterable[Neighbor]) -> Table:
    rows = [(round(each.km, 1), *row(each.city)) for each in neighbors]
    return Table(("km", *COLUMNS), rows, total=counted(len(rows), "city"), key=1)
