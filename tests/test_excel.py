"""Workbooks, as a reader made elsewhere sees them, and Excel's own parts of the file."""

import datetime
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook
from strategies import networks

import gnlc
from gnlc.layout import is_array
from gnlc.rows.excel import write

FIRST_DAY = datetime.date(1900, 3, 1)


def sheets(path: Path) -> list[list[list[Any]]]:
    """The cells of each sheet of a workbook."""
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_index(place).to_python() for place in range(len(book.sheet_names))]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as file:
        return file.read(name).decode()


def cell(value: Any) -> Any:
    """What a reader sees of a value: numbers are floats, and nothing is an empty text."""
    if value is None:
        return ""
    if is_array(value):
        return "; ".join(map(str, value))
    if isinstance(value, datetime.date):
        return value if value >= FIRST_DAY else str(value)
    # Excel keeps fifteen digits.
    return pytest.approx(value, rel=1e-15) if isinstance(value, int | float) else value


class TestCells:
    """Numbers and dates are such, and texts are texts."""

    @given(network=networks(min_cities=1))
    def test_every_table(self, network: gnlc.Network, tmp_path_factory: Any) -> None:
        path = tmp_path_factory.mktemp("books") / "table.xlsx"
        for rows in network.tables():
            rows.to_excel(path)
            [header, *lines], _ = sheets(path)
            assert header == list(rows._row().__annotations__)
            assert lines == [list(map(cell, row.values())) for row in rows]

    def test_no_text_is_a_formula(self, tmp_path: Path) -> None:
        path = tmp_path / "book.xlsx"
        texts = ["=1+1", "@SUM(A1)", "+1", "-1", "{=1}", "https://example.org", "mailto:a", "12"]
        write(path, [{"a": text} for text in texts], ["a"])
        assert [line for [line] in sheets(path)[0]] == ["a", *texts]
        sheet = part(path, "xl/worksheets/sheet1.xml")
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert len(re.findall('t="s"', sheet)) == len(texts) + 1

    def test_days_that_excel_does_not_know(self, tmp_path: Path) -> None:
        path = tmp_path / "book.xlsx"
        days = [datetime.date(1, 1, 1), datetime.date(1900, 2, 28), FIRST_DAY]
        write(path, [{"day": day} for day in days], ["day"])
        assert [line for [line] in sheets(path)[0]] == [
            "day",
            "0001-01-01",
            "1900-02-28",
            FIRST_DAY,
        ]

    def test_the_header_stays_in_sight_and_columns_fit(self, tmp_path: Path) -> None:
        path = tmp_path / "cities.xlsx"
        gnlc.cities(year=2020).to_excel(path)
        sheet = part(path, "xl/worksheets/sheet1.xml")
        assert 'state="frozen"' in sheet
        assert 'ySplit="1"' in sheet
        widths = [float(each) for each in re.findall('<col [^>]*width="([0-9.]+)"', sheet)]
        longest = max(len(city.name) for city in gnlc.cities(year=2020))
        assert longest <= widths[1] <= longest + 2
        assert max(widths) < 63

    def test_what_has_no_room(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "book.xlsx"
        with pytest.raises(ValueError, match="a cell has room for 32,767 characters, got"):
            write(path, [{"a": "x" * 32_768}], ["a"])
        monkeypatch.setattr("gnlc.rows.excel._MOST_ROWS", 3)
        with pytest.raises(ValueError, match="a sheet has room for 2 rows, got 3"):
            write(path, [{"a": 1}] * 3, ["a"])
        assert not path.exists()


class TestSources:
    """The second sheet has the sources of the rows, and whom to name."""

    def test_of_cities(self, tmp_path: Path) -> None:
        path = tmp_path / "cities.xlsx"
        cities = gnlc.cities(country="AZ")
        cities.to_excel(path)
        licence, places, header, *lines = sheets(path)[1]
        assert "CC BY 4.0" in licence[0]
        assert places[0] == cities.__geo_interface__["attribution"]
        assert header[:2] == ["id", "publisher"]
        assert {line[0] for line in lines} == {s.id for city in cities for s in city.sources}
        assert len(lines) == len({line[0] for line in lines})

    @given(network=networks(min_cities=1))
    def test_all_that_rows_name(self, network: gnlc.Network) -> None:
        for rows in network.tables():
            cited = {source.id for source in rows._cited()}
            for row in rows.to_records():
                for name, value in row.items():
                    if name.endswith("sources") and is_array(value):
                        assert cited.issuperset(value), (rows.name, name)

    def test_of_what_was_stated(self) -> None:
        cited = {source.id for source in gnlc.tables().coverage._cited()}
        assert cited.issuperset(source.id for source in gnlc.announcement(2020).sources)


class TestWithoutTheExtra:
    """Who has no XlsxWriter is told how to come by it, and only when it is needed."""

    def test_is_told(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(ImportError, match=r'pip install "gnlc\[excel\]"') as told:
            gnlc.cities().to_excel(tmp_path / "cities.xlsx")
        assert told.value.name == "xlsxwriter"


def test_a_workbook_of_rows_without_sources(tmp_path: Path) -> None:
    gnlc.match(["Ganja"]).to_excel(tmp_path / "matched.xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "matched.xlsx").get_sheet_by_index(0)
    assert sheet.to_python()[1][0] == "Ganja"
