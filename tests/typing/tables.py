"""What a type checker knows of tables and their columns; it is checked, not run.

A function for each table tells the type of every column. tests/test_consumers.py holds that none is
left out.
"""

import datetime
from collections.abc import Mapping
from typing import assert_type

import gnlc


def of_tables(tables: gnlc.Tables) -> None:
    assert_type([rows.name for rows in tables], list[str])
    assert_type([dict(row) for rows in tables for row in rows], list[dict[str, object]])


def of_rows(rows: gnlc.Rows[Mapping[str, object]]) -> None:
    assert_type(rows.name, str)
    assert_type(len(rows), int)
    assert_type(rows.to_records(), list[Mapping[str, object]])
    assert_type(rows.to_csv(), str)
    assert_type(rows.to_json(), str)
    assert_type(rows.__arrow_c_stream__(), object)


def of_cities(tables: gnlc.Tables) -> None:
    assert_type(tables.cities.name, str)
    for row in tables.cities:
        assert_type(row["id"], str)
        assert_type(row["name"], str)
        assert_type(row["country"], str)
        assert_type(row["country_name"], str)
        assert_type(row["region"], str)
        assert_type(row["subdivision"], str | None)
        assert_type(row["subdivision_name"], str | None)
        assert_type(row["kind"], str)
        assert_type(row["year"], int | None)
        assert_type(row["announced_on"], datetime.date | None)
        assert_type(row["certainty"], str)
        assert_type(row["known_member_by"], str | None)
        assert_type(row["withdrawn_on"], datetime.date | None)
        assert_type(row["admission_years"], list[int])
        assert_type(row["award_years"], list[int])
        assert_type(row["latitude"], float | None)
        assert_type(row["longitude"], float | None)
        assert_type(row["timezone"], str | None)
        assert_type(row["geonames_id"], int | None)
        assert_type(row["wikidata"], str | None)
        assert_type(row["place_name"], str | None)
        assert_type(row["place_relation"], str | None)
        assert_type(row["place_population"], int | None)
        assert_type(row["aliases"], list[str])
        assert_type(row["status_notes"], str | None)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])


def of_admissions(tables: gnlc.Tables) -> None:
    assert_type(tables.admissions.name, str)
    for row in tables.admissions:
        assert_type(row["city"], str)
        assert_type(row["city_name"], str)
        assert_type(row["country"], str)
        assert_type(row["year"], int | None)
        assert_type(row["announced_on"], datetime.date | None)
        assert_type(row["listed_as"], str)
        assert_type(row["certainty"], str)
        assert_type(row["note"], str | None)
        assert_type(row["withdrawn_on"], datetime.date | None)
        assert_type(row["withdrawn_note"], str | None)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])
        assert_type(row["withdrawn_sources"], list[str])


def of_countries(tables: gnlc.Tables) -> None:
    assert_type(tables.countries.name, str)
    for row in tables.countries:
        assert_type(row["alpha_2"], str)
        assert_type(row["alpha_3"], str)
        assert_type(row["numeric"], str)
        assert_type(row["name"], str)
        assert_type(row["common_name"], str)
        assert_type(row["aliases"], list[str])
        assert_type(row["region"], str)
        assert_type(row["region_note"], str | None)
        assert_type(row["region_sources"], list[str])


def of_subdivisions(tables: gnlc.Tables) -> None:
    assert_type(tables.subdivisions.name, str)
    for row in tables.subdivisions:
        assert_type(row["code"], str)
        assert_type(row["name"], str)
        assert_type(row["type"], str)
        assert_type(row["country"], str)


def of_sources(tables: gnlc.Tables) -> None:
    assert_type(tables.sources.name, str)
    for row in tables.sources:
        assert_type(row["id"], str)
        assert_type(row["publisher"], str)
        assert_type(row["title"], str | None)
        assert_type(row["url"], str | None)
        assert_type(row["published"], str | None)
        assert_type(row["language"], str)
        assert_type(row["cited_for"], str)


def of_announcements(tables: gnlc.Tables) -> None:
    assert_type(tables.announcements.name, str)
    for row in tables.announcements:
        assert_type(row["id"], str)
        assert_type(row["year"], int)
        assert_type(row["kind"], str)
        assert_type(row["announced_on"], datetime.date | None)
        assert_type(row["title"], str)
        assert_type(row["event"], str | None)
        assert_type(row["cities_stated"], int | None)
        assert_type(row["cities_corrected"], int | None)
        assert_type(row["countries_stated"], int | None)
        assert_type(row["countries_corrected"], int | None)
        assert_type(row["network_cities_stated"], int | None)
        assert_type(row["network_cities_corrected"], int | None)
        assert_type(row["network_countries_stated"], int | None)
        assert_type(row["network_countries_corrected"], int | None)
        assert_type(row["corrected_on"], list[datetime.date])
        assert_type(row["withdrawn_cities"], list[str])
        assert_type(row["note"], str | None)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])


def of_coverage(tables: gnlc.Tables) -> None:
    assert_type(tables.coverage.name, str)
    for row in tables.coverage:
        assert_type(row["announcement"], str | None)
        assert_type(row["year"], int | None)
        assert_type(row["cities_stated"], int | None)
        assert_type(row["cities_corrected"], int | None)
        assert_type(row["cities_recorded"], int)
        assert_type(row["cities_withdrawn"], int)
        assert_type(row["cities_missing"], int | None)
        assert_type(row["countries_stated"], int | None)
        assert_type(row["countries_corrected"], int | None)
        assert_type(row["countries_recorded"], int)
        assert_type(row["countries_missing"], int | None)


def of_sizes(tables: gnlc.Tables) -> None:
    assert_type(tables.sizes.name, str)
    for row in tables.sizes:
        assert_type(row["date"], str)
        assert_type(row["cities"], int | None)
        assert_type(row["cities_qualifier"], str | None)
        assert_type(row["countries"], int | None)
        assert_type(row["inhabitants"], int | None)
        assert_type(row["inhabitants_qualifier"], str | None)
        assert_type(row["note"], str | None)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])


def of_national_counts(tables: gnlc.Tables) -> None:
    assert_type(tables.national_counts.name, str)
    for row in tables.national_counts:
        assert_type(row["country"], str)
        assert_type(row["date"], str)
        assert_type(row["cities"], int)
        assert_type(row["note"], str | None)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])


def of_conferences(tables: gnlc.Tables) -> None:
    assert_type(tables.conferences.name, str)
    for row in tables.conferences:
        assert_type(row["number"], int)
        assert_type(row["host"], str | None)
        assert_type(row["country"], str | None)
        assert_type(row["city"], str | None)
        assert_type(row["start"], str)
        assert_type(row["end"], str | None)
        assert_type(row["theme"], str)
        assert_type(row["outcomes"], list[str])
        assert_type(row["participants"], str | None)
        assert_type(row["status"], str)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])


def of_awards(tables: gnlc.Tables) -> None:
    assert_type(tables.awards.name, str)
    for row in tables.awards:
        assert_type(row["year"], int)
        assert_type(row["name"], str)
        assert_type(row["country"], str)
        assert_type(row["city"], str | None)
        assert_type(row["note"], str | None)
        assert_type(row["sources"], list[str])
        assert_type(row["source_urls"], list[str])


def of_conflicts(tables: gnlc.Tables) -> None:
    assert_type(tables.conflicts.name, str)
    for row in tables.conflicts:
        assert_type(row["id"], str)
        assert_type(row["topic"], str)
        assert_type(row["cities"], list[str])
        assert_type(row["announcement"], str | None)
        assert_type(row["claims"], list[str])
        assert_type(row["claim_sources"], list[str])
        assert_type(row["resolution"], str)
        assert_type(row["reason"], str)
