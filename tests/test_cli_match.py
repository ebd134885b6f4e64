"""The command line: which rows of a sheet are members."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from commands import Capture, refused, rows_of
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc.cli import main
from gnlc.cli.sheets import read
from gnlc.rows.text import csv_text

HEADER = ("City", "Country", "visitors")
ROWS = [
    ("Ganja", "AZ", "-46.3"),
    ("Gannja", "Azerbaijan", "=1+1"),
    ("Granada", "", "5"),
    ("", "", ""),
    ("Lima", "Peru", "Ə"),
    ("Gannja", "Azerbaijan", "7"),
]
ADDED = ("gnlc_id", "gnlc_name", "gnlc_status", "gnlc_score", "gnlc_reason")


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.csv").write_text(text_of([HEADER, *ROWS]), encoding="utf-8")
    return tmp_path


def run(capsys: Capture, *argv: str) -> tuple[str, list[str]]:
    """Return what a command prints, and the lines that it says on stderr."""
    assert main(["match", *argv]) == 0
    out, err = capsys.readouterr()
    return out, [line.removeprefix("gnlc: ") for line in err.splitlines()]


def statuses(capsys: Capture, *argv: str) -> list[str]:
    out, _ = run(capsys, *argv, "--format", "json")
    return [row["gnlc_status"] for row in json.loads(out)]


def expected(rows: Sequence[Sequence[str]] = ROWS) -> gnlc.Matched:
    return gnlc.match([row[0] for row in rows], [row[1] for row in rows])


class TestResult:
    """Each row is there, with what it means, and the rows to look at are in a file of their own."""

    def test_file(self, folder: Path, capsys: Capture) -> None:
        out, said = run(capsys, "sheet.csv", "-o", "out.csv")
        assert out == ""
        assert said[0] == "names from column 'City'; --column names another"
        assert said[1] == "countries from column 'Country'; --country-column names another"
        counts = ", ".join(f"{count} {status}" for status, count in expected().counts.items())
        assert said[2:] == [f"{counts}; 2 rows to look at are in out-questions.csv"]
        rows = rows_of((folder / "out.csv").read_text("utf-8-sig"))
        assert [*rows[0]] == [*HEADER, *ADDED]
        assert [row["visitors"] for row in rows] == ["-46.3", "'=1+1", "5", "", "Ə", "7"]
        for row, record in zip(rows, expected().to_records(), strict=True):
            assert row["gnlc_id"] == (record["id"] or "")
            assert row["gnlc_status"] == record["status"]
            assert float(row["gnlc_score"]) == record["score"]
            assert row["gnlc_reason"] == record["reason"]
        questions = rows_of((folder / "out-questions.csv").read_text("utf-8-sig"))
        assert [(row["text"], row["status"], row["id"]) for row in questions] == [
            ("Gannja", "likely", ""),
            ("Granada", "ambiguous", ""),
        ]

    def test_answers_come_back(self, folder: Path, capsys: Capture) -> None:
        run(capsys, "sheet.csv", "-o", "out.csv")
        rows = rows_of((folder / "out-questions.csv").read_text("utf-8-sig"))
        rows[0]["id"], rows[1]["id"] = "az-ganja", "-"
        answered = [*rows, {**rows[0], "text": "Lima", "id": ""}]
        (folder / "answers.csv").write_text(csv_text(answered, rows[0]), encoding="utf-8")
        assert statuses(capsys, "sheet.csv", "--answers", "answers.csv") == [
            *("found", "found", "elsewhere", "empty", "elsewhere", "found")
        ]

    def test_no_questions(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_text("city\nGanja\n")
        _, said = run(capsys, "sheet.csv", "-o", "out.csv")
        assert said[-1] == "1 found"
        assert sorted(path.name for path in folder.iterdir()) == ["out.csv", "sheet.csv"]

    def test_one_question(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_text("city\nGannja\n")
        assert run(capsys, "sheet.csv")[1][-1] == "1 likely; 1 row to look at"
        _, said = run(capsys, "sheet.csv", "-o", "out.xlsx")
        assert said[-1] == "1 likely; 1 row to look at is in out-questions.csv"

    def test_no_rows(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_text("city,country\n")
        out, said = run(capsys, "sheet.csv", "--format", "csv")
        assert (out, said[-1]) == (f"city,country,{','.join(ADDED)}\n", "there are no rows")

    def test_files_are_not_replaced(self, folder: Path, capsys: Capture) -> None:
        (folder / "out-questions.csv").write_text("mine")
        assert main(["match", "sheet.csv", "-o", "out.csv"]) == 2
        assert capsys.readouterr().err == "gnlc: 'out-questions.csv' exists; --force replaces it\n"
        assert not (folder / "out.csv").exists()
        run(capsys, "sheet.csv", "-o", "out.csv", "--force")
        assert (folder / "out-questions.csv").read_text("utf-8-sig").startswith("text,")

    def test_again(self, folder: Path, capsys: Capture) -> None:
        first, _ = run(capsys, "sheet.csv", "--format", "csv")
        (folder / "sheet.csv").write_text(first, encoding="utf-8")
        assert run(capsys, "sheet.csv", "--format", "csv")[0] == first

    def test_terminal(self, capsys: Capture) -> None:
        out, _ = run(capsys, "sheet.csv")
        header, first, *_ = out.splitlines()
        assert header.split() == ["TEXT", "STATUS", "ID", "REASON"]
        assert first.split()[:3] == ["Ganja", "found", "az-ganja"]

    def test_data_of_ones_own(self, folder: Path, capsys: Capture) -> None:
        document = gnlc.network().to_dict()
        [ganja] = (city for city in document["cities"] if city["id"] == "az-ganja")
        ganja["aliases"] = ["Gannja"]
        gnlc.dump(gnlc.Network.from_dict(document), folder / "ours.json")
        assert statuses(capsys, "sheet.csv", "--data", "ours.json")[1] == "found"


class TestReading:
    """A sheet is read as it is, whatever wrote it."""

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_found_out(self, folder: Path, delimiter: str, encoding: str) -> None:
        text = text_of([HEADER, *ROWS], delimiter)
        (folder / "sheet.txt").write_bytes(text.encode(encoding))
        sheet = read("sheet.txt")
        assert (sheet.columns, sheet.rows) == ([*HEADER], [list(row) for row in ROWS])

    @given(
        rows=st.lists(
            st.lists(
                st.text(st.characters(codec="utf-8", exclude_characters="\0")),
                min_size=3,
                max_size=3,
            ).filter(any),
            min_size=1,
        ),
        delimiter=st.sampled_from(",;\t|"),
    )
    def test_any_cells(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
    ) -> None:
        file = tmp_path_factory.mktemp("sheets") / "sheet.csv"
        file.write_bytes(text_of([HEADER, *rows], delimiter).encode())
        assert read(str(file), delimiter=delimiter).rows == rows

    def test_windows(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_bytes("Ville;Land\nMálaga;ES\n".encode("cp1252"))
        out, said = run(capsys, "sheet.csv", "--format", "csv")
        assert out.splitlines()[1].startswith("Málaga,ES,")
        assert "not UTF-8, read as Windows-1252; --encoding names another" in said

    def test_named(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_bytes("stadt#land\nGəncə#AZ\n".encode("utf-16-le"))
        named = ("--encoding", "utf-16-le", "--delimiter", "#")
        assert statuses(capsys, "sheet.csv", *named) == ["found"]

    def test_tab_by_name(self, folder: Path) -> None:
        (folder / "sheet.csv").write_text("a,b\tc\n1\t2\n")
        assert read("sheet.csv", delimiter="tab").columns == ["a,b", "c"]

    def test_headers_and_rows_of_any_length(self, folder: Path) -> None:
        (folder / "sheet.csv").write_text("\n,,\ncity,,city\nGanja\n\nCork,IE,x,y\n,,\n")
        sheet = read("sheet.csv", delimiter=",")
        assert sheet.columns == ["city", "column 2", "city 2", "column 4"]
        assert sheet.rows == [["Ganja", "", "", ""], ["Cork", "IE", "x", "y"]]

    def test_standard_input(
        self, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content = io.BytesIO((folder / "sheet.csv").read_bytes())
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=content))
        assert statuses(capsys, "-") == statuses(capsys, "sheet.csv")


class TestWorkbook:
    """Workbooks are read with their types, and written."""

    @pytest.fixture
    def book(self, folder: Path) -> Path:
        with xlsxwriter.Workbook(folder / "book.xlsx") as book:
            book.add_worksheet("notes").write_row(1, 1, ["nothing"])
            sheet = book.add_worksheet("cities")
            for place, row in enumerate([("", *HEADER), ("", "Ganja", "AZ", 5), ("", 7, "", True)]):
                sheet.write_row(place + 2, 0, row)
        return folder / "book.xlsx"

    def test_sheet(self, book: Path, capsys: Capture) -> None:
        assert statuses(capsys, str(book), "--sheet", "cities") == ["found", "unknown"]
        assert read(str(book)).columns == ["column 1", "nothing"]

    def test_there_and_back(self, book: Path, capsys: Capture) -> None:
        run(capsys, str(book), "--sheet", "cities", "-o", "out.xlsx")
        out = python_calamine.CalamineWorkbook.from_path("out.xlsx").get_sheet_by_index(0)
        header, first, *_ = out.to_python()
        assert header == ["column 1", *HEADER, *ADDED]
        assert first[:5] == ["", "Ganja", "AZ", 5.0, "az-ganja"]

    def test_no_such_sheet(self, book: Path, capsys: Capture) -> None:
        message = "--sheet: no sheet 'Cities'; the sheets are 'notes' and 'cities'"
        assert refused(capsys, "match", str(book), "--sheet", "Cities") == (2, message)

    def test_not_a_workbook(self, folder: Path, capsys: Capture) -> None:
        (folder / "broken.xlsx").write_bytes(b"PK\x03\x04")
        status, said = refused(capsys, "match", "broken.xlsx")
        assert (status, said.partition(":")[0]) == (2, "'broken.xlsx' is not a workbook")

    def test_without_the_library(
        self, book: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        missing: Any = None
        monkeypatch.setitem(sys.modules, "python_calamine", missing)
        message = 'to read a workbook needs python-calamine: pip install "gnlc[excel]"'
        assert refused(capsys, "match", str(book)) == (2, message)


class TestColumns:
    """The columns are guessed from the header, unless they are named."""

    @pytest.mark.parametrize(
        ("header", "name", "country"),
        [
            ("City,Country", "City", "Country"),
            ("id,COUNTRY NAME,city_name", "city_name", "COUNTRY NAME"),
            ("Ville,Pays", "Ville", "Pays"),
            ("Страна,Город", "Город", "Страна"),
            ("国家,城市", "城市", "国家"),
            ("name,iso2,city", "city", None),
            ("whatever", "whatever", None),
            ("country,whatever", "whatever", "country"),
        ],
    )
    def test_guessed(
        self, folder: Path, capsys: Capture, header: str, name: str, country: str | None
    ) -> None:
        (folder / "sheet.csv").write_text(f"{header}\n", encoding="utf-8")
        _, said = run(capsys, "sheet.csv")
        assert said[0] == f"names from column {name!r}; --column names another"
        assert said[1:-1] == (
            [f"countries from column {country!r}; --country-column names another"]
            if country
            else []
        )

    def test_named(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_text("city,a,B,country\nLima,Cork,Ireland,Spain\n")
        named = ("--column", "a", "--country-column", "b")
        assert statuses(capsys, "sheet.csv", *named) == ["found"]
        assert run(capsys, "sheet.csv", *named)[1] == ["1 found"]
        assert statuses(capsys, "sheet.csv", "--column", "a") == ["elsewhere"]
        named = ("--column", "a", "--country-column", "")
        assert run(capsys, "sheet.csv", *named)[1] == ["1 found"]

    @pytest.mark.parametrize("option", ["--column", "--country-column"])
    def test_missing(self, capsys: Capture, option: str) -> None:
        message = f"{option}: no column 'citty'; the columns are 'City', 'Country' and 'visitors'"
        assert refused(capsys, "match", "sheet.csv", option, "citty") == (2, message)

    def test_not_guessed(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_text("a,b\n1,2\n")
        message = "--column must say which one has the names; the columns are 'a' and 'b'"
        assert refused(capsys, "match", "sheet.csv") == (2, message)


class TestRefused:
    """What cannot be read is refused in one line."""

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            (["none.csv"], "No such file or directory: 'none.csv'"),
            (["empty.csv"], "'empty.csv' is empty"),
            (
                ["sheet.csv", "--sheet", "x"],
                "--sheet goes with a workbook, which 'sheet.csv' is not",
            ),
            (["sheet.csv", "--encoding", "x"], "--encoding: there is no encoding 'x'"),
            (["sheet.csv", "--encoding", "ascii"], "--encoding: the file is not in 'ascii'"),
            (["sheet.csv", "--delimiter", "ab"], "--delimiter must be one character, got 'ab'"),
            (["sheet.csv", "--min-score", "101"], "--min-score must be from 0 to 100, got 101.0"),
            (
                ["sheet.csv", "--answers", "a.csv"],
                "--answers a.csv: no column 'text'; the columns are 'name' and 'id'",
            ),
        ],
    )
    def test_refused(self, folder: Path, capsys: Capture, argv: list[str], message: str) -> None:
        (folder / "empty.csv").write_text("\n,,\n")
        (folder / "a.csv").write_text("name,id\n")
        assert refused(capsys, "match", *argv) == (2, message)

    def test_not_csv(self, folder: Path, capsys: Capture) -> None:
        (folder / "sheet.csv").write_text(f'city\n"{"x" * csv.field_size_limit()}x')
        status, said = refused(capsys, "match", "sheet.csv")
        assert (status, said.partition(":")[0]) == (2, "the file is not CSV")

    def test_answers_of_no_city(self, folder: Path, capsys: Capture) -> None:
        (folder / "answers.csv").write_text("text,id\nGanja,az-nowhere\n")
        status, said = refused(capsys, "match", "sheet.csv", "--answers", "answers.csv")
        assert (status, said) == (1, "no city 'az-nowhere' on record")


class TestProgress:
    """Progress is shown on the stderr of a terminal, if tqdm is there."""

    def said(self, monkeypatch: pytest.MonkeyPatch) -> str:
        terminal = io.StringIO()
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(["match", "sheet.csv"]) == 0
        return terminal.getvalue()

    def test_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "0/5" in self.said(monkeypatch)

    def test_without_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gnlc.cli.match.find_spec", lambda _: None)
        said = self.said(monkeypatch)
        assert said.count("gnlc: ") == said.count("\n") == 3
