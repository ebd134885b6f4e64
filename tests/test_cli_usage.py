"""The command line: errors, proposals, help, and the program as a whole."""

import contextlib
import io
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import recorded
from commands import Capture, child, refused, shown
from hypothesis import example, given
from hypothesis import strategies as st

import gnlc
from gnlc.cli import main
from gnlc.cli.arguments import parse, parser
from gnlc.cli.commands import COMMANDS
from gnlc.cli.overview import QUESTIONS
from gnlc.wording import shortened


def names_of(command: str) -> list[str]:
    """The long options of a command."""
    [commands] = (a.choices for a in parser()._actions if isinstance(a.choices, dict))
    return [name for name in commands[command].names if name.startswith("--")]


NOWHERE = next(city["id"] for city in recorded.CITIES if "location" not in city)

# On Windows a lone surrogate can be part of a name.
NO_NAME = "No such file or directory:" if os.name == "nt" else "no file can be called"


class TestErrors:
    """Each error is one plain line on stderr, with the status that the contract says."""

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            (("city", "Gandja Citty"), "no city 'Gandja Citty' on record"),
            (("city", ""), "no city '' on record"),
            (("city", "Ganja", "--country", "MA"), "no city 'Ganja' on record; not in"),
            (("city", "Ganja", "--country", "Ganja"), "no country 'Ganja' on record"),
            (("city", "\ud800\n\x1b[2J"), r"no city '\ud800\n\x1b[2J' on record"),
            (("search", "a", "--region", "Asia"), "no region 'Asia' on record"),
            (("cities", "--announcement", "2021"), "no announcement '2021' on record"),
            (("cities", "--near", "Atlantis", "--within-km", "1"), "no city 'Atlantis' on record"),
            (("announcement", "1999"), "no announcement '1999' on record; did you mean"),
            (("announcement", "the first"), "no announcement 'the first' on record"),
        ],
    )
    def test_not_found(self, capsys: Capture, argv: tuple[str, ...], message: str) -> None:
        status, complaint = refused(capsys, *argv)
        assert status == 1
        assert complaint.startswith(message)

    def test_ambiguous(self, capsys: Capture, monkeypatch: Any) -> None:
        document = gnlc.network().to_dict()
        (gabala,) = (city for city in document["cities"] if city["id"] == "az-gabala")
        gabala["name"] = "Baku"
        altered = gnlc.Network.from_dict(document)
        monkeypatch.setattr("gnlc.bundled.network", lambda: altered)
        status, complaint = refused(capsys, "city", "Baku")
        assert status == 1
        assert complaint == (
            "'Baku' fits more than one city: 'Baku' (az-baku) and 'Baku' (az-gabala); ask by id"
        )

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            (("towns",), "there is no command 'towns'; did you mean 'gnlc search towns'?"),
            (("city",), "city needs KEY; see 'gnlc city --help'"),
            (("search", "--limit", "1"), "search needs TEXT; see 'gnlc search --help'"),
            (("diff",), "diff needs NEW; see 'gnlc diff --help'"),
            (("coverage", "b\n\x1b"), r"coverage takes no 'b\n\x1b'; see 'gnlc coverage"),
            (("announcement", "1", "2"), "announcement takes no '2'; see 'gnlc announ"),
            (("city", "Ganja", "--form", "json"), "there is no option '--form'; did you mean '"),
            (
                ("coverage", "--format", "geojson"),
                "--format must be table, json or csv, got 'geojson'; did you mean 'json'?",
            ),
            (
                ("coverage", "--format", "xlsx"),
                "--format must be table, json or csv, got 'xlsx'; '-o FILE.xlsx' writes it; see",
            ),
            (("cities", "--json"), "there is no option '--json'; did you mean '-o FILE.json'?"),
            (("announcement", "--format", "x"), "--format must be table, json or csv, got 'x'; se"),
            (("announcement", "--format", "csv", "--sources"), "--sources goes with --format"),
            (("cities", "--year", "x"), "--year must be a year, got 'x'; see 'gnlc cities --help'"),
            (("cities", "--year"), "--year expected one argument; see 'gnlc cities --help'"),
            (("cities", "--year", "0"), "--year must be a year from 1 to 9999, got 0"),
            (("cities", "--awarded", "x"), "--awarded must be a year, got 'x'"),
            (("cities", "--as-of", "yesterday"), "--as-of: must be a date as YYYY"),
            (("cities", "--kind", "town"), "--kind must be city, district"),
            (("cities", "--certainty", "sure"), "--certainty must be stated or inferred"),
            (("cities", "--bbox", "1,2"), "--bbox must be 4 numbers"),
            (("cities", "--bbox", "1,2,3,x"), "--bbox must be W,S,E,N, got '1,2,3,x'"),
            (("cities", "--bbox", "0,9,0,8"), "--bbox must be west, south, east, north"),
            (("cities", "--near", "95,0", "--within-km", "1"), "latitude must be from -90 to 90"),
            (("cities", "--near", "nan,0", "--within-km", "1"), "latitude must be from -90 to 90"),
            (
                ("cities", "--near", "40", "--within-km", "1"),
                "--near must be a city or LAT,LON, got '40'",
            ),
            (("cities", "--near", "1"), "--near must be a city or LAT,LON, got '1'"),
            (("cities", "--near", "Baku"), "--near and --within-km must be given together"),
            (("cities", "--within-km", "5"), "--near and --within-km must be given together"),
            (("cities", "--near", "Baku", "--within-km", "-5"), "--within-km must be 0 or more"),
            (("cities", "--near", NOWHERE, "--within-km", "5"), "--near: the location of"),
            (("cities", "--sort", "colour"), "--sort must be id, name"),
            (("cities", "--sort", "yaer"), "--sort must be id, name"),
            (("cities", "--sort", "km"), "--sort km goes with --near"),
            (("cities", "--columns", "nmae"), "--columns: there is no column 'nmae'; did you mean"),
            (("cities", "--columns", "x"), "--columns: there is no column 'x'; there are id, name"),
            (("cities", "Chile"), "cities takes no 'Chile'; did you mean 'gnlc cities --co"),
            (
                ("cities", "--year", "2020", "2022"),
                "cities takes no '2022'; did you mean 'gnlc cities --y",
            ),
            (("table", "awrds"), "there is no table 'awrds'; did you mean 'awards'?"),
            (("table", "x"), "there is no table 'x'; there are cities, admissions"),
            (("search", "a", "--limit", "x"), "--limit must be a whole number, got 'x'"),
            (("search", "a", "--limit", "-1"), "--limit must be 0 or more, got -1"),
            (("search", "a", "--min-score", "101"), "--min-score must be from 0 to 100"),
            (("search", "a", "--min-score", "nan"), "--min-score must be from 0 to 100"),
            (("search", "a", "--min-score", "x"), "--min-score must be a number, got 'x'"),
            (("--hlep",), "there is no option '--hlep'; did you mean '--help'?"),
            (("--format", "json", "cities"), "there is no option '--format'; see 'gnlc --help'"),
            (("check", "a\0"), r"no file can be called 'a\x00'"),
            (("cities", "--data", "\ud800"), rf"{NO_NAME} '\ud800'"),
            (("cities", "-o", "a\0.csv"), r"no file can be called 'a\x00.csv'"),
            (("diff", "-", "-"), "only one of the documents can be the standard input"),
            (("cities", "-o", "x.csv", "--format", "csv"), "--format goes without --output"),
            (("cities", "-o", "x.doc"), "--output must end in .csv, .geojson, .html"),
            (("diff", "x", "-o", "x.geojson"), "--output must end in .csv, .html"),
        ],
    )
    def test_usage(self, capsys: Capture, argv: tuple[str, ...], message: str) -> None:
        status, complaint = refused(capsys, *argv)
        assert status == 2
        assert complaint.startswith(message)

    @given(st.sampled_from(["city", "search", "announcement"]), st.text())
    @example("announcement", "0")
    def test_any_text(self, command: str, text: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([command, "--", text])
        is_no_year = command == "announcement" and "must be a year" in err.getvalue()
        assert status == (0 if out.getvalue() else 2 if is_no_year else 1)
        assert len(err.getvalue().splitlines()) == (status != 0)

    def test_without_stderr(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "stderr", None)
        assert main(["city", "Atlantis"]) == 1
        assert capsys.readouterr().out == ""


class TestProposals:
    """An unknown command leads to the command that was meant."""

    @pytest.mark.parametrize(
        ("argv", "proposed"),
        [
            (("France",), "'gnlc country France'"),
            (("Ganja",), "'gnlc city Ganja'"),
            (("Ho", "Chi", "Minh", "City", "--format", "json"), "'gnlc city Ho Chi Minh City'"),
            (("Гянджа",), "'gnlc city Гянджа'"),
            (("Nam-gu",), "'gnlc city Nam-gu'"),
            (("citys",), "'gnlc city', 'gnlc cities' or 'gnlc cite'"),
            (("citty", "Ganja"), "'gnlc city Ganja' or 'gnlc cite Ganja'"),
            (("anouncement", "2020"), "'gnlc announcement 2020' or 'gnlc table announcements'"),
            (("show", "Ganja"), "'gnlc city Ganja'"),
            (("info", "France"), "'gnlc country France'"),
            (("near", "Ganja"), "'gnlc nearest Ganja', 'gnlc search Ganja' or 'gnlc city Ganja'"),
            (("awards",), "'gnlc table awards'"),
            (("national", "counts"), "'gnlc table national_counts'"),
            (("members",), "'gnlc cities'"),
            (("list",), "'gnlc cities'"),
            (("vresion",), "'gnlc --version'"),
            (("help",), "'gnlc --help'"),
            (("Gandja Citty",), "'gnlc search Gandja Citty'"),
        ],
    )
    def test_of_commands(self, capsys: Capture, argv: tuple[str, ...], proposed: str) -> None:
        status, complaint = refused(capsys, *argv)
        assert status == 2
        said = " ".join(word for word in argv if word not in ("--format", "json"))
        assert complaint == f"there is no command '{said}'; did you mean {proposed}?"

    @pytest.mark.parametrize("word", ["a" * 1000, "a\x1b[2J", "\ud800"])
    def test_of_nothing_that_nobody_would_type(self, capsys: Capture, word: str) -> None:
        status, complaint = refused(capsys, word)
        assert status == 2
        assert complaint == f"there is no command {shortened(word)}; see 'gnlc --help'"

    def test_of_years(self, capsys: Capture) -> None:
        _, complaint = refused(capsys, "cities", "--year", "2020", "2022")
        assert complaint.endswith("; did you mean 'gnlc cities --year 2022'?")

    def test_long_arguments_are_cut(self, capsys: Capture) -> None:
        status, complaint = refused(capsys, "city", "Ganja", f"--sources={'x' * 1000}")
        assert status == 2
        assert len(complaint) < 400

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_option_is_proposed(self, capsys: Capture, name: str) -> None:
        for option in names_of(name):
            asked = f"{option[:4]}x{option[4:]}"
            status, complaint = refused(capsys, name, asked, "x")
            assert status == 2
            assert complaint.startswith(f"there is no option '{asked}'; did you mean ")
            assert f"'{option}'" in complaint

    def test_underscores_are_taken(self, capsys: Capture) -> None:
        asked = ["cities", "--near", "Baku", "--format", "json"]
        text = shown(capsys, *asked, "--within_km=9")
        assert text == shown(capsys, *asked, "--within-km", "9")


class TestOverview:
    """`gnlc` alone shows what it can do, and the network."""

    def test_network_in_three_lines(self, capsys: Capture) -> None:
        name, stated, recorded_, as_of, *_ = shown(capsys).splitlines()
        network = gnlc.network()
        assert name == "UNESCO Global Network of Learning Cities"
        last = [size for size in network.sizes() if size.cities is not None][-1]
        assert stated.split()[:3] == ["stated", str(last.cities), "cities"]
        assert recorded_.split()[2] == str(len(gnlc.cities(include_withdrawn=True)))
        assert str(network.as_of) in as_of
        assert network.data_version in as_of

    @pytest.mark.parametrize("answer", QUESTIONS.values())
    def test_each_answer_is_a_command_that_answers(
        self, capsys: Capture, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        sheet = tmp_path / "sheet.csv"
        sheet.write_text("city\nGanja\n")
        assert f"gnlc {answer}\n" in shown(capsys)
        with contextlib.suppress(SystemExit):
            assert main(answer.split()) == 0
        assert capsys.readouterr().out or {*tmp_path.iterdir()} > {sheet}

    def test_fits_a_terminal(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        text = shown(capsys)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "80")
        assert shown(capsys) == text


class TestProgram:
    """What concerns the program as a whole."""

    @pytest.mark.parametrize("argv", [["--help"], ["city", "-h"], ["cities", "--help"]])
    def test_help(self, capsys: Capture, argv: list[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(argv)
        assert ended.value.code == 0
        out, err = capsys.readouterr()
        assert out.startswith("usage: gnlc")
        assert err == ""

    def test_version(self, capsys: Capture) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["--version"])
        assert ended.value.code == 0
        assert capsys.readouterr() == (f"gnlc {gnlc.__version__}, data {gnlc.DATA_VERSION}\n", "")

    def test_help_loads_little(self) -> None:
        code = (
            "import sys\nfrom gnlc.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: pass\n"
            "print(sorted({'attr', 'attrs', 'cattrs', 'gnlc.models', 'gnlc.bundled', "
            "'importlib_resources'} & set(sys.modules)))"
        )
        told = child(stdout=subprocess.PIPE, code=code)
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.endswith("\n[]\n")

    def test_a_city_loads_little(self) -> None:
        """Beside what the city itself needs: the command, and what describes cities."""

        def loaded(code: str) -> set[str]:
            show = "; import sys; print(*sys.modules, file=sys.stderr)"
            return set(child(stdout=subprocess.PIPE, code=f"{code}{show}").stderr.split())

        by_command = loaded("from gnlc.cli import main; main(['city', 'Ganja'])")
        more = {n for n in by_command - loaded("import gnlc; gnlc.city('Ganja')") if "gnlc" in n}
        assert "gnlc.cli" in more
        assert len(more) <= 18
        unneeded = {
            *(f"gnlc.models.{name}" for name in ("announcements", "facts", "history", "strategy")),
            *("gnlc.documents.changes", "gnlc.query.search", "gnlc.rows.tables", "cattrs", "csv"),
        }
        assert not by_command & unneeded

    def test_a_fault_of_ours_is_not_hidden(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "gnlc.cli.tables", None)
        with pytest.raises(ImportError, match=r"gnlc\.cli\.tables"):
            main(["coverage"])

    def test_interrupted(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("gnlc.bundled.network", interrupt)
        assert main(["coverage"]) == 130
        assert capsys.readouterr() == ("", "")

    def test_options_of_the_process(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "argv", ["gnlc", "cities", "--country", "AZ", "--year", "2020"])
        assert main() == 0
        assert capsys.readouterr().out.endswith("3 cities of 1 country\n")

    def test_module(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "argv", ["gnlc", "city", "Atlantis"])
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("gnlc", run_name="__main__")
        assert ended.value.code == 1
        assert capsys.readouterr().err.startswith("gnlc: no city 'Atlantis'")
        # Whoever looks at the module without running it is not to be stopped.
        assert runpy.run_module("gnlc.__main__", run_name="looked_at")["main"] is main

    def test_help_elsewhere(self) -> None:
        # It is argparse's own way to print help into another stream.
        stream = io.StringIO()
        parser().print_help(stream)
        assert stream.getvalue().startswith("usage: gnlc")

    def test_words_after_two_dashes(self) -> None:
        assert parse(["search", "--", "--near", "x"]).words == ["--near", "x"]
