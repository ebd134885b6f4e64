"""The command line, out of what its parser understands."""

import argparse
from collections.abc import Iterator

from gnlc.cli.arguments import parser
from pages.markup import code, fenced, plain, table


def command_line() -> str:
    """Return a section for each command, with all that it takes."""
    whole = parser()
    return "\n".join([_section(whole), *map(_section, commands(whole).values())])


def commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands by their names."""
    for action in arguments(whole):
        if isinstance(action.choices, dict):
            return action.choices
    raise AssertionError("the command line has no commands")


def arguments(of: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a parser takes, but for the call for help, which all of them take."""
    return [action for action in of._actions if action.dest != "help"]  # noqa: SLF001 - no other way


def _section(of: argparse.ArgumentParser) -> str:
    lines = [f"## {code(of.prog)}", "", plain(of.description), ""]
    lines += [fenced("text", of.format_usage().removeprefix("usage: "))]
    lines += [table("arguments", ["Argument", "Meaning", "Values"], _rows(of))]
    return "\n".join(lines)


def _rows(of: argparse.ArgumentParser) -> Iterator[list[str]]:
    for action in arguments(of):
        if isinstance(action.choices, dict):
            names = ", ".join(map(code, action.choices))
            yield [code(action.metavar), "what to do; each has a section below", names]
        else:
            value = f" {action.metavar}" if action.nargs != 0 and action.metavar else ""
            options = action.option_strings or [""]
            told = ", ".join(code(f"{option}{value}".strip()) for option in options)
            choices = "" if action.choices is None else ", ".join(map(code, action.choices))
            values = choices or ("none: it is a switch" if action.nargs == 0 else "any")
            yield [told, plain(action.help), values]
