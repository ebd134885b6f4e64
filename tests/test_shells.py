"""The man page, and completions in bash; tests/programs has those in other shells."""

import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
import shells
from commands import output_of

import gnlc
from gnlc.cli.arguments import parser
from gnlc.cli.commands import COMMANDS

BASH = shutil.which("bash") or ""


class TestManPage:
    text = shells.MAN_PAGE.read_text("utf-8").replace("\\-", "-")

    @pytest.mark.parametrize("name", COMMANDS)
    def test_tells_each_command_with_its_options(self, name: str) -> None:
        section = self.text.partition(f".SS \\fBgnlc {name}\\fR\n")[2].partition(".SS ")[0]
        assert COMMANDS[name].summary in section
        for action in shells.commands(parser())[name]._actions:
            if action.dest != "help":
                assert all(option in section for option in action.option_strings)

    def test_is_of_this_version(self) -> None:
        assert f'"gnlc {gnlc.__version__}"' in self.text.splitlines()[0]


class TestCompletion:
    """After some letters of a word the shell proposes what can follow."""

    @pytest.mark.skipif(not BASH, reason="there is no bash")
    @pytest.mark.parametrize(
        ("words", "proposed"),
        [
            (["gnlc", "countr"], {"country", "countries"}),
            (["gnlc", "cities", "--within"], {"--within-km"}),
            (["gnlc", "cities", "--format", "geo"], {"geojson"}),
            (["gnlc", "table", "conf"], {"conferences", "conflicts"}),
        ],
    )
    def test_bash(self, words: list[str], proposed: set[str]) -> None:
        line = " ".join(words)
        script = (
            f"source '{shells.COMPLETIONS['bash']}'; COMP_WORDS=({line}); "
            f"COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'; COMP_POINT={len(line)}; "
            "$(complete -p gnlc | sed 's/.*-F \\([^ ]*\\).*/\\1/'); echo \"${COMPREPLY[@]}\""
        )
        assert set(output_of(BASH, "-c", script).split()) == proposed

    @pytest.mark.parametrize("shell", shells.COMPLETIONS)
    def test_each_command_and_option_is_there(self, shell: str) -> None:
        text = shells.COMPLETIONS[shell].read_text("utf-8")
        assert all(name in text for name in COMMANDS)
        options = re.findall(r"--([a-z-]+)", parser().format_help())
        for command in shells.commands(parser()).values():
            options += re.findall(r"--([a-z-]+)", command.format_help())
        assert all(option in text for option in options)

    def test_the_same_in_a_terminal_of_any_width(self, monkeypatch: pytest.MonkeyPatch) -> None:
        page = shells.man_page()
        monkeypatch.setenv("COLUMNS", "300")
        assert shells.man_page() == page
        assert os.environ["COLUMNS"] == "300"
        monkeypatch.delenv("COLUMNS")
        assert shells.man_page() == page
        assert "COLUMNS" not in os.environ


def test_wheels_have_the_folder() -> None:
    root = Path(__file__).parents[1]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    data = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert [root / folder for folder in data] == [shells.SHARE]
    assert data == {"share": "share"}
    assert Path(sys.prefix).is_dir()
