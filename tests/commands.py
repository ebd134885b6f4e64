"""Run commands of the command line, in this process or in one of their own."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gnlc.cli import main

Capture = pytest.CaptureFixture[str]


def shown(capsys: Capture, *argv: str) -> str:
    """Return what a command prints that finds something and has nothing to complain of."""
    status = main(argv)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def refused(capsys: Capture, *argv: str) -> tuple[int, str]:
    """Return the status and the complaint of a command that prints no result."""
    status = main(argv)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("gnlc: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    return status, err.removeprefix("gnlc: ").removesuffix("\n")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_cells(record: Any) -> dict[str, str]:
    """Return a record as CSV has it."""

    def cell(value: object) -> str:
        if isinstance(value, list):
            return "; ".join(map(str, value))
        return "" if value is None else str(value)

    return {name: cell(value) for name, value in record.items()}


def child(
    *argv: str, code: str | None = None, env: dict[str, str] | None = None, stdout: Any
) -> "subprocess.CompletedProcess[str]":
    """Run the program, or code of one's own, in a process of its own.

    Data is in UTF-8; text for people can be in another encoding, which is shown by escapes.
    """
    what = ["-m", "gnlc", *argv] if code is None else ["-c", code]
    return subprocess.run(
        [sys.executable, *what],
        env={**os.environ, **(env or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=60,
    )


def output_of(*command: str, cwd: Path | None = None, **env: str) -> str:
    """Return what any program prints that ends well and has nothing to complain of."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def written(*argv: str, encoding: str) -> bytes:
    """Return the bytes that a process of its own writes into a pipe in some encoding."""
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "gnlc", *argv]
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout
