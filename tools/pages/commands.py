"""The help of the command line."""

from shells import commands

from gnlc.cli.arguments import parser
from pages.markup import code, fence


def command_line() -> str:
    """Return a section for each command with its help text."""
    whole = parser()
    every = (whole, *commands(whole).values())
    return "\n".join(f"## {code(one.prog)}\n\n{fence('text', one.format_help())}" for one in every)
