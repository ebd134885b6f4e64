"""Files on a disk that is full: a small one of its own, in memory."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from gnlc.cli.commands import COMMANDS, endings

ENDINGS = [("cities", ending) for ending in endings(COMMANDS["cities"])]
ENDINGS += [("map", ending) for ending in endings(COMMANDS["map"])]


@pytest.mark.parametrize(("command", "ending"), ENDINGS)
def test_the_old_file_stays(command: str, ending: str, tmp_path: Path) -> None:
    disk = shlex.quote(str(tmp_path))
    file = f"{disk}/out.{ending}"
    asked = shlex.join([sys.executable, "-m", "gnlc", command, "--force", "-o"])
    # It has room for two pages of memory, of which the old file takes one.
    script = f"""
        mount -t tmpfs -o size=8k none {disk}
        printf old > {file}
        {asked} {file}
        echo $?
        ls -A {disk}
        cat {file}
    """
    run = ["unshare", "--map-root-user", "--mount", "sh", "-c", script]
    done = subprocess.run(
        run,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr.startswith("gnlc: No space left on device: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == f"2\nout.{ending}\nold"
