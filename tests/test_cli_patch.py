"""The command line: corrections of one's own, as patches of the bundled data."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import Capture, child, refused, shown

import gnlc
from gnlc.cli import main
from gnlc.layout import Json
from gnlc.wording import shortened

NOTE = "Reported in 2027: Gəncə."


def patch(**parts: Json) -> Json:
    return {"format_version": 1, "patch": True, **parts}


@pytest.fixture
def correction(tmp_path: Path) -> str:
    path = tmp_path / "correction.json"
    path.write_text(json.dumps(patch(cities=[{"id": "az-ganja", "status_notes": NOTE}])), "utf-8")
    return str(path)


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(patch(cities=[{"id": "az-ganja", "kind": "town"}])), "utf-8")
    return str(path)


class TestData:
    """`--data` and `GNLC_DATA` lay a patch over the bundled data."""

    def test_option(self, capsys: Capture, correction: str) -> None:
        asked = ("cities", "--country", "AZ", "--columns", "id,status_notes", "--format", "json")
        before = {row["id"]: row for row in json.loads(shown(capsys, *asked))}
        after = {r["id"]: r for r in json.loads(shown(capsys, *asked, "--data", correction))}
        assert after == {**before, "az-ganja": {"id": "az-ganja", "status_notes": NOTE}}
        assert after != before

    def test_variable(self, capsys: Capture, correction: str, monkeypatch: Any) -> None:
        monkeypatch.setenv("GNLC_DATA", correction)
        assert NOTE in shown(capsys, "city", "Ganja")

    def test_in_a_process_of_its_own(self, correction: str) -> None:
        env = {"GNLC_DATA": correction}
        ended = child("city", "Ganja", "--format", "csv", env=env, stdout=subprocess.PIPE)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert NOTE in ended.stdout

    def test_of_stdin(self, capsys: Capture, correction: str, monkeypatch: Any) -> None:
        class Stdin:
            buffer = io.BytesIO(Path(correction).read_bytes())

        monkeypatch.setattr(sys, "stdin", Stdin)
        assert NOTE in shown(capsys, "city", "Ganja", "--data", "-")

    def test_that_is_invalid(self, capsys: Capture, wrong: str) -> None:
        assert refused(capsys, "cities", "--data", wrong) == (
            1,
            f"{wrong!r} is invalid, problems: 1; 'gnlc check' lists them",
        )


class TestCheck:
    """`gnlc check` names what is wrong with a patch."""

    def test_valid(self, capsys: Capture, correction: str) -> None:
        assert shown(capsys, "check", correction) == f"{correction}: the document is valid\n"

    def test_invalid(self, capsys: Capture, wrong: str, monkeypatch: Any) -> None:
        # What else is asked does not matter.
        monkeypatch.setenv("GNLC_DATA", wrong)
        assert main(["check", wrong]) == 1
        out, err = capsys.readouterr()
        assert out.startswith(f"{wrong}:/cities/0/kind: kind must be city, district, ")
        assert out.count("\n") == 1
        assert err == "gnlc: invalid documents: 1 of 1\n"


class TestDiff:
    """`gnlc diff` tells what a patch changes, and writes one."""

    def test_what_it_changes(self, capsys: Capture, correction: str) -> None:
        network = gnlc.load(correction, base=gnlc.network())
        changes = gnlc.diff(gnlc.network(), network).to_records()
        assert json.loads(shown(capsys, "diff", correction, "--format", "json")) == changes
        assert [change["new"] for change in changes] == [NOTE]

    def test_of_a_document_of_ones_own(self, capsys: Capture, tmp_path: Path) -> None:
        """A patch is one of the older document, where there are two."""
        own, change = tmp_path / "own.json", tmp_path / "change.json"
        with gnlc.testing.bundled(gnlc.testing.network([gnlc.testing.city("Xanadu")])):
            gnlc.dump(gnlc.network(), own)
        change.write_text(json.dumps(patch(cities=[{"id": "az-xanadu", "name": "Ys"}])), "utf-8")
        [row] = json.loads(shown(capsys, "diff", str(own), str(change), "--format", "json"))
        assert (row["old"], row["new"]) == ("Xanadu", "Ys")

    def test_writes_one(self, capsys: Capture, correction: str, tmp_path: Path) -> None:
        newer, file = tmp_path / "newer.json", tmp_path / "patch.json"
        network = gnlc.load(correction, base=gnlc.network())
        gnlc.dump(network, newer)
        text = shown(capsys, "diff", str(newer), "--patch")
        assert json.loads(text) == patch(cities=[{"id": "az-ganja", "status_notes": NOTE}])
        assert shown(capsys, "diff", str(newer), "--patch", "--format", "json") == text
        assert shown(capsys, "diff", str(newer), "--patch", "-o", str(file)) == ""
        assert file.read_text("utf-8") == text
        assert gnlc.load(file, base=gnlc.network()) == network

    @pytest.mark.parametrize("form", ["table", "csv", "markdown"])
    def test_is_json(self, capsys: Capture, correction: str, form: str) -> None:
        asked = ("diff", correction, "--patch", "--format", form)
        assert refused(capsys, *asked) == (2, "--patch goes with --format json")

    def test_of_another_file(self, capsys: Capture, correction: str, tmp_path: Path) -> None:
        path = tmp_path / "patch.csv"
        message = "--patch goes with --format json"
        assert refused(capsys, "diff", correction, "--patch", "-o", str(path)) == (2, message)
        assert not path.exists()

    def test_keeps_a_file(self, capsys: Capture, correction: str) -> None:
        message = f"{shortened(correction)} exists; --force replaces it"
        assert refused(capsys, "diff", correction, "--patch", "-o", correction) == (2, message)
