"""What a notebook shows of tables: every column, the first and the last rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from gnlc.display.columns import cut
from gnlc.display.html.markup import (
    Content,
    Html,
    dash,
    element,
    joined,
    lines,
    link,
    name,
    note,
    output,
    soft,
    table,
    wide,
)
from gnlc.display.html.parts import GEONAMES
from gnlc.display.phrases import NO_ADDRESS
from gnlc.layout import is_array
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.rows.tables import Rows, Tables

# Of a text and of a list no more is shown in a cell.
_TEXT = 100
_ADDRESS = 40
_ITEMS = 3

_ADDRESSES = ("url", "source_urls")

# What it means that there is no value, where it does not mean that none is known.
_NONE = {
    "announcement": "none on record",
    "city": "none on record",
    "known_member_by": "none on record",
    "note": "no note",
    "region_note": "no note",
    "status_notes": "no note",
    "url": NO_ADDRESS,
    "withdrawn_note": "no note",
    "withdrawn_on": "not withdrawn",
}


def rows_html(rows: Rows[Any]) -> str:
    """Return the rows of a table."""
    records = rows.to_records()
    fields = _fields(records)
    numbers = [
        at
        for at, field in enumerate(fields)
        if all(isinstance(record[field], int | float | None) for record in records)
    ]
    shown = table(
        joined((element("code", rows.name), " ", counted(len(records), "row"))),
        list(map(_field, fields)),
        records,
        lambda record: [_cell(field, value) for field, value in record.items()],
        numbers=numbers,
    )
    return output(wide(shown), *([note("Places: ", GEONAMES)] if "geonames_id" in fields else []))


def tables_html(tables: Tables) -> str:
    """Return what tables there are, of how many rows, and with what columns."""

    def cells(rows: Rows[Any]) -> Sequence[Content]:
        fields = map(_field, _fields(rows.to_records()))
        return element("code", rows.name), len(rows), soft(joined(fields, ", "))

    header = ("Table", "Rows", "Columns")
    return output(table("Tables", header, list(tables), cells, numbers=[1]))


def _fields(records: Sequence[Mapping[str, object]]) -> list[str]:
    return list(records[0]) if records else []


def _field(field: str) -> Html:
    """Return the name of a field, which may be broken after each word."""
    return joined(field.split("_"), Html("_<wbr/>"))


def _cell(field: str, value: Any) -> Content:
    if value is None:
        corrected = field.endswith("_corrected")
        return dash("not corrected" if corrected else _NONE.get(field, "not known"))
    if is_array(value):
        return _list(field, value)
    if isinstance(value, str):
        if field in _ADDRESSES:
            return link(cut(value.partition("://")[2], _ADDRESS), value, title=value)
        shown = cut(value, _TEXT)
        return name(shown) if shown == value else element("span", name(shown), title=value)
    return cast("Content", value)


def _list(field: str, items: Sequence[Any]) -> Html:
    if not items:
        return dash("none on record")
    left_out = len(items) - _ITEMS
    more = [soft(f"and {left_out} more")] if left_out > 0 else []
    return lines(*(_cell(field, item) for item in items[:_ITEMS]), *more)
