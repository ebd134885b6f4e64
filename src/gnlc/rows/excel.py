"""Records as a workbook of Excel (XLSX)."""

import datetime
import io
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from gnlc.files import replace
from gnlc.layout import is_array
from gnlc.models.base import Source
from gnlc.rows.geojson import ATTRIBUTION, LICENCE
from gnlc.rows.records import SourceRecord, source_record
from gnlc.rows.text import joined
from gnlc.wording import shortened, width

_MOST_ROWS = 1_048_576
_LONGEST = 32_767
_WIDEST = 60

# Days are counted from here; Excel knows none before.
_FIRST_DAY = datetime.date(1900, 3, 1)


def write(
    path: str | os.PathLike[str],
    records: Sequence[Mapping[str, object]],
    fields: Collection[str],
    sources: Iterable[Source] = (),
) -> None:
    """Write records to a file as `workbook` returns them.

    Args:
        path: of the file, which is replaced in one step.
        records: the rows.
        fields: the columns.
        sources: those of the rows.

    Raises:
        ImportError: XlsxWriter is not installed.
        OSError: the file cannot be written; the old one is as it was.
        TypeError: the path is neither a str nor a path.
        ValueError: there are too many rows, or a text is too long, for a workbook; or the path
            contains invalid characters.
    """
    replace(path, workbook(records, fields, sources))


def workbook(
    records: Sequence[Mapping[str, object]],
    fields: Collection[str],
    sources: Iterable[Source] = (),
) -> bytes:
    """Return records as a workbook, with their sources and the attribution on a second sheet.

    Dates and numbers are such, lists are joined by "; ", unknown values are empty. No text is
    taken for a formula, an address or a number.

    Args:
        records: the rows.
        fields: the columns.
        sources: those of the rows; of repeated ones the first counts.

    Raises:
        ImportError: XlsxWriter is not installed.
        ValueError: there are too many rows, or a text is too long, for a workbook.
    """
    try:
        # By its name, since its types are known in part only.
        xlsxwriter: Any = import_module("xlsxwriter")
    except ImportError as error:
        wanted = 'a workbook needs XlsxWriter: pip install "gnlc[excel]"'
        raise ImportError(wanted, name="xlsxwriter") from error
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        formats = {
            "bold": book.add_format({"bold": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        _fill(book.add_worksheet("data"), records, fields, formats)
        cited = [source_record(source) for source in dict.fromkeys(sources)]
        sheet = book.add_worksheet("sources")
        _fill(sheet, cited, SourceRecord.__annotations__, formats, notes=(LICENCE, ATTRIBUTION))
    return content.getvalue()


def _fill(
    sheet: Any,
    records: Sequence[Mapping[str, object]],
    fields: Collection[str],
    formats: Mapping[str, Any],
    *,
    notes: Sequence[str] = (),
) -> None:
    """Write rows under a header that stays in sight, under notes if there are any."""
    if len(notes) + 1 + len(records) > _MOST_ROWS:
        raise ValueError(f"a sheet has room for {_MOST_ROWS - 1:,} rows, got {len(records):,}")
    for place, note in enumerate(notes):
        sheet.write_string(place, 0, note)
    for column, name in enumerate(fields):
        widest = width(name)
        sheet.write_string(len(notes), column, name, formats["bold"])
        for row, record in enumerate(records, len(notes) + 1):
            widest = max(widest, width(_write(sheet, row, column, record[name], formats["date"])))
        sheet.set_column(column, column, min(widest, _WIDEST) + 1)
    sheet.freeze_panes(len(notes) + 1, 0)


def _write(sheet: Any, row: int, column: int, value: object, date: Any) -> str:
    """Write a value into a cell, and return the text that it shows."""
    if value is None:
        return ""
    text = joined(value) if is_array(value) else str(value)
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime.date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, value, date)
    elif len(text) > _LONGEST:
        raise ValueError(f"a cell has room for {_LONGEST:,} characters, got {shortened(text)}")
    else:
        sheet.write_string(row, column, text)
    return text
