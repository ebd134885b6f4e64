"""Sheets of one's own, CSV or workbooks, as rows under the names of columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any

from attrs import frozen

from gnlc.cli.inputs import source
from gnlc.cli.options import UsageError, as_typed
from gnlc.wording import listed, shortened

# How workbooks begin, those of Excel and LibreOffice since 2007 and those before.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

_DELIMITERS = (",", ";", "\t", "|")

_TABS = {"tab": "\t", "\\t": "\t"}

# How many lines show what separates the cells.
_LINES = 50


@frozen
class Sheet:
    """A sheet.

    Attributes:
        file: its name, as it was given.
        columns: the names of the columns; no two are equal, and none is empty.
        rows: a cell for each column.
        remarks: what had to be guessed.
    """

    file: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    remarks: Sequence[str] = ()

    def column(self, name: str, option: str) -> int:
        """Return the place of a column, in any case.

        Raises:
            UsageError: there is none.
        """
        by_name = {each.casefold(): place for place, each in enumerate(self.columns)}
        if name in self.columns:
            return self.columns.index(name)
        if (place := by_name.get(name.strip().casefold())) is not None:
            return place
        raise UsageError(f"{option}: no column {shortened(name)}; {self.inventory}")

    @property
    def inventory(self) -> str:
        """The columns, in words."""
        return f"the columns are {listed(map(repr, self.columns), word='and')}"


def read(
    file: str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Sheet:
    """Return a sheet.

    Args:
        file: a path, or `-` for the standard input.
        sheet: the name of one in a workbook; None for the first.
        encoding: that of a file of text; None to find it out.
        delimiter: what separates the cells of a line; None to find it out.

    Raises:
        ImportError: it is a workbook, and python-calamine is not installed.
        OSError: it cannot be read.
        UsageError: it is not a sheet, has no such one, or is in another encoding.
    """
    place = source(file)
    content: bytes = place.read() if file == "-" else place.read_bytes()
    remarks: list[str] = []
    if content.startswith(_WORKBOOK):
        rows = _of_workbook(content, sheet, file)
    elif sheet is not None:
        raise UsageError(f"--sheet goes with a workbook, which {shortened(file)} is not")
    else:
        rows = _of_text(_decoded(content, encoding, remarks), delimiter)
    rows = [row for row in rows if row]
    filled = [place for place, row in enumerate(rows) if any(cell != "" for cell in row)]
    if not filled:
        raise UsageError(f"{shortened(as_typed(file))} is empty")
    header, *body = rows[filled[0] : filled[-1] + 1]
    wide = max(map(len, rows))
    columns = _unique([*header, *[""] * (wide - len(header))])
    return Sheet(file, columns, [[*row, *[""] * (wide - len(row))] for row in body], remarks)


def _of_workbook(content: bytes, name: str | None, file: str) -> list[list[Any]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        wanted = 'to read a workbook needs python-calamine: pip install "gnlc[excel]"'
        raise ImportError(wanted, name="python_calamine") from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if name is not None and name not in names:
            there = listed(map(repr, names), word="and")
            raise UsageError(f"--sheet: no sheet {shortened(name)}; the sheets are {there}")
        return book.get_sheet_by_name(name or names[0]).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UsageError(f"{shortened(as_typed(file))} is not a workbook: {error}") from error


def _of_text(text: str, delimiter: str | None) -> list[list[str]]:
    delimiter = _TABS.get(delimiter or "", delimiter)
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise UsageError(f"--delimiter must be one character, got {shortened(delimiter)}")
    try:
        delimiter = delimiter or max(_DELIMITERS, key=lambda each: _fit(text, each))
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UsageError(f"the file is not CSV: {error}") from error


def _fit(text: str, delimiter: str) -> tuple[bool, int]:
    """Return how well a character separates the cells: whether evenly, and into how many."""
    lines = io.StringIO("\n".join(text.splitlines()[:_LINES]))
    widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    least = min(widths, default=1)
    return least > 1, least if least > 1 else max(widths, default=1)


def _decoded(content: bytes, encoding: str | None, remarks: list[str]) -> str:
    if encoding is not None:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except LookupError:
            raise UsageError(f"--encoding: there is no encoding {shortened(encoding)}") from None
        except UnicodeError:
            raise UsageError(f"--encoding: the file is not in {shortened(encoding)}") from None
    if content.startswith(_UTF_16):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remarks.append("not UTF-8, read as Windows-1252; --encoding names another")
        return content.decode("cp1252", "replace")


def _unique(names: Iterable[Any]) -> list[str]:
    """Return names of columns that differ, with a number where there is none, or the same one."""
    unique: list[str] = []
    for place, name in enumerate(names, 1):
        text = str(name).strip() or f"column {place}"
        numbered = (f"{text} {number}" for number in count(2))
        unique.append(next(each for each in chain([text], numbered) if each not in unique))
    return unique
