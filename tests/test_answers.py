"""The page of answers: every command of it runs, and shows what the page shows."""

import doctest
import json
import re
import shlex
from pathlib import Path

import pytest
from commands import Capture

import gnlc
from gnlc.cli import main
from gnlc.cli.commands import COMMANDS

PAGE = (Path(__file__).parents[1] / "docs" / "how-to" / "answers.md").read_text("utf-8")


def screens() -> list[tuple[str, str]]:
    """Each command of the page, with what it is to show."""
    blocks = re.findall(r"(?ms)^```console\n(.*?)^```$", PAGE)
    return [
        (command, shown)
        for block in blocks
        for command, shown in re.findall(r"(?m)^\$ gnlc (.*)\n((?:(?!\$ ).*\n)*)", block)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    gnlc.dump(gnlc.network(), folder / "gnlc-ours.json")
    note = {"id": "az-ganja", "status_notes": "Reported in 2027."}
    patch = {"format_version": 1, "patch": True, "cities": [note]}
    (folder / "correction.json").write_text(json.dumps(patch))
    sheet = "city,country,visitors\nGanja,Azerbaijan,5\nGannja,,3\nLima,Peru,8\n"
    (folder / "sheet.csv").write_text(sheet)
    (folder / "answers.csv").write_text("text,id\nGannja,az-ganja\n")
    return folder


@pytest.mark.parametrize(("command", "shown"), screens(), ids=lambda text: text.split("\n")[0])
def test_shows_what_the_page_shows(
    command: str, shown: str, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    status = main(shlex.split(command))
    out, err = capsys.readouterr()
    # Matching says on stderr what it found.
    assert status == (2 if err and not command.startswith("match ") else 0)
    lines = "".join(f"{line}\n" for line in (out + err).split("\n")[:-1] if line)
    checker = doctest.OutputChecker()
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert checker.check_output(shown, lines, options), out + err


def test_files_are_there(folder: Path) -> None:
    """After those tests."""
    asked = [re.search(r"-o (\S+)", command) for command, _ in screens()]
    assert {each[1] for each in asked if each} <= {path.name for path in folder.iterdir()}


def test_every_command_is_on_the_page() -> None:
    assert {command.split()[0] for command, _ in screens()} >= {*COMMANDS}
