"""The man page, and what the Tab key proposes in zsh and fish."""

import shlex
from pathlib import Path

import pytest
import shells
from commands import output_of

PROPOSALS = [
    ("gnlc countr", {"country", "countries"}),
    ("gnlc cities --within", {"--within-km"}),
    ("gnlc cities --format geo", {"geojson"}),
    ("gnlc table conf", {"conferences", "conflicts"}),
    ("gnlc match sheet.cs", {"sheet.csv"}),
    ("gnlc cities --data gnlc-ou", {"gnlc-ours.json"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sheet and a document, which is the home of the shell too."""
    for name in ("sheet.csv", "gnlc-ours.json"):
        (tmp_path / name).write_text("")
    return tmp_path


def run(*command: str, folder: Path, **env: str) -> str:
    return output_of(*command, cwd=folder, HOME=str(folder), LC_ALL="C.UTF-8", **env)


SETTINGS = f"""
fpath=({shells.COMPLETIONS["zsh"].parent} $fpath)
autoload -Uz compinit
compinit -u -D
compadd() {{
  if (( ${{argv[(I)-[OAD]]}} )); then builtin compadd "$@"; return; fi
  local -a found
  builtin compadd -A found "$@"
  (( $#found )) && print -rl -- $found >> $FOUND
  builtin compadd "$@"
}}
zle-line-init() {{ BUFFER=$TYPED; CURSOR=$#BUFFER; zle complete-word; exit 0 }}
zle -N zle-line-init
"""
"""What zsh reads when it starts: at its first prompt it completes a line, and ends.

What is proposed goes through `compadd`, which also writes it to a file here.
"""


@pytest.mark.parametrize(("line", "proposed"), PROPOSALS)
def test_zsh(line: str, proposed: set[str], folder: Path) -> None:
    (folder / ".zshrc").write_text(SETTINGS, "utf-8")
    found = folder / "found"
    found.write_text("")
    # It edits lines on a terminal alone.
    command = ("script", "-qec", shlex.join(["zsh", "-d", "-i"]), "/dev/null")
    run(*command, folder=folder, ZDOTDIR=str(folder), TYPED=line, FOUND=str(found), TERM="xterm")
    assert set(found.read_text("utf-8").split()) == proposed


@pytest.mark.parametrize(("line", "proposed"), PROPOSALS)
def test_fish(line: str, proposed: set[str], folder: Path) -> None:
    script = f"source '{shells.COMPLETIONS['fish']}'; complete -C '{line}'"
    told = run("fish", "-c", script, folder=folder)
    assert {row.split("\t")[0] for row in told.splitlines()} == proposed


def test_man(folder: Path) -> None:
    text = run("man", "-l", str(shells.MAN_PAGE), folder=folder, MANWIDTH="80")
    assert "the UNESCO Global Network of Learning Cities as data" in text
    assert max(map(len, text.splitlines())) <= 80
