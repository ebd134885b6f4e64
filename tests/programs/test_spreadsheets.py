"""Workbooks and CSV files as spreadsheets read them: openpyxl and LibreOffice."""

import csv
import datetime
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commands import Capture, shown
from hypothesis import given, settings
from strategies import networks

import gnlc
from gnlc import testing
from gnlc.rows.geojson import ATTRIBUTION, LICENCE

# Comma, quotes, UTF-8, cells as they are shown, every sheet into a file of its own.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

TABLES: Mapping[str, Any] = {"nearest": gnlc.nearest("Baku", limit=20)} | {
    rows.name: rows for rows in gnlc.tables()
}

HARMFUL = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(0)", "'=1", "1e5", "2020-01-01", "007")
"""Names that a spreadsheet could take for formulas, numbers or dates."""


def converted(folder: Path, files: Iterable[Path]) -> None:
    """Let LibreOffice write each sheet of files as CSV, next to them."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", FILTER, "--outdir", str(folder), *map(str, files)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of each table, and what LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("workbooks")
    for name, rows in TABLES.items():
        rows.to_excel(folder / f"{name}.xlsx")
    converted(folder, sorted(folder.glob("*.xlsx")))
    return folder


def as_number(cell: str) -> float:
    return float(cell) if cell else float("nan")


@pytest.mark.parametrize("name", TABLES)
class TestTables:
    """Every table is read back as it was."""

    def test_libreoffice(self, folder: Path, name: str) -> None:
        header, *body = cells(folder / f"{name}-data.csv")
        records = TABLES[name].to_records()
        assert header == list(records[0])
        assert len(body) == len(records)
        for row, record in zip(body, records, strict=True):
            for cell, value in zip(row, record.values(), strict=True):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert as_number(cell) == pytest.approx(value, abs=1e-9)
                elif isinstance(value, list):
                    assert cell == "; ".join(map(str, value))
                else:
                    assert cell == ("" if value is None else str(value))

    def test_openpyxl(self, folder: Path, name: str) -> None:
        book = openpyxl.load_workbook(folder / f"{name}.xlsx")
        sheet = book["data"]
        assert book.sheetnames == ["data", "sources"]
        assert (sheet.freeze_panes, book["sources"].freeze_panes) == ("A2", "A4")
        assert all(cell.font.bold for cell in sheet[1])
        records = TABLES[name].to_records()
        for row, record in zip(sheet.iter_rows(min_row=2), records, strict=True):
            for cell, value in zip(row, record.values(), strict=True):
                assert cell.data_type != "f"
                if isinstance(value, datetime.date):
                    assert cell.is_date
                    assert cell.value.date() == value
                elif isinstance(value, list):
                    assert (cell.value or "") == "; ".join(map(str, value))
                elif isinstance(value, float):
                    # A workbook has sixteen digits of a number.
                    assert cell.value == pytest.approx(value, rel=1e-15)
                else:
                    assert cell.value == value

    def test_columns_are_as_wide_as_their_texts(self, folder: Path, name: str) -> None:
        sheet = openpyxl.load_workbook(folder / f"{name}.xlsx")["data"]
        # One entry is for all columns side by side that are as wide.
        widths = {
            column: each.width
            for each in sheet.column_dimensions.values()
            for column in range(each.min, each.max + 1)
        }
        for number, column in enumerate(sheet.columns, 1):
            shown = (cell.value.date() if cell.is_date else cell.value for cell in column)
            longest = max(len(str(value or "")) for value in shown)
            assert widths[number] >= min(longest, 60)

    def test_sources(self, folder: Path, name: str) -> None:
        licence, attribution, header, *body = cells(folder / f"{name}-sources.csv")
        assert (licence[0], attribution[0]) == (LICENCE, ATTRIBUTION)
        assert header[:2] == ["id", "publisher"]
        known = {source.id for source in gnlc.network().sources()}
        listed = [row[0] for row in body]
        assert set(listed) <= known
        assert len(listed) == len(set(listed))
        named = {each for row in TABLES[name].to_records() for each in row.get("sources", ())}
        assert named <= set(listed)


@settings(max_examples=20)
@given(networks())
def test_any_network_for_openpyxl(tmp_path_factory: Any, network: gnlc.Network) -> None:
    path = tmp_path_factory.mktemp("any") / "cities.xlsx"
    cities = network.cities(include_withdrawn=True)
    cities.to_excel(path)
    sheet = openpyxl.load_workbook(path)["data"]
    read = [row[:2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert read == [(city.id, city.name) for city in cities]


def test_nothing_is_run(capsys: Capture, tmp_path: Path) -> None:
    """Names that look like formulas stay texts, in workbooks and in files of CSV and TSV."""
    cities = [testing.city(name, id=f"az-{number}") for number, name in enumerate(HARMFUL)]
    data = tmp_path / "own.json"
    gnlc.dump(testing.network(cities), data)
    for ending in ("xlsx", "csv"):
        shown(capsys, "cities", "--data", str(data), "-o", str(tmp_path / f"own-{ending}.{ending}"))
    converted(tmp_path, [tmp_path / "own-xlsx.xlsx"])
    assert [row[1] for row in cells(tmp_path / "own-xlsx-data.csv")[1:]] == list(HARMFUL)
    # Into a document of its own, in which formulas can be told from their results.
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "fods"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "own-csv.csv")],
        check=True,
        capture_output=True,
        timeout=300,
    )
    sheet = (tmp_path / "own-csv.fods").read_text("utf-8")
    assert "table:formula" not in sheet
    assert "az-0" in sheet
