"""Descriptions of coverage: stated and recorded counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gnlc.display.content import Block, Inline, Name, Table, Unknown
from gnlc.display.records import blocks_of
from gnlc.models.coverage import Coverage
from gnlc.wording import YEAR_NOT_KNOWN

_HOW = ("stated", "corrected", "recorded", "withdrawn", "missing")
_COUNTED = {"cities": _HOW, "countries": tuple(how for how in _HOW if how != "withdrawn")}
_NO_COUNT = {"corrected": "not corrected", "withdrawn": "not counted"}


@blocks_of.register(Coverage)
def counts(row: Coverage, _: object) -> Iterator[Block]:
    """Describe the counts of one announcement, or of a year without one."""
    rows = [(of, *(_count(row, of, how) for how in _HOW)) for of in _COUNTED]
    announced = "no announcement is known" if row.announcement is None else row.announcement.title
    yield Table(("", *_HOW), rows, (f"Coverage, {row.year or YEAR_NOT_KNOWN}: ", Name(announced)))


def coverage(rows: Iterable[Coverage]) -> Table:
    """Return a table of the stated and recorded counts of each announcement."""
    header = [f"{of} {how}" if how == "stated" else how for of, how in _counts()]
    counted = [(_label(row), *(_count(row, of, how) for of, how in _counts())) for row in rows]
    return Table(("announcement", *header), counted)


def _counts() -> Iterator[tuple[str, str]]:
    return ((of, how) for of, counted in _COUNTED.items() for how in counted)


def _count(row: Coverage, of: str, how: str) -> Inline:
    count: int | None = getattr(row, f"{of}_{how}", None)
    return Unknown(_NO_COUNT.get(how, "not known")) if count is None else count


def _label(row: Coverage) -> str:
    return YEAR_NOT_KNOWN if row.announcement is None else row.announcement.id
