"""The commands, what each takes, and what it can write."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from gnlc.cli.options import Parser, as_typed, decimal, degrees, one_of, whole_number, words, years
from gnlc.wording import listed

FILES: Mapping[str, str] = {
    "bib": "bibtex",
    "csv": "csv",
    "geojson": "geojson",
    "html": "html",
    "json": "json",
    "md": "markdown",
    "parquet": "parquet",
    "png": "png",
    "svg": "svg",
    "tsv": "tsv",
    "txt": "table",
    "xlsx": "xlsx",
}
"""The format of a file by its ending."""

_IN_A_TABLE = ("table", "json", "csv")
_ON_A_MAP = (*_IN_A_TABLE, "geojson")
_IN_A_CHANGELOG = (*_IN_A_TABLE, "markdown")
_IN_A_BIBLIOGRAPHY = ("table", "json", "bibtex")

_OF_RECORDS = ("html", "tsv", "xlsx", "parquet")
_OF_DOCUMENTS = ("html", "tsv")
_PICTURES = ("html", "svg", "png")


class Word(NamedTuple):
    """What a command takes besides its options."""

    metavar: str
    about: str
    nargs: str | None = None


class Command(NamedTuple):
    """A command.

    Attributes:
        summary: what it does.
        home: the module with the function of the same name that runs it.
        add: adds its options to a parser.
        formats: those that it can write anywhere.
        words: what it takes besides.
        files: further formats, for files alone.
    """

    summary: str
    home: str
    add: Callable[[Parser], None]
    formats: Sequence[str]
    words: Sequence[Word] = ()
    files: Sequence[str] = _OF_RECORDS


def endings(command: Command) -> list[str]:
    """Return the endings of the files that a command can write."""
    return [ending for ending, form in FILES.items() if form in (*command.formats, *command.files)]


def fill(parser: Parser, command: Command, *, with_words: bool = True) -> Parser:
    """Add to a parser what a command takes."""
    parser.description = f"{command.summary[0].upper()}{command.summary[1:]}."
    for word in command.words if with_words else ():
        parser.add_argument(
            word.metavar.lower(), metavar=word.metavar, nargs=word.nargs, help=word.about
        )
    command.add(parser)
    if formats := command.formats:
        about = "how to show it (default: table)"
        instead = {each: f"; '-o FILE.{each}' writes it" for each in endings(command)}
        kind = one_of(formats, instead)
        parser.add_argument("--format", type=kind, choices=formats, help=about)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help=f"write it to a file, as UTF-8; the ending decides: {listed(endings(command))}",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace the file of --output if it exists"
    )
    return parser


def _add_nothing(_: Parser) -> None:
    """Add no option: for commands that have only those of all."""


def _add_data(parser: Parser) -> None:
    parser.add_argument(
        "--data",
        metavar="FILE",
        help="a JSON document of your own in place of the bundled data, or a patch of that data "
        "(default: the file that GNLC_DATA names, if any)",
    )


def _add_city(parser: Parser) -> None:
    parser.add_argument("--country", metavar="C", type=as_typed, help="the country to look in")
    _add_sources(parser)
    _add_data(parser)


def _add_cite(parser: Parser) -> None:
    parser.add_argument("--country", metavar="C", type=as_typed, help="the country to look in")
    _add_data(parser)


def _add_search(parser: Parser) -> None:
    _add_limit(parser, "matches", 10)
    parser.add_argument(
        "--min-score",
        metavar="S",
        type=decimal,
        default=50.0,
        help="the least score, 0 to 100 (default: 50)",
    )
    _add_columns(parser)
    _add_filters(parser, withdrawn="kept")
    _add_data(parser)


def _add_match(parser: Parser) -> None:
    def add(name: str, metavar: str, about: str) -> None:
        parser.add_argument(f"--{name}", metavar=metavar, type=as_typed, help=about)

    add("column", "NAME", "the column of names (default: guessed from the header)")
    about = 'the column of countries (default: guessed from the header; "" for none)'
    add("country-column", "NAME", about)
    parser.add_argument(
        "--answers",
        metavar="FILE",
        help="what is known of some names: a sheet with the columns text and id, such as the file "
        "of questions once it is filled; an id of - means no member",
    )
    parser.add_argument(
        "--min-score",
        metavar="S",
        type=decimal,
        default=70.0,
        help="the least score of a likely member, 0 to 100 (default: 70)",
    )
    add("sheet", "NAME", "the sheet of a workbook (default: the first)")
    add("encoding", "NAME", "that of a file of text (default: found out)")
    add("delimiter", "CHAR", "what separates the cells of a line (default: found out)")
    _add_data(parser)


def _add_map(parser: Parser) -> None:
    about = "the language of names, as a BCP 47 tag (default: main names)"
    parser.add_argument("--language", metavar="TAG", type=as_typed, help=about)
    _add_filters(parser, withdrawn="omitted")
    _add_data(parser)


def _add_complete(parser: Parser) -> None:
    _add_limit(parser, "cities", 8)
    _add_columns(parser)
    _add_filters(parser, withdrawn="kept")
    _add_data(parser)


def _add_nearest(parser: Parser) -> None:
    _add_limit(parser, "cities", 5)
    _add_columns(parser)
    _add_filters(parser, withdrawn="omitted")
    _add_data(parser)


def _add_cities(parser: Parser) -> None:
    parser.add_argument(
        "--sort",
        metavar="KEY",
        type=as_typed,
        default="id",
        help="id, name, country, region, subdivision, kind, year, announced_on, certainty, "
        "latitude, longitude, place_population, or with --near km (default: id)",
    )
    parser.add_argument("--reverse", action="store_true", help="sort in descending order")
    _add_columns(parser)
    _add_sources(parser)
    _add_filters(parser, withdrawn="omitted")
    _add_data(parser)


def _add_country(parser: Parser) -> None:
    _add_sources(parser)
    _add_data(parser)


def _add_countries(parser: Parser) -> None:
    parser.add_argument(
        "--region",
        metavar="R",
        type=as_typed,
        action="append",
        help="UNESCO region, by name or id; several with commas",
    )
    _add_columns(parser)
    _add_data(parser)


def _add_diff(parser: Parser) -> None:
    about = "write the patch that turns OLD into NEW, a document to be sent or laid over OLD (json)"
    parser.add_argument("--patch", action="store_true", help=about)
    _add_data(parser)


def _add_announcement(parser: Parser) -> None:
    _add_sources(parser)
    _add_data(parser)


def _add_rows(parser: Parser) -> None:
    _add_columns(parser)
    _add_data(parser)


def _add_limit(parser: Parser, what: str, default: int) -> None:
    about = f"the greatest number of {what} (default: {default})"
    parser.add_argument("--limit", metavar="N", type=whole_number, default=default, help=about)


def _add_columns(parser: Parser) -> None:
    parser.add_argument(
        "--columns", metavar="NAMES", type=words, help="the columns to show, with commas"
    )


def _add_sources(parser: Parser) -> None:
    parser.add_argument(
        "--sources",
        action="store_true",
        help="name the sources of each fact, and where they differ (table and json)",
    )


def _add_filters(parser: Parser, *, withdrawn: str) -> None:
    group = parser.add_argument_group(
        "filters",
        "An option that is given several times, or with several values and commas between them, "
        "matches any of its values.",
    )

    def add(name: str, metavar: str, about: str, **settings: Any) -> None:
        settings.setdefault("type", as_typed)
        group.add_argument(f"--{name}", metavar=metavar, help=about, **settings)

    add("country", "C", "ISO 3166 code or name", action="append")
    add("region", "R", "UNESCO region, by name or id", action="append")
    about = "subdivision of a country, by ISO 3166-2 code or name"
    add("subdivision", "S", about, action="append")
    add("year", "YEAR", "year of an admission", action="extend", type=years)
    add("announcement", "A", "announcement of an admission, by year, date or id", action="append")
    add("as-of", "DATE", "admitted by then and not withdrawn: YYYY, YYYY-MM or YYYY-MM-DD")
    add("kind", "KIND", "what the member is, such as city or district", action="extend", type=words)
    about = "received the UNESCO Learning City Award, in that year if one is given"
    add("awarded", "YEAR", about, action="append", nargs="?", type=years, const=True)
    add("certainty", "LEVEL", "stated or inferred", action="extend", type=words)
    add("near", "CITY|LAT,LON", "a city, or degrees north and east; with --within-km")
    add("within-km", "KM", "the greatest distance from --near", type=decimal)
    add("bbox", "W,S,E,N", "a box of degrees: west, south, east, north", type=degrees)
    group.add_argument(
        "--include-withdrawn",
        action=argparse.BooleanOptionalAction,
        help=f"keep cities whose every admission was withdrawn (default: {withdrawn})",
    )


_NAME = "a name, in any script; several words need no quotes"
_DOCUMENT = "a JSON document of the published format, or a patch"
_STDIN = "a FILE, or - for the standard input"

COMMANDS: Mapping[str, Command] = {
    "city": Command(
        "show all that is known of one city",
        "cli.cities",
        _add_city,
        _ON_A_MAP,
        [Word("KEY", f"an id or {_NAME}", "+")],
    ),
    "search": Command(
        "search cities by name, the best match first",
        "cli.cities",
        _add_search,
        _ON_A_MAP,
        [Word("TEXT", "a name, a part of it, a country", "+")],
    ),
    "complete": Command(
        "list cities by the beginning of a name",
        "cli.cities",
        _add_complete,
        _ON_A_MAP,
        [Word("TEXT", "what was typed so far", "+")],
    ),
    "cities": Command(
        "list the cities that pass every filter", "cli.cities", _add_cities, _ON_A_MAP
    ),
    "map": Command(
        "draw the cities that pass every filter on a map",
        "cli.maps",
        _add_map,
        (),
        files=_PICTURES,
    ),
    "match": Command(
        "say which rows of a sheet are members",
        "cli.match",
        _add_match,
        _IN_A_TABLE,
        [Word("FILE", "a sheet as CSV or as a workbook, or - for the standard input")],
        ("html", "tsv", "xlsx"),
    ),
    "nearest": Command(
        "list the cities nearest to a place",
        "cli.cities",
        _add_nearest,
        _ON_A_MAP,
        [Word("PLACE", "a city, or degrees north and east as LAT,LON", "+")],
    ),
    "country": Command(
        "show the members of a country, as recorded and as stated",
        "cli.countries",
        _add_country,
        _ON_A_MAP,
        [Word("NAME", f"an ISO 3166 code or {_NAME}", "+")],
    ),
    "countries": Command(
        "list the countries with a city on record", "cli.countries", _add_countries, _IN_A_TABLE
    ),
    "announcement": Command(
        "show an announcement of new members",
        "cli.tables",
        _add_announcement,
        _IN_A_TABLE,
        [Word("YEAR|DATE|ID", "the announcement (default: a list of all)", "?")],
    ),
    "coverage": Command(
        "compare what was stated with what is recorded", "cli.tables", _add_rows, _IN_A_TABLE
    ),
    "table": Command(
        "show a table of the data",
        "cli.tables",
        _add_rows,
        _IN_A_TABLE,
        [Word("NAME", "the table, such as sizes or awards (default: a list of all)", "*")],
    ),
    "cite": Command(
        "cite the sources of a city or of an announcement, or the data as a whole",
        "cli.tables",
        _add_cite,
        _IN_A_BIBLIOGRAPHY,
        [Word("KEY", "a city, or the year of an announcement (default: the data)", "*")],
        ("html",),
    ),
    "check": Command(
        "check documents of your own",
        "cli.documents",
        _add_nothing,
        _IN_A_TABLE,
        [Word("FILE", f"{_DOCUMENT}: {_STDIN}", "+")],
        _OF_DOCUMENTS,
    ),
    "diff": Command(
        "show what changed between two documents",
        "cli.documents",
        _add_diff,
        _IN_A_CHANGELOG,
        [
            Word("OLD", f"{_DOCUMENT} (default: the data)", "?"),
            Word("NEW", f"{_DOCUMENT} of OLD: {_STDIN}"),
        ],
        _OF_DOCUMENTS,
    ),
}
"""The commands by their names."""

FILTERED = ("cities", "map")
"""Commands that take no words, but filters."""
