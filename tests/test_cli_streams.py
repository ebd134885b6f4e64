"""The command line: what it writes, to whatever stdout is and to files."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from commands import Capture, child, shown
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc.cli import main
from gnlc.cli.console import json_escaped
from gnlc.cli.options import as_typed
from gnlc.display.describe import describe
from gnlc.display.text import text as as_text
from gnlc.rows.text import json_text
from gnlc.wording import width


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

    def test_without_stdout(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["coverage"]) == 0

    @pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
    def test_poor_encodings(self, env: dict[str, str]) -> None:
        for form in ("table", "csv"):
            ended = child("city", "az-ganja", "--format", form, stdout=subprocess.PIPE, env=env)
            assert (ended.returncode, ended.stderr) == (0, "")
            assert "az-ganja" in ended.stdout

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

    def test_ascii_in_process(self, monkeypatch: Any) -> None:
        for form, name in (("table", rb"La\xe2youne"), ("json", rb'"La\u00e2youne"')):
            bytes_out = io.BytesIO()
            with monkeypatch.context() as patched:
                stream = io.TextIOWrapper(bytes_out, encoding="ascii")
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
        lines = shown(capsys, "cities", "--country", "KR").splitlines()
        assert [line.split()[0] for line in lines[1:-1]] == list(gnlc.cities(country="KR").ids)
        assert all("…" in line for line in lines[1:-1])

    def test_no_order_reaches_a_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        """Nor does what would set the text around it in another direction."""
        city = attrs.evolve(gnlc.city("az-baku"), name="a\u202eb\u200c", aliases=("\u2066x",))
        monkeypatch.setattr(gnlc.Network, "city", lambda *_, **__: city)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        for form in ("table", "json", "csv", "geojson"):
            text = shown(capsys, "city", "x", "--format", form)
            assert r"a\u202eb" in text
            assert not set(text) & set("\u202e\u2066\x1b")
        monkeypatch.undo()
        told = as_text(describe(gnlc.Match(city, 1.0, "\x1b[2J\u202e")), sources=True)
        assert r"\x1b[2J\u202e" in told
        assert not set(told) & set("\u202e\u2066\x1b")

    def test_no_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        assert "…" not in shown(capsys, "cities")
