"""The hook by which PyInstaller finds what is not to be seen in the sources of an app."""

import runpy
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import anyascii
import pytest

import gnlc
from gnlc.cli.commands import COMMANDS
from gnlc.display.describe import DESCRIBED_IN

PACKAGE = Path(gnlc.__file__).parent


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    """What the hook asks for, found as PyInstaller finds it."""
    [found] = [e for e in entry_points(group="pyinstaller40") if e.dist and e.dist.name == "gnlc"]
    assert found.name == "hook-dirs"
    [folder] = found.load()()
    # By a name in the package, which coverage goes by.
    return runpy.run_path(f"{folder}/hook-gnlc.py", run_name="gnlc._pyinstaller.hook-gnlc")


class TestHook:
    """It names what is loaded by name, and the files that are read."""

    def test_modules(self, hook: dict[str, Any]) -> None:
        assert {module for module in hook["hiddenimports"] if find_spec(module) is None} == set()
        commands = {command.home for command in COMMANDS.values()}
        homes = {f"gnlc.{home}" for home in {*gnlc._HOME_OF.values(), *commands}}
        displays = {*DESCRIBED_IN.values()}
        assert set(hook["hiddenimports"]) == homes | displays | {"anyascii._data"}

    def test_files(self, hook: dict[str, Any]) -> None:
        files = {(Path(source), Path(folder)) for source, folder in hook["datas"]}
        data = {(path, Path("gnlc/data")) for path in PACKAGE.joinpath("data").iterdir()}
        tables = Path(anyascii.__file__).parent / "_data"
        scripts = {(path, Path("anyascii/_data")) for path in tables.glob("[0-9a-f]*")}
        assert data
        assert scripts
        assert data | scripts <= files

    def test_licence(self, hook: dict[str, Any]) -> None:
        """It comes with the metadata."""
        [about] = [folder for _, folder in hook["datas"] if folder.endswith(".dist-info")]
        assert about.startswith("gnlc-")
