"""Descriptions of announcements and of the releases about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gnlc.display.content import Block, Cited, Facts, Inline, Name, Table, Unknown
from gnlc.display.coverage import counts
from gnlc.display.records import blocks_of, fields, parts
from gnlc.models.announcements import Announcement, ListedStrategy

if TYPE_CHECKING:
    from gnlc.models.coverage import Coverage
    from gnlc.query.network import Network


@blocks_of.register(Announcement)
def _announcement(announcement: Announcement, network: Network | None) -> Iterator[Block]:
    yield Facts(Name(announcement.title, announcement.id), fields(announcement, title=[]))
    if network is not None:
        for row in network.coverage():
            if row.announcement == announcement:
                yield from counts(row, None)
    yield from parts(announcement)
    if network is not None:
        for conflict in network.conflicts():
            if conflict.announcement == announcement:
                yield from blocks_of(conflict, None)


@blocks_of.register(ListedStrategy)
def _strategy(strategy: ListedStrategy, _: object) -> Iterator[Block]:
    yield Facts("Strategy", fields(strategy))
    yield from parts(strategy)
    yield from blocks_of(strategy.period, None)


def announcements(rows: Iterable[Coverage]) -> Table:
    """Return a table of announcements, with the stated and recorded counts."""
    header = ("id", "announced", "cities", "corrected", "recorded", "countries", "title", "sources")
    shown = [_row(row.announcement, row) for row in rows if row.announcement is not None]
    return Table(header, shown)


def _row(announcement: Announcement, row: Coverage) -> tuple[Inline, ...]:
    counts = row.cities_stated, row.cities_corrected, row.cities_recorded, row.countries_stated
    return (
        announcement.id,
        str(announcement.announced_on or announcement.kind),
        *(Unknown() if count is None else count for count in counts),
        Name(announcement.title),
        Cited(announcement.sources),
    )
