"""Announcements as flat records, and sources put in the place of their ids."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

from gnlc.layout import Json, is_array, is_object
from gnlc.rows.records import Year, addresses, ids

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement
    from gnlc.models.coverage import Coverage

_CITING = frozenset({"source", "public_copy", "sources"})
"""The names under which records tell their sources."""


class CoverageRecord(TypedDict):
    """What was stated and what is recorded, as a row of a table; None where it is not known.

    The row without an announcement counts the cities whose year is unknown.
    """

    announcement: str | None
    """Id of the announcement."""
    year: Year | None
    cities_stated: int | None
    cities_corrected: int | None
    cities_recorded: int
    """Recorded here as announced, withdrawn ones among them."""
    cities_withdrawn: int
    cities_missing: int | None
    countries_stated: int | None
    countries_corrected: int | None
    countries_recorded: int
    countries_missing: int | None


class AnnouncementRecord(TypedDict):
    """An announcement as a row of a table; None where something is not known."""

    id: str
    year: Year
    kind: str
    announced_on: datetime.date | None
    title: str
    event: str | None
    cities_stated: int | None
    cities_corrected: int | None
    countries_stated: int | None
    countries_corrected: int | None
    network_cities_stated: int | None
    network_cities_corrected: int | None
    network_countries_stated: int | None
    network_countries_corrected: int | None
    corrected_on: list[datetime.date]
    withdrawn_cities: list[str]
    """Ids of the cities whose admission was withdrawn."""
    note: str | None
    sources: list[str]
    """Ids of the sources."""
    source_urls: list[str]
    """Their addresses, where there are any."""


def coverage_record(row: Coverage) -> CoverageRecord:
    """Return what was stated and what is recorded as one flat record."""
    return {
        "announcement": None if row.announcement is None else row.announcement.id,
        "year": row.year,
        "cities_stated": row.cities_stated,
        "cities_corrected": row.cities_corrected,
        "cities_recorded": row.cities_recorded,
        "cities_withdrawn": row.cities_withdrawn,
        "cities_missing": row.cities_missing,
        "countries_stated": row.countries_stated,
        "countries_corrected": row.countries_corrected,
        "countries_recorded": row.countries_recorded,
        "countries_missing": row.countries_missing,
    }


def announcement_record(announcement: Announcement) -> AnnouncementRecord:
    """Return an announcement as one flat record; what its releases tell is left out."""
    corrections = announcement.corrections
    return {
        "id": announcement.id,
        "year": announcement.year,
        "kind": announcement.kind,
        "announced_on": announcement.announced_on,
        "title": announcement.title,
        "event": announcement.event,
        "cities_stated": announcement.cities_stated,
        "cities_corrected": announcement.corrected("cities_stated"),
        "countries_stated": announcement.countries_stated,
        "countries_corrected": announcement.corrected("countries_stated"),
        "network_cities_stated": announcement.network_cities_stated,
        "network_cities_corrected": announcement.corrected("network_cities_stated"),
        "network_countries_stated": announcement.network_countries_stated,
        "network_countries_corrected": announcement.corrected("network_countries_stated"),
        "corrected_on": [correction.corrected_on for correction in corrections],
        "withdrawn_cities": ids(
            city for correction in corrections for city in correction.withdrawn_cities
        ),
        "note": announcement.note,
        "sources": ids(announcement.sources),
        "source_urls": addresses(announcement.sources),
    }


def with_sources(value: Json, sources: Mapping[str, Json]) -> Json:
    """Return facts as JSON has them, with each source in place of its id.

    Args:
        value: a record, or records, that tell their sources by id.
        sources: every source, by id.
    """
    if is_array(value):
        return [with_sources(item, sources) for item in value]
    if not is_object(value):
        return value
    return {
        name: _look_up(part, sources) if name in _CITING else with_sources(part, sources)
        for name, part in value.items()
    }


def _look_up(ids: Json, sources: Mapping[str, Json]) -> Json:
    return [sources[each] for each in ids] if is_array(ids) else sources[ids]
