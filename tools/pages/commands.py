"""The help texts of the command line."""

from gnlc.cli.arguments import parser
from pages.markup import code, fenced
from shells import commands


def command_line() -> str:
    """Return a section for each command with its help text."""
    whole = parser()
    every = (whole, *commands(whole).values())
    return "\n".join(f"## {code(one.prog)}\n\n{fenced('text', one.format_help())}" for one in every)
