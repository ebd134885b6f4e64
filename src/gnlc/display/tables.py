"""Descriptions of the tables of a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from gnlc.display.content import Block, Inline, Link, Listed, Name, Note, Table, Unknown
from gnlc.display.places import GEONAMES
from gnlc.display.records import blocks_of
from gnlc.layout import is_array
from gnlc.rows.tables import Rows, Tables
from gnlc.wording import counted

_ADDRESSES = ("url", "source_urls")

# The meaning of a missing value where it is not "not known".
_NONE = {
    "announcement": "none on record",
    "city": "none on record",
    "known_member_by": "none on record",
    "note": "no note",
    "region_note": "no note",
    "status_notes": "no note",
    "url": "no public address",
    "withdrawn_note": "no note",
    "withdrawn_on": "not withdrawn",
}


def table(columns: Sequence[str], records: Iterable[Mapping[str, Any]], total: str = "") -> Table:
    """Return records as a table, with their values as they are."""
    rows = [[_cell(name, record[name]) for name in columns] for record in records]
    return Table(columns, rows, total=total)


@blocks_of.register(Rows)
def _rows(rows: Rows[Any], _: object) -> Iterator[Block]:
    records = rows.to_records()
    yield table(_columns(records), records, f"{rows.name}: {counted(len(records), 'row')}")
    if "geonames_id" in _columns(records):
        yield Note(("Places: ", GEONAMES))


@blocks_of.register(Tables)
def _tables(tables: Tables, _: object) -> Iterator[Block]:
    listed = [(rows.name, len(rows), ", ".join(_columns(rows.to_records()))) for rows in tables]
    yield Table(("table", "rows", "columns"), listed, "Tables")


def _columns(records: list[Mapping[str, object]]) -> list[str]:
    return list(records[0]) if records else []


def _cell(name: str, value: Any) -> Inline:
    if value is None:
        corrected = name.endswith("_corrected")
        return Unknown("not corrected" if corrected else _NONE.get(name, "not known"))
    if is_array(value):
        return Listed([_cell(name, item) for item in value]) if value else Unknown("none on record")
    if isinstance(value, str):
        return Link(value, value) if name in _ADDRESSES else Name(value)
    return cast("Inline", value)
