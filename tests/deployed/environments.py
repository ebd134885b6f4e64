"""Virtual environments with the wheel in them, each made once, and programs run in them."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from uv import find_uv_bin


class Environments:
    """Makes environments in a folder; the interpreter of each is what it gives."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self._wheel = wheel
        self._folder = folder
        self._made: dict[tuple[str, ...], Path] = {}

    def bare(self, python: str) -> Path:
        """Return the interpreter of an environment that has the default dependencies alone."""
        return self._with(python, f"{self._wheel}")

    def full(self, python: str, *more: str) -> Path:
        """Return that of an environment with every extra, and with more."""
        return self._with(python, f"{self._wheel}[arrow,hypothesis,plot]", *more)

    def _with(self, python: str, *requirements: str) -> Path:
        key = (python, *requirements)
        if key not in self._made:
            folder = self._folder / f"{len(self._made)}"
            own = folder / "bin" / "python"
            uv("venv", "--python", python, folder)
            uv("pip", "install", "--python", own, *requirements)
            self._made[key] = own
        return self._made[key]


def uv(*arguments: str | Path, **settings: Any) -> None:
    """Run uv."""
    run(find_uv_bin(), "--quiet", *arguments, **settings)


def run(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run a tool and return what it prints."""
    done = _run(command, cwd, env)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def output_of(
    *command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> str:
    """Run a program that has nothing to complain of and return what it prints."""
    done = _run(command, cwd, env)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


def _run(
    command: Sequence[str | Path], cwd: Path | None, env: Mapping[str, str] | None
) -> "subprocess.CompletedProcess[str]":
    # What the environment tells Python, such as a path, is not to reach what is deployed.
    inherited = {name: value for name, value in os.environ.items() if name[:6] != "PYTHON"}
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**inherited, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
