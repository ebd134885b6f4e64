"""What a command answers, and how it is handed over: to stdout, or whole to a file."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from gnlc.cli.console import columns, complain, json_escaped, put, put_data
from gnlc.cli.options import UsageError, as_typed, path, proposal
from gnlc.wording import listed, shortened

if TYPE_CHECKING:
    from argparse import Namespace

    from gnlc.display.content import Block
    from gnlc.models.base import Record, Source
    from gnlc.query.network import Network
    from gnlc.rows.tabular import Tabular

Row = Mapping[str, object]


@frozen(kw_only=True)
class Answer:
    """What a command answers; each form has a function, so that only the one asked for is made.

    Attributes:
        described: blocks to be shown, or lines as they are.
        records: rows.
        columns: the names of their columns.
        row: the type that describes the rows, where there is one.
        cited: the sources of the rows.
        forms: what JSON holds, if not the rows; what GeoJSON holds; texts
            of Markdown and BibTeX.
        pictures: what files hold in the place of the description and the rows.
        sources: whether the description shows the sources of each fact.
        complaints: what is wrong, each in a sentence.
        status: the exit status.
        empty: whether nothing was found; then no file is written.
        further: answers for files of CSV beside that of the output, by the names of the files.
    """

    described: Callable[[], Iterable[Block] | str]
    records: Callable[[], Iterable[Row]]
    columns: Collection[str]
    row: type = dict
    cited: Callable[[], Iterable[Source]] = tuple
    forms: Mapping[str, Callable[[], Any]] = {}
    pictures: Mapping[str, Callable[[], str | bytes]] = {}
    sources: bool = False
    complaints: Sequence[str] = ()
    status: int = 0
    empty: bool = False
    further: Mapping[str, Answer] = {}

    def with_columns(self, names: Sequence[str]) -> Answer:
        """Return the answer with some of its columns, in the order given.

        Raises:
            UsageError: a column is unknown.
        """
        for name in names:
            if name not in self.columns:
                near = proposal(name, self.columns) or f"; there are {listed(self.columns)}"
                raise UsageError(f"--columns: there is no column {shortened(name)}{near}")

        def records() -> list[Row]:
            return [{name: record[name] for name in names} for record in self.records()]

        def described() -> Iterable[Block]:
            from gnlc.display.tables import table

            return [table(names, records())]

        def geojson() -> object:
            collection = self.forms["geojson"]()
            features = [
                {**each, "properties": {n: v for n, v in each["properties"].items() if n in names}}
                for each in collection["features"]
            ]
            return {**collection, "features": features}

        forms = {"geojson": geojson}
        return evolve(self, columns=names, records=records, described=described, forms=forms)

    def deliver(self, options: Namespace) -> int:
        """Hand over the form that the options ask for, and return the exit status."""
        answer = self
        if names := getattr(options, "columns", None):
            answer = self.with_columns(tuple(dict.fromkeys(names)))
        if options.output is None:
            _print(answer, options.format)
        elif not self.empty:
            _save(answer, options)
        for complaint in self.complaints:
            complain(complaint)
        return self.status


def of_rows(
    rows: Tabular[Any], described: Callable[[], Iterable[Block] | str], **more: Any
) -> Answer:
    """Return an answer that is made of rows.

    Args:
        rows: the rows.
        described: returns their description.
        **more: what else the answer has.
    """
    # What describes the rows is of no use to anybody else.
    row = rows._row()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - for files alone
    return Answer(
        described=described,
        records=rows.to_records,
        columns=row.__annotations__,
        row=row,
        cited=rows._cited,  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the same
        **more,
    )


def published(record: Record, known: Network, *, sources: bool) -> object:
    """Return a record as documents have it, if asked with each source in place of its id."""
    from gnlc.documents.write import record_to_dict
    from gnlc.rows.announcements import with_sources

    document = record_to_dict(record)
    if not sources:
        return document
    return with_sources(document, {source.id: record_to_dict(source) for source in known.sources()})


def _print(answer: Answer, form: str) -> None:
    if form == "table":
        put(_table(answer, columns()))
    elif form == "markdown":
        put(answer.forms[form]())
    elif form == "csv":
        from gnlc.rows.text import csv_text

        # In lines as other programs that write to standard output end them.
        put_data(csv_text(answer.records(), answer.columns).replace("\r\n", "\n"))
    else:
        put_data(_TEXTS[form](answer), escape=json_escaped)


def _save(answer: Answer, options: Namespace) -> None:
    files = [options.output, *answer.further]
    for file in files:
        if not options.force and path(file).is_file():
            raise UsageError(f"{shortened(as_typed(file))} exists; --force replaces it")
    draw = answer.pictures.get(options.format)
    content = draw() if draw else (_TEXTS | _BINARIES)[options.format](answer)
    further = (_TEXTS["csv"](each) for each in answer.further.values())
    from gnlc.files import replace

    with _cleaning_up():
        for file, each in zip(files, (content, *further), strict=True):
            replace(file, each)


@contextmanager
def _cleaning_up() -> Generator[None]:
    """Let a request to end the process pass through, as an exception, what must be cleaned up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _table(answer: Answer, width: int | None = None) -> str:
    described = answer.described()
    if isinstance(described, str):
        return described
    from gnlc.display.text import text

    return text(described, sources=answer.sources, columns=width)


def _html(answer: Answer) -> str:
    from gnlc.display.html import page

    return page(answer.described())


def _sheet(answer: Answer, delimiter: str) -> str:
    from gnlc.rows.text import csv_text

    return csv_text(answer.records(), answer.columns, delimiter=delimiter, harmless=True)


def _json(value: object) -> str:
    from gnlc.rows.text import json_text

    return f"{json_text(value)}\n"


def _xlsx(answer: Answer) -> bytes:
    from gnlc.rows.excel import workbook

    return workbook(list(answer.records()), answer.columns, answer.cited())


def _parquet(answer: Answer) -> bytes:
    from gnlc.rows.frames import parquet

    return parquet(list(answer.records()), answer.row, list(answer.columns))


def _json_of(answer: Answer) -> str:
    return _json(answer.forms["json"]() if "json" in answer.forms else list(answer.records()))


def _geojson(answer: Answer) -> str:
    return _json(answer.forms["geojson"]())


def _csv(answer: Answer) -> str:
    return f"\ufeff{_sheet(answer, ',')}"


def _tsv(answer: Answer) -> str:
    return _sheet(answer, "\t")


def _bibtex(answer: Answer) -> str:
    text: str = answer.forms["bibtex"]()
    return text


def _markdown(answer: Answer) -> str:
    text: str = answer.forms["markdown"]()
    return text


_TEXTS: dict[str, Callable[[Answer], str]] = {
    "bibtex": _bibtex,
    "csv": _csv,
    "geojson": _geojson,
    "html": _html,
    "json": _json_of,
    "markdown": _markdown,
    "table": _table,
    "tsv": _tsv,
}
_BINARIES: dict[str, Callable[[Answer], str | bytes]] = {"parquet": _parquet, "xlsx": _xlsx}
