"""The help of the command line."""

import argparse

from gnlc.cli.arguments import parser
from pages.markup import code, fence


def commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands by their names."""
    # argparse has no other way to list them.
    [found] = (a.choices for a in whole._actions if isinstance(a.choices, dict))  # noqa: SLF001
    return found


def command_line() -> str:
    """Return a section for each command with its help text."""
    whole = parser()
    every = (whole, *commands(whole).values())
    return "\n".join(f"## {code(one.prog)}\n\n{fence('text', one.format_help())}" for one in every)
