"""Commands that answer with announcements, and with tables of the data."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypedDict

from gnlc.cli.answer import Answer, of_rows, published
from gnlc.cli.inputs import arguments, network
from gnlc.cli.options import UsageError, proposal
from gnlc.models.base import sources_of
from gnlc.rows.announcements import AnnouncementRecord, announcement_record
from gnlc.wording import listed, printable, shortened

if TYPE_CHECKING:
    from gnlc.display.content import Block
    from gnlc.formats import CslItem


def announcement(options: Namespace) -> Answer:
    """Return an announcement, or all of them."""
    known = network(options)
    with arguments():
        some = tuple(map(known.announcement, options.words)) or known.announcements()

    def described() -> Iterable[Block]:
        from gnlc.display.announcements import announcements
        from gnlc.display.describe import describe

        return describe(some[0], known) if options.words else [announcements(known.coverage())]

    def document() -> object:
        documents = [published(each, known, sources=options.sources) for each in some]
        return documents[0] if options.words else documents

    return Answer(
        described=described,
        records=lambda: map(announcement_record, some),
        columns=AnnouncementRecord.__annotations__,
        row=AnnouncementRecord,
        cited=lambda: (source for each in some for source in sources_of(each)),
        forms={"json": document},
        sources=options.sources,
    )


def coverage(options: Namespace) -> Answer:
    """List stated and recorded counts, by announcement."""
    known = network(options)

    def described() -> Iterable[Block]:
        from gnlc.display.coverage import coverage

        return [coverage(known.coverage())]

    return of_rows(known.tables().coverage, described)


class TableRecord(TypedDict):
    """A table as a row of the list of tables."""

    table: str
    rows: int
    columns: list[str]


def table(options: Namespace) -> Answer:
    """Return a table of the network, or the list of its tables."""
    known = network(options)
    tables = {rows.name: rows for rows in known.tables()}
    name = "_".join(options.words).replace("-", "_").replace(" ", "_").lower()
    if options.words and name not in tables:
        near = proposal(name, tables) or f"; there are {listed(tables, word='and')}"
        raise UsageError(f"there is no table {shortened(' '.join(options.words))}{near}")

    def described() -> Iterable[Block]:
        from gnlc.display.describe import describe

        return describe(tables[name] if name else known.tables())

    if name:
        return of_rows(tables[name], described)

    def records() -> list[TableRecord]:
        columns = {n: list(of_rows(rows, described).columns) for n, rows in tables.items()}
        return [{"table": n, "rows": len(tables[n]), "columns": columns[n]} for n in tables]

    return Answer(
        described=described,
        records=records,
        columns=TableRecord.__annotations__,
        row=TableRecord,
    )


def cite(options: Namespace) -> Answer:
    """Return the sources of a city or of an announcement, or the data as a whole, to be cited."""
    from gnlc.display import citations

    known = network(options)
    key = " ".join(options.words)
    if not key:
        import gnlc

        state = gnlc.__version__, known.data_version, known.as_of
        return _citation(
            citations.package_lines(*state),
            [citations.package_csl(*state)],
            citations.package_bibtex(*state),
        )
    if key[0].isdigit():
        with arguments():
            sources = known.announcement(key).sources
    else:
        sources = known.city(key, country=options.country).sources
    items = map(citations.csl, sources)
    lines = "".join(f"{printable(citations.line(source))}\n" for source in sources)
    return _citation(lines, list(items), "\n".join(map(citations.bibtex, sources)))


def _citation(lines: str, items: Sequence[CslItem], entries: str) -> Answer:
    return Answer(
        described=lambda: lines,
        records=lambda: items,
        columns=(),
        forms={"bibtex": lambda: entries},
    )
