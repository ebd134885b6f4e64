"""Records as text: CSV and JSON."""

import csv
import datetime
import io
import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from gnlc.files import replace
from gnlc.layout import is_array, is_object

# What a spreadsheet takes for the beginning of a formula.
_RUN = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]\d+([.,]\d+)?")


def json_text(value: object) -> str:
    """Return a value as indented JSON, with dates in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1, default=plain)


def csv_text(
    records: Iterable[Mapping[str, object]],
    fields: Collection[str],
    *,
    delimiter: str = ",",
    harmless: bool = False,
) -> str:
    """Return records as CSV (RFC 4180): a header, then a row for each.

    Args:
        records: the records.
        fields: the columns.
        delimiter: what separates cells.
        harmless: whether to put an apostrophe before texts that a spreadsheet would run.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=fields, delimiter=delimiter)
    writer.writeheader()
    cell = _harmless_cell if harmless else _cell
    writer.writerows({name: cell(value) for name, value in row.items()} for row in records)
    return text.getvalue()


def plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as text."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if is_array(value):
        return [plain(item) for item in value]
    if is_object(value):
        return {name: plain(part) for name, part in value.items()}
    return value


def joined(values: Iterable[object]) -> str:
    """Return the values of a list as one cell has them."""
    return "; ".join(map(str, values))


def _cell(value: object) -> object:
    return joined(value) if is_array(value) else value


def _harmless_cell(value: object) -> object:
    cell = _cell(value)
    harmful = isinstance(cell, str) and cell.startswith(_RUN) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if harmful else cell


def hand_on(text: str, path: str | os.PathLike[str] | None) -> str | None:
    """Return a text or, given a path, write it to that file."""
    if path is None:
        return text
    replace(path, text)
    return None
