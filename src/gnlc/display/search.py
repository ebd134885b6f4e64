"""Description of the matches of a search: a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gnlc.display.cities import COLUMNS, row
from gnlc.display.content import Block, Name, Table
from gnlc.display.records import blocks_of
from gnlc.query.search import Match
from gnlc.wording import counted


@blocks_of.register(Match)
def _match(match: Match, _: object) -> Iterator[Block]:
    yield matches([match])


def matches(found: Sequence[Match]) -> Table:
    """Return matches as a table, in their order."""
    rows = [(round(match.score, 1), Name(match.matched_name), *row(match.city)) for match in found]
    return Table(
        ("score", "matched_name", *COLUMNS),
        rows,
        total=f"{counted(len(rows), 'city')} found",
        key=2,
    )
