"""Announcements, and what is recorded of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.display.html.markup import (
    Content,
    dash,
    element,
    facts,
    joined,
    lines,
    name,
    note,
    output,
    table,
)
from gnlc.display.html.parts import known_by, numbered, references, remark
from gnlc.display.phrases import KINDS
from gnlc.wording import YEAR_NOT_KNOWN

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement, ApplicationWindow
    from gnlc.models.coverage import Coverage

COVERAGE = ("Stated", "Corrected", "Recorded", "Missing")
"""The columns of what `cities_covered` gives."""


def announcement_html(announcement: Announcement) -> str:
    """Return what was announced; what is recorded of it, only the network can tell."""
    stated = table(
        known_by(announcement.title, announcement.id),
        ("As stated", "Cities", "Countries", "Sources"),
        list(_stated(announcement)),
        lambda row: row,
        numbers=(1, 2),
    )
    recorded = note("What is recorded of it: ", element("code", "Network.coverage()"), ".")
    told = facts("The announcement", _announcement_facts(announcement))
    return output(stated, recorded, told)


def _stated(a: Announcement) -> Iterator[Sequence[Content]]:
    """Give a row for each count: of what, cities, countries, sources."""
    yield "New members", a.cities_stated, a.countries_stated, numbered(a.sources)
    for c in a.corrections:
        yield (
            joined(("New members, corrected on ", c.corrected_on)),
            _corrected(c.cities_stated),
            _corrected(c.countries_stated),
            numbered(c.sources),
        )
    if a.new_members is not None:
        later = a.new_members
        counted_later = "New members, counted later"
        yield counted_later, later.cities, later.countries, numbered(later.sources)
    yield (
        "Network then",
        a.network_cities_stated,
        a.network_countries_stated,
        numbered(a.sources),
    )
    for c in a.corrections:
        yield (
            joined(("Network then, corrected on ", c.corrected_on)),
            _corrected(c.network_cities_stated),
            _corrected(c.network_countries_stated),
            numbered(c.sources),
        )


def _announcement_facts(announcement: Announcement) -> Iterator[tuple[str, Content]]:
    a = announcement
    yield "Announced on", a.announced_on
    yield "Kind", KINDS[a.kind]
    yield "Event", None if a.event is None else name(a.event)
    yield "Applications", None if a.applications is None else lines(*_window(a.applications))
    for correction in a.corrections:
        withdrawn = (known_by(city.name, city.id) for city in correction.withdrawn_cities)
        yield (
            f"Corrected on {correction.corrected_on}",
            lines(
                *(joined((city, ", withdrawn")) for city in withdrawn),
                *remark(correction.note),
                references(correction.sources),
            ),
        )
    if a.note is not None:
        yield "Note", name(a.note)
    yield "Sources", references(a.sources)


def _window(window: ApplicationWindow) -> Iterator[Content]:
    yield joined(("from ", window.opens, " to ", window.closes))
    yield from remark(window.note)
    yield references(window.sources)


def coverage_html(row: Coverage) -> str:
    """Return what was stated and what is recorded of one announcement."""
    rows: list[Sequence[Content]] = [
        ("Cities", *cities_covered(row)),
        (
            "Countries",
            row.countries_stated,
            _corrected(row.countries_corrected),
            row.countries_recorded,
            row.countries_missing,
        ),
    ]
    caption = joined(("Coverage, ", YEAR_NOT_KNOWN if row.year is None else row.year))
    told = row.announcement
    return output(
        table(caption, ("", *COVERAGE), rows, lambda cells: cells, numbers=range(1, 5)),
        note("No announcement is known." if told is None else name(told.title)),
        note(f"Withdrawn of the cities recorded: {row.cities_withdrawn}."),
    )


def cities_covered(row: Coverage) -> Sequence[Content]:
    """Return how many cities were stated, corrected and recorded, and how many are missing."""
    corrected = _corrected(row.cities_corrected)
    return row.cities_stated, corrected, row.cities_recorded, row.cities_missing


def _corrected(count: int | None) -> Content:
    return dash("not corrected") if count is None else count
