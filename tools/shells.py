"""The man page, the help and the completions of the command line, generated from its parser."""

import argparse
import os
from pathlib import Path
from unittest.mock import patch

import gnlc
from gnlc.cli.arguments import parser

SHARE = Path(__file__).parents[1] / "share"
"""What an installation has in its folder `share`, where shells and `man` look for it."""

COMPLETIONS = {
    "bash": SHARE / "bash-completion" / "completions" / "gnlc",
    "zsh": SHARE / "zsh" / "site-functions" / "_gnlc",
    "fish": SHARE / "fish" / "vendor_completions.d" / "gnlc.fish",
}
MAN_PAGE = SHARE / "man" / "man1" / "gnlc.1"

_FILES = ("FILE", "OLD", "NEW")
_COLUMNS = "80"
"""Argparse breaks its lines as in a terminal of this width."""


def helps() -> list[tuple[str, str]]:
    """Return the name of the program, and of it with each command, with the help."""
    whole = parser()
    with patch.dict(os.environ, COLUMNS=_COLUMNS):
        return [(one.prog, one.format_help()) for one in (whole, *commands(whole).values())]


def man_page() -> str:
    """Return the man page."""
    from argparse_manpage.manpage import Manpage

    about = {
        "date": gnlc.DATA_VERSION.replace(".", "-"),
        "description": "the UNESCO Global Network of Learning Cities as data",
        "manual_title": "User Commands",
        "project_name": "gnlc",
        "version": gnlc.__version__,
    }
    with patch.dict(os.environ, COLUMNS=_COLUMNS):
        return str(Manpage(parser(), about, format="single-commands-section"))


def completion(shell: str) -> str:
    """Return the completions for a shell."""
    import shtab

    whole = parser()
    for command in (whole, *commands(whole).values()):
        for action in command._actions:  # noqa: SLF001 - argparse has no other way to list them
            if action.metavar in _FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined] # shtab looks for it
    [table] = (a for a in commands(whole)["table"]._actions if a.metavar == "NAME")  # noqa: SLF001
    table.choices = [rows.name for rows in gnlc.tables()]
    with patch.dict(os.environ, COLUMNS=_COLUMNS):
        return shtab.complete(whole, shell)


def commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands by their names."""
    # argparse has no other way to list them.
    [found] = (a.choices for a in whole._actions if isinstance(a.choices, dict))  # noqa: SLF001
    return found
