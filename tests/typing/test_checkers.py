"""What type checkers make of the package as it is installed.

They take their time, so these tests are run by themselves: `python -m pytest tests/typing`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

FILES = [path for path in Path(__file__).parent.glob("*.py") if path != Path(__file__)]
[MISTAKES] = [path for path in FILES if path.name == "mistakes.py"]

Found: TypeAlias = Iterator[tuple[str, int, str]]
"""What is wrong: the name of the file, the line (from 1) and the message."""


def _mypy(answer: str) -> Found:
    for fault in map(json.loads, filter(None, answer.splitlines())):
        yield fault["file"], fault["line"], fault["message"]


def _pyright(answer: str) -> Found:
    for fault in json.loads(answer)["generalDiagnostics"]:
        yield Path(fault["file"]).name, fault["range"]["start"]["line"] + 1, fault["message"]


def _pyrefly(answer: str) -> Found:
    for fault in json.loads(answer)["errors"]:
        yield fault["path"], fault["line"], fault["description"]


def _ty(answer: str) -> Found:
    for fault in json.loads(answer):
        place = fault["location"]
        yield place["path"], place["positions"]["begin"]["line"], fault["description"]


class Checker(NamedTuple):
    """A type checker."""

    arguments: str
    read: Callable[[str], Found]
    unseen: tuple[str, ...] = ()
    """What the lines hold that are mistakes and that it takes for sound."""


CHECKERS = {
    "mypy": Checker(
        "--strict --config-file= --output json --python-version {version}",
        _mypy,
        # What must not be set may be deleted, for all that it knows.
        ("del city.name",),
    ),
    "pyright": Checker("--outputjson", _pyright),
    "pyrefly": Checker(
        "check --preset default --output-format json --python-version {version} "
        "--python-interpreter-path {python}",
        _pyrefly,
        # A class of attrs may get any attribute, though it has slots.
        ("city.new = ",),
    ),
    "ty": Checker(
        "check --output-format gitlab --python-version {version} --python {prefix}",
        _ty,
        # Of `**filters: Unpack[Filters]` it looks at the values, not yet at the names.
        ("(contry=", "(asof=", "(anounced=", "limt="),
    ),
}


def run_checker(folder: Path, checker: str, *arguments: str) -> str:
    """Return what a checker answers in a folder, where none of our settings are."""
    # Pyright asks the first Python on the path where packages are.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [sys.executable, "-m", checker, *arguments],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    # It is 1 where something was found, and more where the checker could not do its work.
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def findings(
    folder: Path, name: str, version: str, files: Iterable[Path]
) -> dict[tuple[str, int], str]:
    """Return what a checker finds in files for a version of Python, by file and line."""
    names = [Path(shutil.copy(file, folder)).name for file in files]
    checker = CHECKERS[name]
    if name == "pyright":
        settings = {"typeCheckingMode": "strict", "pythonVersion": version}
        (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    arguments = checker.arguments.format(version=version, python=sys.executable, prefix=sys.prefix)
    answer = run_checker(folder, name, *arguments.split(), *names)
    return {(file, line): message for file, line, message in checker.read(answer)}


@pytest.mark.parametrize("name", CHECKERS)
class TestCheckers:
    """Programs that use the library as it is meant pass; each mistake is found."""

    def test_mistakes_and_nothing_else(self, name: str, tmp_path: Path) -> None:
        lines = enumerate(MISTAKES.read_text("utf-8").splitlines(), 1)
        wrong = {(MISTAKES.name, number): line for number, line in lines if "  # " in line}
        assert len(wrong) > 60
        found_now = findings(tmp_path, name, "3.11", FILES)
        assert {place: message for place, message in found_now.items() if place not in wrong} == {}
        unseen = CHECKERS[name].unseen
        missed = [line for place, line in wrong.items() if place not in found_now]
        assert [line for line in missed if not any(part in line for part in unseen)] == []

    def test_newest_python(self, name: str, tmp_path: Path) -> None:
        # Without Altair, of which mypy makes the most of a minute.
        files = [path for path in FILES if path.name not in ("extras.py", MISTAKES.name)]
        assert findings(tmp_path, name, "3.14", files) == {}


class TestPackage:
    """The types of the package are all known, and said to be there."""

    def test_every_type_is_known(self, tmp_path: Path) -> None:
        answer = run_checker(tmp_path, "pyright", "--verifytypes", "gnlc", "--ignoreexternal")
        assert "Type completeness score: 100%" in answer, answer
        # Without a file py.typed there would be no answer at all.
        assert "Symbols exported by" in answer
