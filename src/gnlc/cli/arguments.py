"""The commands of the command line and their options.

Nothing here reads data or builds the classes of the records, so that help is there at once.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from gnlc.cli.console import put
from gnlc.wording import shortened

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WITH_SOURCES = ("table", "json")
"""The formats that can include the sources of each fact."""

_ON_A_MAP = ("table", "json", "csv", "geojson")
_IN_A_TABLE = ("table", "json", "csv")
_IN_A_CHANGELOG = (*_IN_A_TABLE, "markdown")

# A list of numbers that begins with a minus, which argparse would take for an option.
_NEGATIVE = re.compile(r"-[\d.]+(e[+-]?\d+)?,.*", re.IGNORECASE)


# argparse quotes an argument that it does not understand in full, however long it is.
_MESSAGE = 300


class UsageError(Exception):
    """The command line cannot be understood."""


class _Parser(argparse.ArgumentParser):
    """A parser that leaves it to its caller to report errors."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)
        # Python 3.14 colours help by default; earlier versions ignore this.
        self.color = False

    def error(self, message: str) -> NoReturn:
        if len(message) > _MESSAGE:
            message = f"{message[:_MESSAGE]}..."
        raise UsageError(f"{message}; see '{self.prog} --help'")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        if file is None:
            put(self.format_help())
        else:
            super().print_help(file)


class _Version(argparse.Action):
    """Print the versions of the code and of the data, and exit."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import gnlc

        put(f"gnlc {gnlc.__version__}, data {gnlc.DATA_VERSION}\n")
        parser.exit()


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse arguments into the name of the command and its options.

    Raises:
        SystemExit: with status 0, after `--help` and `--version`.
        UsageError: they cannot be understood.
    """
    whole = parser()
    options, left = whole.parse_known_args(_guarded(argv))
    # argparse looks for positional arguments in one place, and leaves those after an option.
    named = all(argument == "-" or not argument.startswith("-") for argument in left)
    if named and options.command == "check":
        options.files += left
    elif named and options.command == "diff" and options.old is None and len(left) == 1:
        options.old, options.new = options.new, *left
    elif left:
        whole.error(f"unrecognized arguments: {' '.join(left)}")
    return options


def _guarded(argv: Sequence[str]) -> list[str]:
    """Return arguments in which a list such as `-33.9,18.4` is tied to the option before it."""
    arguments: list[str] = []
    for argument in argv:
        before = arguments[-1] if arguments else ""
        if _NEGATIVE.fullmatch(argument) and before in ("--near", "--bbox"):
            arguments[-1] = f"{before}={argument}"
        else:
            arguments.append(argument)
    return arguments


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = _Parser(
        prog="gnlc",
        description="The UNESCO Global Network of Learning Cities: which cities, since when, "
        "by whose word. It lists who was admitted; nobody publishes who is a member today.",
    )
    whole.add_argument(
        "--version", action=_Version, nargs=0, help="show the versions of code and data, and exit"
    )
    add = whole.add_subparsers(dest="command", metavar="COMMAND", required=True).add_parser
    _add_city(add)
    _add_search(add)
    _add_cities(add)
    _add_announcement(add)
    _add_coverage(add)
    _add_check(add)
    _add_diff(add)
    return whole


_Add = Callable[..., argparse.ArgumentParser]


def _add_command(
    add: _Add, name: str, summary: str, formats: Sequence[str]
) -> argparse.ArgumentParser:
    parser = add(name, help=summary, description=f"{summary.capitalize()}.")
    parser.add_argument(
        "--format", choices=formats, default="table", help="how to show it (default: table)"
    )
    return parser


def _add_city(add: _Add) -> None:
    parser = _add_command(add, "city", "show all that is known of one city", _ON_A_MAP)
    parser.add_argument("key", metavar="KEY", type=as_typed, help="an id or a name, in any script")
    parser.add_argument("--country", metavar="C", type=as_typed, help="the country to look in")
    _add_sources(parser)


def _add_search(add: _Add) -> None:
    parser = _add_command(add, "search", "search cities by name, the best match first", _ON_A_MAP)
    parser.add_argument(
        "text", metavar="TEXT", nargs="+", type=as_typed, help="a name, a part of it, a country"
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=int,
        default=10,
        help="the greatest number of matches (default: 10)",
    )
    parser.add_argument(
        "--min-score",
        metavar="S",
        type=float,
        default=50.0,
        help="the least score, 0 to 100 (default: 50)",
    )
    _add_filters(parser, withdrawn="kept")


def _add_cities(add: _Add) -> None:
    parser = _add_command(add, "cities", "list the cities that pass every filter", _ON_A_MAP)
    parser.add_argument(
        "--sort",
        metavar="KEY",
        type=as_typed,
        default="id",
        help="id, name, country, region, subdivision, kind, year, announced_on, certainty, "
        "latitude, longitude or place_population (default: id)",
    )
    parser.add_argument("--reverse", action="store_true", help="sort in descending order")
    _add_filters(parser, withdrawn="omitted")


def _add_announcement(add: _Add) -> None:
    parser = _add_command(add, "announcement", "show an announcement of new members", _IN_A_TABLE)
    parser.add_argument(
        "key",
        metavar="YEAR|DATE|ID",
        nargs="?",
        type=as_typed,
        help="the announcement (default: a list of all)",
    )
    _add_sources(parser)


def _add_coverage(add: _Add) -> None:
    _add_command(add, "coverage", "compare what was stated with what is recorded", _IN_A_TABLE)


def _add_check(add: _Add) -> None:
    parser = _add_command(add, "check", "check documents of your own", _IN_A_TABLE)
    about = "a JSON document of the published format; - is the standard input"
    parser.add_argument("files", metavar="FILE", nargs="+", help=about)


def _add_diff(add: _Add) -> None:
    parser = _add_command(add, "diff", "show what changed between two documents", _IN_A_CHANGELOG)
    parser.add_argument(
        "old", metavar="OLD", nargs="?", help="a JSON document (default: the bundled data)"
    )
    parser.add_argument("new", metavar="NEW", help="a JSON document of the published format")


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sources",
        action="store_true",
        help="name the sources of each fact, and where they differ (table and json)",
    )


def _add_filters(parser: argparse.ArgumentParser, *, withdrawn: str) -> None:
    group = parser.add_argument_group(
        "filters", "An option that is given several times matches any of its values."
    )

    def add(name: str, metavar: str, about: str, **settings: Any) -> None:
        settings.setdefault("type", as_typed)
        group.add_argument(f"--{name}", metavar=metavar, help=about, **settings)

    add("country", "C", "ISO 3166 code or name", action="append")
    add("region", "R", "UNESCO region, by name or id", action="append")
    about = "subdivision of a country, by ISO 3166-2 code or name"
    add("subdivision", "S", about, action="append")
    add("year", "YEAR", "year of an admission", action="append", type=int)
    add("announcement", "A", "announcement of an admission, by year, date or id", action="append")
    add("as-of", "DATE", "admitted by then and not withdrawn: YYYY, YYYY-MM or YYYY-MM-DD")
    add("kind", "KIND", "what the member is, such as city or district", action="append")
    about = "received the UNESCO Learning City Award, in that year if one is given"
    add("awarded", "YEAR", about, action="append", nargs="?", type=int, const=True)
    add("certainty", "LEVEL", "stated or inferred", action="append")
    add("near", "CITY|LAT,LON", "a city, or degrees north and east; with --within-km")
    add("within-km", "KM", "the greatest distance from --near", type=float)
    add("bbox", "W,S,E,N", "a box of degrees: west, south, east, north", type=_degrees)
    group.add_argument(
        "--include-withdrawn",
        action=argparse.BooleanOptionalAction,
        help=f"keep cities whose every admission was withdrawn (default: {withdrawn})",
    )


def as_typed(text: str) -> str:
    """Return an argument that is not a file as it was typed, in any locale.

    Bytes that the locale cannot decode arrive as lone surrogates; they are taken as UTF-8.
    """
    try:
        return text.encode(errors="surrogateescape").decode()
    except UnicodeError:
        return text


def _degrees(text: str) -> list[float]:
    try:
        return numbers(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be W,S,E,N, got {shortened(text)}") from None


def numbers(text: str) -> list[float]:
    """Parse numbers separated by commas.

    Raises:
        ValueError: a part is not a number.
    """
    return [float(part) for part in text.split(",")]
