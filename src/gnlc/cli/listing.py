"""Cities, matches, announcements and what is recorded of them, as tables for a person to read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from gnlc.cli.report import sources_text
from gnlc.display.columns import table
from gnlc.display.phrases import since
from gnlc.wording import YEAR_NOT_KNOWN, counted, printable

if TYPE_CHECKING:
    from gnlc.documents.changes import Changes
    from gnlc.errors import DataError
    from gnlc.models.coverage import Coverage
    from gnlc.models.places import City
    from gnlc.query.search import Match

# `columns` is, everywhere, how wide lines may be; None: as long as they are.


def cities_table(cities: Collection[City], *, columns: int | None = None) -> str:
    """Return cities as a table with their number below; nothing where there are none."""
    if not cities:
        return ""
    header = ("id", "name", "country", "region", "year", "kind", "certainty")
    rows = [
        (
            city.id,
            city.name,
            city.country.common_name,
            city.country.region.name,
            since(city),
            city.kind,
            city.certainty,
        )
        for city in cities
    ]
    return f"{table(header, rows, columns=columns)}{counted(len(cities), 'city')}\n"


def matches_table(matches: Collection[Match], *, columns: int | None = None) -> str:
    """Return what a search found as a table; nothing where it found nothing."""
    if not matches:
        return ""
    header = ("score", "id", "name", "country", "year", "matched_name")
    rows = [
        (
            float(match.score),
            match.city.id,
            match.city.name,
            match.city.country.common_name,
            since(match.city),
            match.matched_name,
        )
        for match in matches
    ]
    return table(header, rows, columns=columns, key=1)


def announcements_table(
    recorded: Collection[Coverage], *, sources: bool, columns: int | None = None
) -> str:
    """Return announcements as a table; where sources are wanted, these in full below."""
    header = ("id", "announced", "cities", "corrected", "recorded", "countries", "title")
    told = {row.announcement: row for row in recorded if row.announcement is not None}
    rows = [
        (
            announcement.id,
            str(announcement.announced_on or announcement.kind),
            row.cities_stated,
            row.cities_corrected,
            row.cities_recorded,
            row.countries_stated,
            announcement.title,
        )
        for announcement, row in told.items()
    ]
    text = table(header, rows, columns=columns)
    return f"{text}\n{sources_text(told, columns=columns)}" if sources else text


def coverage_table(rows: Collection[Coverage], *, columns: int | None = None) -> str:
    """Return what was stated and what is recorded, announcement by announcement, as a table."""
    header = (
        "announcement",
        "cities stated",
        "corrected",
        "recorded",
        "withdrawn",
        "missing",
        "countries stated",
        "recorded",
        "missing",
    )
    shown = [
        (
            YEAR_NOT_KNOWN if row.announcement is None else row.announcement.id,
            row.cities_stated,
            row.cities_corrected,
            row.cities_recorded,
            row.cities_withdrawn,
            row.cities_missing,
            row.countries_stated,
            row.countries_recorded,
            row.countries_missing,
        )
        for row in rows
    ]
    return table(header, shown, columns=columns)


def checks_text(checks: Mapping[str, DataError | None]) -> str:
    """Return what is wrong with documents, a line for each problem: `file:pointer: message`."""
    lines: list[str] = []
    for file, error in checks.items():
        if error is None:
            lines.append(f"{file}: the document is sound")
            continue
        lines += [
            f"{file}:{problem}" if problem.pointer else f"{file}: {problem}"
            for problem in error.problems
        ]
        if error.count > len(error.problems):
            lines.append(f"{file}: and {error.count - len(error.problems):,} more problems")
    return "".join(f"{printable(line)}\n" for line in lines)


def changes_table(changes: Changes, *, columns: int | None = None) -> str:
    """Return changes as a table with their number below; one line where there are none."""
    if not changes:
        return "nothing changed\n"
    rows = [(c.kind, c.record, "/".join(c.key), c.summary) for c in changes]
    text = table(("change", "record", "key", "what"), rows, columns=columns, key=2)
    return f"{text}{counted(len(changes), 'change')}\n"
