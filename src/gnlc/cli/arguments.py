"""The arguments of the command line, parsed.

Nothing here reads data or builds the classes of the records, so that help is there at once.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import PurePath

from gnlc.cli.commands import COMMANDS, FILES, FILTERED, endings, fill
from gnlc.cli.console import put
from gnlc.cli.options import Parser, UsageError, as_typed, proposal
from gnlc.wording import listed, shortened

WITH_SOURCES = ("table", "json")
"""The formats that can include the sources of each fact."""

# A number, or a list of numbers, that begins with a minus, which argparse would take for an option.
_NEGATIVE = re.compile(r"-[\d.]+(e[+-]?\d+)?(,.*)?", re.IGNORECASE)
_BEFORE_NUMBERS = ("--near", "--bbox")


class UnknownCommandError(UsageError):
    """The first word is not a command.

    Attributes:
        words: the first arguments that are not options.
    """

    def __init__(self, argv: Sequence[str]) -> None:
        self.words: list[str] = list(
            map(as_typed, takewhile(lambda a: not a.startswith("-"), argv))
        )
        super().__init__(f"there is no command {shortened(as_typed(argv[0]))}")


class _Version(argparse.Action):
    """Print the versions of the code and of the data, and exit."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import gnlc

        put(f"gnlc {gnlc.__version__}, data {gnlc.DATA_VERSION}\n")
        parser.exit()


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse arguments into the name of the command, its words and its options.

    Raises:
        SystemExit: with status 0, after `--help` and `--version`.
        UsageError: they cannot be understood.
    """
    name, *rest = argv
    if name.startswith("-"):
        whole = parser()
        # Its own options end the program.
        _, left = whole.parse_known_args([name])
        raise _unknown_option(whole, left)
    if name not in COMMANDS:
        raise UnknownCommandError(argv)
    # Without the words, which argparse would look for in one place only.
    options, positional = _parse_options(name, rest)
    options.command = name
    options.words = _checked_words(name, positional)
    options.format = _format(name, options)
    if getattr(options, "sources", False) and options.format not in WITH_SOURCES:
        raise UsageError(f"--sources goes with --format {listed(WITH_SOURCES)}")
    if getattr(options, "patch", False) and options.format != "json":
        raise UsageError("--patch goes with --format json")
    return options


def _parse_options(name: str, argv: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Parse the options of a command, and return what is left: its words, wherever they are."""
    end = argv.index("--") if "--" in argv else len(argv)
    parser = fill(Parser(prog=f"gnlc {name}"), COMMANDS[name], with_words=False)
    if {"-h", "--help"}.intersection(argv[:end]):
        fill(Parser(prog=f"gnlc {name}"), COMMANDS[name]).print_help()
        parser.exit()
    options, left = parser.parse_known_args(_guarded(argv[:end], parser.names))
    if any(_is_option(argument) for argument in left):
        raise _unknown_option(parser, left)
    return options, [*left, *argv[end + 1 :]]


def _is_option(argument: str) -> bool:
    return argument.startswith("-") and argument != "-" and not _NEGATIVE.fullmatch(argument)


def _guarded(argv: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return arguments in which a list such as `-33.9,18.4` is tied to the option before it.

    Options may be spelt with underscores, as filters are in Python.
    """
    arguments: list[str] = []
    for argument in argv:
        before = arguments[-1] if arguments else ""
        option, equals, value = argument.partition("=")
        if _NEGATIVE.fullmatch(argument) and before in _BEFORE_NUMBERS:
            arguments[-1] = f"{before}={argument}"
        elif (spelt := option.replace("_", "-")) in names:
            arguments.append(f"{spelt}{equals}{value}")
        else:
            arguments.append(argument)
    return arguments


def _unknown_option(parser: Parser, left: Sequence[str]) -> UsageError:
    first = next(argument for argument in left if _is_option(argument))
    option = as_typed(first.partition("=")[0])
    if (form := option.lstrip("-")) in FILES:
        hint = f"; did you mean '-o FILE.{form}'?"
    else:
        hint = proposal(option, parser.names) or f"; see '{parser.prog} --help'"
    return UsageError(f"there is no option {shortened(option)}{hint}")


def _checked_words(name: str, given: Sequence[str]) -> list[str]:
    """Return the words of a command, if they are as many as it takes."""
    takes = COMMANDS[name].words
    see = f"see 'gnlc {name} --help'"
    least = sum(word.nargs in (None, "+") for word in takes)
    if len(given) < least:
        needed = listed((w.metavar for w in takes if w.nargs in (None, "+")), word="and")
        raise UsageError(f"{name} needs {needed}; {see}")
    if not any(word.nargs in ("+", "*") for word in takes) and len(given) > len(takes):
        first = shortened(as_typed(given[len(takes)]))
        asked = " ".join(map(as_typed, given))
        option = "--year" if asked.isdecimal() else "--country"
        meant = f"gnlc {name} {option} {shortened(asked)[1:-1]}"
        hint = f"did you mean '{meant}'?" if name in FILTERED else see
        raise UsageError(f"{name} takes no {first}; {hint}")
    # The names of files stay as the system has them.
    return list(given) if takes and "FILE" in takes[-1].about else list(map(as_typed, given))


def _format(name: str, options: argparse.Namespace) -> str:
    """Return the format of the result: of a file its ending decides."""
    shown = getattr(options, "format", None)
    possible = {f".{ending}": FILES[ending] for ending in endings(COMMANDS[name])}
    if options.output is None and not COMMANDS[name].formats:
        raise UsageError(f"{name} needs --output FILE, which must end in {listed(possible)}")
    if options.output is None:
        return shown or ("json" if getattr(options, "patch", False) else "table")
    if shown is not None:
        raise UsageError("--format goes without --output, whose ending decides")
    ending = PurePath(options.output).suffix.lower()
    if ending not in possible:
        file = shortened(as_typed(options.output))
        raise UsageError(f"--output must end in {listed(possible)}, got {file}")
    return possible[ending]


def parser() -> Parser:
    """Return the parser of the whole command line."""
    whole = Parser(
        prog="gnlc",
        description="The UNESCO Global Network of Learning Cities: which cities, since when, "
        "by whose word. It lists who was admitted; nobody publishes who is a member today.",
    )
    whole.add_argument(
        "--version", action=_Version, nargs=0, help="show the versions of code and data, and exit"
    )
    add = whole.add_subparsers(dest="command", metavar="COMMAND").add_parser
    for name, command in COMMANDS.items():
        fill(add(name, help=command.summary), command)
    return whole
