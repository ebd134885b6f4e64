"""Announcements and coverage as flat records, and sources in place of their ids."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

from gnlc.layout import Json, is_array, is_object
from gnlc.rows.records import Year, flat

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement
    from gnlc.models.coverage import Coverage

_CITING = frozenset({"source", "public_copy", "sources"})
"""The names of the fields that refer to sources."""


class CoverageRecord(TypedDict):
    """Stated and recorded counts as a row of a table; None if unknown.

    The row without an announcement counts the cities whose year is unknown.
    """

    announcement: str | None
    """Id of the announcement."""
    year: Year | None
    cities_stated: int | None
    cities_corrected: int | None
    cities_recorded: int
    """Recorded here as announced, including withdrawn ones."""
    cities_withdrawn: int
    cities_missing: int | None
    countries_stated: int | None
    countries_corrected: int | None
    countries_recorded: int
    countries_missing: int | None


class AnnouncementRecord(TypedDict):
    """An announcement as a row of a table; None if unknown."""

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
    """Addresses of those sources that have one."""


def coverage_record(row: Coverage) -> CoverageRecord:
    """Return stated and recorded counts as one flat record."""
    return flat(CoverageRecord, row)


def announcement_record(announcement: Announcement) -> AnnouncementRecord:
    """Return an announcement as one flat record, without its releases."""
    corrections = announcement.corrections
    return flat(
        AnnouncementRecord,
        announcement,
        cities_corrected=announcement.corrected("cities_stated"),
        countries_corrected=announcement.corrected("countries_stated"),
        network_cities_corrected=announcement.corrected("network_cities_stated"),
        network_countries_corrected=announcement.corrected("network_countries_stated"),
        corrected_on=[correction.corrected_on for correction in corrections],
        withdrawn_cities=[city.id for each in corrections for city in each.withdrawn_cities],
    )


def with_sources(value: Json, sources: Mapping[str, Json]) -> Json:
    """Return JSON with each source in place of its id.

    Args:
        value: a record, or an array of records, that refer to sources by id.
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
