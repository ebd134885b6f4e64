"""The command that says which rows of a sheet are members."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from gnlc.cli.answer import Answer
from gnlc.cli.inputs import arguments, network
from gnlc.cli.options import UsageError, as_typed
from gnlc.cli.sheets import Sheet, read
from gnlc.models.matches import STATUSES, MatchedName
from gnlc.names.folding import fold
from gnlc.rows.matches import match_record
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.display.content import Block
    from gnlc.query.network import Network

Pair = tuple[Any, Any]

_ADDED = ("id", "name", "status", "score", "reason")
_PREFIX = "gnlc_"

# What a person should look at, and what a file of it has.
_QUESTIONS = ("ambiguous", "likely")
_OF_QUESTIONS = ("text", "country_text", "id", "status", "candidates", "reason")

# What answers say of a name that is of no member.
_NO_MEMBER = ("-", "none")

# Words in the headers of columns, the surest first.
_CITY = (
    *("city", "cities", "town", "municipality", "ville", "commune", "ciudad", "municipio"),
    *("cidade", "città", "comune", "stadt", "gemeente", "miasto", "şehir", "город", "місто"),
    *("城市", "市", "都市", "도시", "مدينة", "شهر", "place", "member", "name"),
)
_COUNTRY = (
    *("country", "countries", "nation", "pays", "país", "land", "paese", "kraj", "ülke"),
    *("страна", "країна", "国家", "国", "국가", "بلد", "دولة", "کشور", "iso"),
)

# How many pairs of name and country are matched before progress is shown.
_STEP = 500


def match(options: Namespace) -> Answer:
    """Return the rows of a sheet with the members that they name."""
    sheet = read(
        options.words[0],
        sheet=options.sheet,
        encoding=options.encoding,
        delimiter=options.delimiter,
    )
    remarks = list(sheet.remarks)
    name, country = _columns(sheet, options, remarks)
    pairs = [(row[name], None if country is None else row[country]) for row in sheet.rows]
    found = _match(network(options), dict.fromkeys(pairs), options)
    added = [f"{_PREFIX}{column}" for column in _ADDED]
    # Those of an earlier run are replaced.
    kept = [place for place, column in enumerate(sheet.columns) if column not in added]
    columns = [*(sheet.columns[place] for place in kept), *added]

    def records() -> Iterator[dict[str, Any]]:
        for row, pair in zip(sheet.rows, pairs, strict=True):
            record: Mapping[str, Any] = match_record(found[pair])
            cells = [*(row[place] for place in kept), *(record[column] for column in _ADDED)]
            yield dict(zip(columns, cells, strict=True))

    def described() -> Iterable[Block]:
        from gnlc.display.content import Name, Table

        matched: Iterable[Mapping[str, Any]] = (match_record(found[pair]) for pair in pairs)
        shown = ("text", "status", "id", "reason")
        return [Table(shown, [[Name(each[n] or "") for n in shown] for each in matched])]

    asked = [row for row in found.values() if row.status in _QUESTIONS]
    file = _questions_file(options.output) if asked and options.output else None
    return Answer(
        described=described,
        records=records,
        columns=columns,
        further={file: _questions(asked)} if file else {},
        complaints=[*remarks, _summary([found[pair] for pair in pairs], len(asked), file)],
    )


def _columns(sheet: Sheet, options: Namespace, remarks: list[str]) -> tuple[int, int | None]:
    """Return the places of the columns of names and of countries, guessed unless they are named."""
    country: int | None = None
    if options.country_column == "":
        country = None
    elif options.country_column is not None:
        country = sheet.column(options.country_column, "--country-column")
    elif (country := _guess(sheet, _COUNTRY, but=None)) is not None:
        chosen = sheet.columns[country]
        remarks.append(f"countries from column {chosen!r}; --country-column names another")
    if options.column is not None:
        return sheet.column(options.column, "--column"), country
    others = [place for place in range(len(sheet.columns)) if place != country]
    name = others[0] if len(others) == 1 else _guess(sheet, _CITY, but=country)
    if name is None:
        raise UsageError(f"--column must say which one has the names; {sheet.inventory}")
    remarks.insert(0, f"names from column {sheet.columns[name]!r}; --column names another")
    return name, country


def _guess(sheet: Sheet, words: Iterable[str], but: int | None) -> int | None:
    """Return the place of the column whose header is one of some words, or has it in it."""
    headers = [
        "" if place == but else f" {fold(column.replace('_', ' '))} "
        for place, column in enumerate(sheet.columns)
    ]
    wanted = [f" {fold(word)} " for word in words]
    exact = (headers.index(word) for word in wanted if word in headers)
    within = (place for word in wanted for place, header in enumerate(headers) if word in header)
    return next(chain(exact, within), None)


def _match(known: Network, pairs: Iterable[Pair], options: Namespace) -> Mapping[Pair, MatchedName]:
    """Match each pair, with progress on the stderr of a terminal."""
    answers = None if options.answers is None else _answers(options.answers)
    asked = list(pairs)
    found: dict[Pair, MatchedName] = {}
    with _progress(len(asked)) as advance:
        for start in range(0, len(asked), _STEP):
            step = asked[start : start + _STEP]
            names, countries = zip(*step, strict=True)
            with arguments():
                rows = known.match(names, countries, min_score=options.min_score, answers=answers)
            found.update(zip(step, rows, strict=True))
            advance(len(step))
    return found


@contextmanager
def _progress(total: int) -> Generator[Callable[[int], object]]:
    """Give what shows progress, if anybody sees it and tqdm is there: `gnlc[cli]` brings it."""
    if sys.stderr is None or not sys.stderr.isatty() or find_spec("tqdm") is None:
        yield lambda _: None
        return
    # By its name, since it has no types.
    tqdm: Any = import_module("tqdm")
    with tqdm.tqdm(total=total, unit=" names", leave=False) as bar:
        yield bar.update


def _answers(file: str) -> dict[str, str | None]:
    """Return the ids that a sheet gives to texts; a file of questions is one, once it is filled."""
    sheet = read(file)
    text, key = (sheet.column(name, f"--answers {file}") for name in ("text", "id"))
    given = {f"{row[text]}": f"{row[key]}".strip() for row in sheet.rows}
    return {
        name: None if answer.casefold() in _NO_MEMBER else answer
        for name, answer in given.items()
        if answer
    }


def _questions_file(output: str) -> str:
    """Return the name of the file of the rows to look at, beside that of the output."""
    path = PurePath(output)
    return str(path.with_name(f"{path.stem}-questions.csv"))


def _questions(asked: Iterable[MatchedName]) -> Answer:
    """Return the rows to look at, with room for the id of each."""

    def records() -> Iterator[dict[str, Any]]:
        for row in asked:
            record: Mapping[str, Any] = match_record(row)
            yield {**{name: record[name] for name in _OF_QUESTIONS}, "id": None}

    return Answer(described=tuple, records=records, columns=_OF_QUESTIONS)


def _summary(rows: Sequence[MatchedName], asked: int, file: str | None) -> str:
    """Return how many rows have each status, and where those are that a person should look at."""
    counts = Counter(row.status for row in rows)
    said = ", ".join(f"{counts[status]:,} {status}" for status in STATUSES if counts[status])
    if not asked:
        return said or "there are no rows"
    where = f" {'is' if asked == 1 else 'are'} in {as_typed(file)}" if file else ""
    return f"{said}; {counted(asked, 'row')} to look at{where}"
