"""The help of the command line."""

import argparse
import os
from unittest.mock import patch

from gnlc.cli.arguments import parser
from pages.markup import code, fence


def commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands by their names."""
    # argparse has no other way to list them.
    [found] = (a.choices for a in whole._actions if isinstance(a.choices, dict))  # noqa: SLF001
    return found


def command_line() -> str:
    """Return a section for each command with its help text, as in a terminal of 80 columns."""
    whole = parser()
    every = (whole, *commands(whole).values())
    with patch.dict(os.environ, COLUMNS="80"):
        return "\n".join(
            f"## {code(one.prog)}\n\n{fence('text', one.format_help())}" for one in every
        )
