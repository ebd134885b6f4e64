"""Records as text: CSV and JSON."""

import csv
import datetime
import io
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from gnlc.layout import is_array


def json_text(value: object) -> str:
    """Return a value as indented JSON, with dates in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1, default=plain)


def csv_text(records: Iterable[Mapping[str, object]], fields: Collection[str]) -> str:
    """Return records as CSV (RFC 4180): a header, then a row for each."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=fields)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in records)
    return text.getvalue()


def plain(value: Any) -> Any:
    """Return a value for JSON: dates as strings, others unchanged."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if is_array(value) else value
