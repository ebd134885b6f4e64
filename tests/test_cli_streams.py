"""The command line: what it writes, to whatever stdout is and to files."""

import csv
import errno
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import attrs
import pytest
from commands import Capture, child, refused, rows_of, shown, written
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import gnlc
from gnlc.cli import main
from gnlc.cli.console import json_escaped, reader_is_gone
from gnlc.cli.options import as_typed
from gnlc.display.describe import describe
from gnlc.display.text import text as as_text
from gnlc.rows.records import CityRecord
from gnlc.rows.text import json_text
from gnlc.wording import shortened, width

NEWLINE = os.linesep.encode()


class TestStreams:
    """Results survive whatever stdout is."""

    def test_closed_pipe(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = child("cities", "--format", "json", stdout=writer)
        finally:
            os.close(writer)
        assert (ended.returncode, ended.stderr) == (0, "")

    def test_closed_pipe_and_help(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = child("--help", stdout=writer)
        finally:
            os.close(writer)
        assert (ended.returncode, ended.stderr) == (0, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the platform has no full device")
    def test_full_disk(self) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            ended = child("cities", stdout=full)
        assert (ended.returncode, ended.stderr) == (2, "gnlc: No space left on device\n")

    @pytest.mark.parametrize(
        ("error", "told"),
        [(BrokenPipeError(32, "gone"), (0, "")), (OSError(28, "full"), (2, "gnlc: full\n"))],
    )
    def test_what_cannot_be_written(
        self, capsys: Capture, monkeypatch: Any, tmp_path: Path, error: OSError, told: Any
    ) -> None:
        path = tmp_path / "out"
        with path.open("w", encoding="utf-8") as stream:

            class Failing(io.StringIO):
                def flush(self) -> None:
                    raise error

                def fileno(self) -> int:
                    return stream.fileno()

            with monkeypatch.context() as patched:
                patched.setattr(sys, "stdout", Failing())
                status = main(["coverage"])
            stream.write("goes nowhere")
        assert path.read_text(encoding="utf-8") == ""
        assert (status, capsys.readouterr().err) == told

    @pytest.mark.parametrize(
        ("error", "on"),
        [
            (BrokenPipeError(errno.EPIPE, "gone"), {"posix", "nt"}),
            (OSError(errno.EINVAL, "Invalid argument"), {"nt"}),
            (OSError(errno.ENOSPC, "full"), set[str]()),
        ],
    )
    def test_how_systems_tell_that_the_reader_is_gone(self, error: OSError, on: set[str]) -> None:
        assert {system for system in ("posix", "nt") if reader_is_gone(error, system)} == on
        assert reader_is_gone(error) is (os.name in on)

    def test_without_stdout(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["coverage"]) == 0

    @pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
    def test_poor_encodings(self, env: dict[str, str]) -> None:
        for form in ("table", "csv"):
            ended = child("city", "az-ganja", "--format", form, stdout=subprocess.PIPE, env=env)
            assert (ended.returncode, ended.stderr) == (0, "")
            assert "az-ganja" in ended.stdout

    @pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii", "utf-8"])
    def test_data_is_utf8_in_every_encoding(self, encoding: str, tmp_path: Path) -> None:
        asked = ("cities", "--country", "TR,VN")
        cities = gnlc.cities(country=["TR", "VN"])
        for form, text in (
            ("csv", cities.to_csv().replace("\r\n", "\n")),
            ("json", f"{cities.to_json()}\n"),
            ("geojson", f"{json_text(cities.__geo_interface__)}\n"),
        ):
            assert written(*asked, "--format", form, encoding=encoding) == text.encode()
        path = tmp_path / "cities.csv"
        assert written(*asked, "-o", str(path), encoding=encoding) == b""
        assert path.read_bytes() == f"\ufeff{cities.to_csv()}".encode()

    @pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii", "utf-8"])
    def test_text_for_people_is_in_the_encoding_of_stdout(
        self, capsys: Capture, encoding: str
    ) -> None:
        text = shown(capsys, "city", "tr-balikesir")
        assert "\u0131" in text
        printed = written("city", "tr-balikesir", encoding=encoding)
        assert printed == text.encode(encoding, "backslashreplace").replace(b"\n", NEWLINE)

    def test_ascii(self) -> None:
        def told(form: str) -> str:
            return child(
                "city",
                "ma-laayoune",
                "--format",
                form,
                stdout=subprocess.PIPE,
                env={"PYTHONIOENCODING": "ascii"},
            ).stdout

        assert told("table").startswith(r"La\xe2youne (ma-laayoune)")
        assert json.loads(told("json"))["name"] == "Laâyoune"
        assert json.loads(told("geojson"))["properties"]["name"] == "Laâyoune"

    def test_arguments_that_the_locale_cannot_read(self) -> None:
        """They are UTF-8, as what is typed today is; the name of a file is left as it is."""
        poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

        def told(*argv: str) -> str:
            return child(*argv, stdout=subprocess.PIPE, env=poor).stdout

        assert told("city", "Гянджа") == told("city", "Ganja") != ""
        named = told("cities", "--country", "Türkiye")
        assert named == told("cities", "--country", "TR") != ""
        assert "az-ganja" in told("search", "Гянджа")
        filtered = told("cities", "--near", "Gəncə", "--within-km", "1", "--format", "json")
        assert [city["id"] for city in json.loads(filtered)] == ["az-ganja"]

    def test_files_that_the_locale_cannot_read(self, tmp_path: Path) -> None:
        path = tmp_path / "Gəncə.json"
        path.write_text(gnlc.dumps(gnlc.network()), encoding="utf-8")
        poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        for argv in (("check", f"{path}"), ("diff", f"{path}"), ("diff", f"{path}", f"{path}")):
            ended = child(*argv, stdout=subprocess.PIPE, env=poor)
            assert (ended.returncode, ended.stderr) == (0, "")

    @given(st.text())
    def test_arguments_as_bytes(self, text: str) -> None:
        """Whatever came of its bytes in a poor locale, a text is what was typed."""
        assert as_typed(text) == text
        assert as_typed(text.encode().decode("ascii", "surrogateescape")) == text

    @pytest.mark.parametrize("text", ["\udce4", "G\ud800", "\udcd0Ж"])
    def test_arguments_that_are_no_utf8(self, text: str) -> None:
        assert as_typed(text) == text

    @pytest.mark.parametrize("terminal", [False, True])
    def test_ascii_in_process(self, monkeypatch: Any, *, terminal: bool) -> None:
        in_json = rb'"La\u00e2youne"' if terminal else '"Laâyoune"'.encode()
        for form, name in (("table", rb"La\xe2youne"), ("json", in_json)):
            bytes_out = io.BytesIO()
            with monkeypatch.context() as patched:
                stream = io.TextIOWrapper(bytes_out, encoding="ascii")
                patched.setattr(stream, "isatty", lambda: terminal)
                patched.setattr(sys, "stdout", stream)
                assert main(["city", "ma-laayoune", "--format", form]) == 0
            assert name in bytes_out.getvalue()
            stream.close()

    @given(st.recursive(st.text(), lambda of: st.lists(of) | st.dictionaries(st.text(), of)))
    def test_json_in_ascii(self, value: Any) -> None:
        escaped = json_escaped(json_text(value), "ascii")
        assert escaped.isascii()
        assert json.loads(escaped) == value

    def test_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "60")
        lines = shown(capsys, "cities").splitlines()
        assert max(map(width, lines)) == 60
        assert any("…" in line for line in lines)
        for line in shown(capsys, "city", "ma-laayoune").splitlines():
            assert width(line) <= 60 or " " not in line.strip()

    def test_ids_are_cut_last(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "80")
        table, _, _ = shown(capsys, "cities", "--country", "KR").partition("\n\n")
        lines = table.splitlines()
        assert [line.split()[0] for line in lines[1:-1]] == list(gnlc.cities(country="KR").ids)
        assert all("…" in line for line in lines[1:-1])

    def test_no_order_reaches_a_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        """Nor does what would set the text around it in another direction."""
        city = attrs.evolve(gnlc.city("az-baku"), name="a\u200fb\u200c", aliases=("\u061cx",))
        monkeypatch.setattr(gnlc.Network, "city", lambda *_, **__: city)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        for form in ("table", "json", "csv", "geojson"):
            text = shown(capsys, "city", "x", "--format", form)
            assert r"a\u200fb" in text
            assert not set(text) & set("\u200f\u061c\x1b")
        monkeypatch.undo()
        told = as_text(describe(gnlc.Match(city, 1.0, "\x1b[2J\u202e")), sources=True)
        assert r"\x1b[2J\u202e" in told
        assert not set(told) & set("\u202e\u2066\x1b")

    def test_no_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        assert "…" not in shown(capsys, "cities")


ENDINGS = ("csv", "tsv", "json", "geojson", "html", "txt", "xlsx", "parquet")
TEXTS = ENDINGS[:6]


class TestFiles:
    """A file is written whole, as UTF-8, in the form that its ending says."""

    def test_each_ending(self, capsys: Capture, tmp_path: Path) -> None:
        cities = gnlc.cities(country="TR")
        texts = {}
        for ending in TEXTS:
            path = tmp_path / f"cities.{ending.upper()}"
            assert shown(capsys, "cities", "--country", "TR", "-o", str(path)) == ""
            texts[ending] = path.read_bytes().decode()
        assert texts["csv"] == f"\ufeff{cities.to_csv()}"
        assert texts["tsv"].count("\t") == texts["csv"].count("\r\n") * (
            len(CityRecord.__annotations__) - 1
        )
        assert rows_of(texts["tsv"].replace("\t", ",")) != []
        assert texts["json"] == shown(capsys, "cities", "--country", "TR", "--format", "json")
        assert texts["geojson"] == shown(capsys, "cities", "--country", "TR", "--format", "geojson")
        assert texts["txt"] == shown(capsys, "cities", "--country", "TR")
        page = texts["html"]
        assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">')
        assert all(city.name in page and city.id in page for city in cities)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            (["cities", "--country", "TR"], gnlc.cities(country="TR")),
            (["nearest", "Baku"], gnlc.nearest("Baku")),
            (["country", "MA"], gnlc.cities(country="MA", include_withdrawn=True)),
            (["coverage"], gnlc.tables().coverage),
            (["announcement"], gnlc.tables().announcements),
            (["table", "conflicts"], gnlc.tables().conflicts),
            (["city", "Baku"], gnlc.cities(where=lambda city: city.id == "az-baku")),
        ],
        ids=lambda value: value[0] if isinstance(value, list) else "",
    )
    def test_tables_of_other_programs(
        self, capsys: Capture, tmp_path: Path, asked: list[str], expected: Any
    ) -> None:
        from pyarrow import parquet

        book, table = tmp_path / "rows.xlsx", tmp_path / "rows.parquet"
        assert shown(capsys, *asked, "-o", str(book)) == ""
        assert shown(capsys, *asked, "-o", str(table)) == ""
        assert parquet.read_table(table).equals(expected.to_arrow())
        expected.to_excel(tmp_path / "expected.xlsx")
        sheets = [CalamineWorkbook.from_path(path) for path in (book, tmp_path / "expected.xlsx")]
        for name in ("data", "sources"):
            rows, same = (sheet.get_sheet_by_name(name).to_python() for sheet in sheets)
            assert rows == same

    @pytest.mark.parametrize("ending", ["xlsx", "parquet", "html"])
    def test_every_command_writes_them(self, capsys: Capture, tmp_path: Path, ending: str) -> None:
        path = str(tmp_path / f"rows.{ending}")
        for asked in (
            ["search", "Baku"],
            ["complete", "Ba"],
            ["countries"],
            ["countries", "--columns", "alpha_2"],
            ["table"],
        ):
            assert shown(capsys, *asked, "-o", path, "--force") == ""
            if ending == "parquet":
                from pyarrow import parquet

                text = shown(capsys, *asked, "--format", "csv")
                assert parquet.read_table(path).column_names == list(rows_of(text)[0])
            elif ending == "xlsx":
                sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("data").to_python()
                assert sheet[0] == list(rows_of(shown(capsys, *asked, "--format", "csv"))[0])

    @pytest.mark.parametrize(
        ("library", "message"),
        [
            ("xlsxwriter", 'a workbook needs XlsxWriter: pip install "gnlc[excel]"'),
            ("pyarrow.parquet", "a Parquet file needs pyarrow: pip install pyarrow"),
        ],
    )
    def test_without_the_library(
        self, capsys: Capture, tmp_path: Path, monkeypatch: Any, library: str, message: str
    ) -> None:
        monkeypatch.setitem(sys.modules, library, None)
        ending = "parquet" if "parquet" in library else "xlsx"
        asked = ("cities", "-o", str(tmp_path / f"cities.{ending}"))
        assert refused(capsys, *asked) == (2, message)
        assert list(tmp_path.iterdir()) == []

    def test_all_rows_are_on_a_page(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "cities.html"
        shown(capsys, "cities", "-o", str(path))
        assert path.read_text("utf-8").count("<tr>") == len(gnlc.cities()) + 1

    def test_a_page_of_lines(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "R&D.json"
        gnlc.dump(gnlc.network(), path)
        shown(capsys, "check", str(path), "-o", str(tmp_path / "report.html"))
        assert "R&amp;D.json: the document is valid\n</pre>" in (
            tmp_path / "report.html"
        ).read_text("utf-8").replace(r"\n", "\n")

    def test_an_existing_file_is_replaced_only_by_force(
        self, capsys: Capture, tmp_path: Path
    ) -> None:
        path = tmp_path / "coverage.csv"
        path.write_text("mine", "utf-8")
        assert refused(capsys, "coverage", "-o", str(path)) == (
            2,
            f"{shortened(str(path))} exists; --force replaces it",
        )
        assert path.read_text("utf-8") == "mine"
        assert shown(capsys, "coverage", "-o", str(path), "--force") == ""
        assert path.read_text("utf-8").startswith("\ufeffannouncement,year,")

    def test_nothing_found_makes_no_file(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "none.csv"
        asked = ("cities", "--year", "1999", "-o", str(path))
        assert refused(capsys, *asked) == (1, "no city passes these filters")
        assert not path.exists()

    def test_a_folder_that_does_not_exist(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "none" / "cities.csv"
        status, message = refused(capsys, "cities", "-o", str(path))
        assert status == 2
        assert message.startswith("No such file or directory: ")

    @pytest.mark.parametrize("ending", ENDINGS)
    @pytest.mark.parametrize("old", [None, "old"])
    def test_a_full_disk_leaves_what_was_there(
        self, capsys: Capture, tmp_path: Path, monkeypatch: Any, ending: str, old: str | None
    ) -> None:
        def fail(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        path = tmp_path / f"cities.{ending}"
        if old is not None:
            path.write_text(old, "utf-8")
        monkeypatch.setattr(os, "fsync", fail)
        status, message = refused(capsys, "cities", "-o", str(path), "--force")
        assert status == 2
        assert message.startswith("No space left on device: ")
        left = {each.name: each.read_text("utf-8") for each in tmp_path.iterdir()}
        assert left == ({} if old is None else {path.name: old})

    @pytest.mark.skipif(os.name == "nt", reason="processes are ended in other ways")
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_a_request_to_end_leaves_what_was_there(self, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"cities.{ending}"
        path.write_text("old", "utf-8")
        ended = child(code=_killed("SIGTERM", path), stdout=subprocess.PIPE)
        assert (ended.returncode, ended.stdout, ended.stderr) == (143, "", "")
        assert [each.read_text("utf-8") for each in tmp_path.iterdir()] == ["old"]

    @pytest.mark.skipif(os.name == "nt", reason="processes are ended in other ways")
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_a_kill_leaves_the_old_file_whole(self, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"cities.{ending}"
        path.write_text("old", "utf-8")
        assert child(code=_killed("SIGKILL", path), stdout=subprocess.PIPE).returncode == -9
        assert path.read_text("utf-8") == "old"
        # Where files can be without names, this one had none yet.
        assert len([*tmp_path.iterdir()]) == 1 or not hasattr(os, "O_TMPFILE")

    def test_in_a_thread(self, tmp_path: Path) -> None:
        """Only the main thread can be asked to end."""
        path = tmp_path / "coverage.csv"
        thread = threading.Thread(target=main, args=(["coverage", "-o", str(path)],))
        thread.start()
        thread.join()
        assert path.read_text("utf-8").startswith("\ufeffannouncement,year,")

    def test_no_cell_is_run_by_a_spreadsheet(self, capsys: Capture, tmp_path: Path) -> None:
        starts = ("=1+1", "+1", "-1", "@SUM(1)")
        document = gnlc.network().to_dict()
        [ganja] = [city for city in document["cities"] if city["id"] == "az-ganja"]
        ganja["name"], ganja["aliases"] = starts[0], list(starts)
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        asked = ("cities", "--data", str(data), "--country", "AZ,GB")
        for ending, delimiter in (("csv", ","), ("tsv", "\t")):
            path = tmp_path / f"cities.{ending}"
            shown(capsys, *asked, "-o", str(path))
            reader = csv.DictReader(
                io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=delimiter
            )
            by_id = {row["id"]: row for row in reader}
            assert by_id["az-ganja"]["name"] == "'=1+1"
            assert by_id["az-ganja"]["aliases"] == "'" + "; ".join(starts)
            # Numbers are numbers.
            assert all(float(row["longitude"]) for row in by_id.values() if row["longitude"])
            assert any(row["longitude"].startswith("-") for row in by_id.values())
        # What a program reads is as it is.
        by_id = {row["id"]: row for row in rows_of(shown(capsys, *asked, "--format", "csv"))}
        assert by_id["az-ganja"]["name"] == "=1+1"

    def test_markdown(self, capsys: Capture, tmp_path: Path) -> None:
        data, path = tmp_path / "data.json", tmp_path / "changes.md"
        gnlc.dump(gnlc.network(), data)
        shown(capsys, "diff", str(data), "-o", str(path))
        assert path.read_text("utf-8").endswith("- Nothing changed.\n")


class TestMap:
    """`gnlc map` draws what the filters give."""

    def test_picture(self, capsys: Capture, tmp_path: Path) -> None:
        asked = ("map", "--country", "AZ,GE", "-o")
        assert shown(capsys, *asked, str(tmp_path / "map.svg")) == ""
        picture = (tmp_path / "map.svg").read_text("utf-8")
        assert picture.startswith("<svg ")
        placed = gnlc.cities(country=["AZ", "GE"], where=lambda city: city.location is not None)
        assert picture.count('aria-roledescription="point"') == len(placed)
        assert shown(capsys, *asked, str(tmp_path / "map.png")) == ""
        assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG\r\n")

    def test_page_that_needs_no_other(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "map.html"
        asked = ("map", "--country", "AZ", "--language", "de", "-o", str(path))
        assert shown(capsys, *asked) == ""
        page = path.read_text("utf-8")
        assert page == gnlc.plot.explore(gnlc.cities(country="AZ"), language="de").to_html()
        assert "Aserbaidschan" in page

    def test_nothing(self, capsys: Capture, tmp_path: Path) -> None:
        asked = ("map", "--year", "1999", "-o", str(tmp_path / "map.svg"))
        assert refused(capsys, *asked) == (1, "no city passes these filters")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            ([], "map needs --output FILE, which must end in .html, .png or .svg"),
            (["-o", "x.csv"], "--output must end in .html, .png or .svg, got 'x.csv'"),
            (["--format", "svg"], "there is no option '--format'"),
            (["-o", "x.svg", "--language", "!"], "language must be"),
            (["Chile", "-o", "x.svg"], "map takes no 'Chile'; did you mean 'gnlc map --c"),
        ],
    )
    def test_wrong(self, capsys: Capture, argv: list[str], message: str) -> None:
        status, complaint = refused(capsys, "map", *argv)
        assert status == 2
        assert complaint.removeprefix("--").startswith(message.removeprefix("--"))

    def test_without_the_library(
        self, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "vl_convert", None)
        status, message = refused(capsys, "map", "-o", str(tmp_path / "map.svg"))
        assert status == 2
        assert message == 'pictures of charts need vl-convert: pip install "gnlc[plot]"'
        assert list(tmp_path.iterdir()) == []


def _killed(name: str, path: Path) -> str:
    """Code that writes a file, and is sent a signal when the file is written and not in place."""
    return (
        "import os, signal, sys\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), signal.{name})\n"
        "from gnlc.cli import main\n"
        f"sys.exit(main(['cities', '--force', '-o', {str(path)!r}]))\n"
    )


SCRIPT = shutil.which("script") or ""


@pytest.mark.skipif(not SCRIPT, reason="there is no program `script`")
class TestTerminal:
    """A terminal of its own, as people have it."""

    def on_terminal(self, *argv: str, columns: int = 80) -> str:
        command = shlex.join([sys.executable, "-m", "gnlc", *argv])
        done = subprocess.run(
            [SCRIPT, "-qec", f"stty cols {columns}; {command}", "/dev/null"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        return done.stdout.decode().replace("\r\n", "\n")

    @pytest.mark.parametrize("columns", [60, 100])
    def test_lines_fit(self, columns: int) -> None:
        lines = self.on_terminal("cities", columns=columns).splitlines()
        assert len(lines) > len(gnlc.cities())
        assert max(map(width, lines)) == columns

    def test_no_order_reaches_it(self, tmp_path: Path) -> None:
        document = gnlc.network().to_dict()
        [ganja] = [city for city in document["cities"] if city["id"] == "az-ganja"]
        ganja["name"] = "a\u200fb"
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        for form in ("table", "json", "csv", "geojson"):
            text = self.on_terminal("city", "az-ganja", "--data", str(data), "--format", form)
            assert r"a\u200fb" in text
            assert not set(text) & set("\u200f\x1b")

    def test_nothing_is_coloured(self) -> None:
        assert "\x1b" not in self.on_terminal("city", "Ganja")
        assert "\x1b" not in self.on_terminal("--help")
