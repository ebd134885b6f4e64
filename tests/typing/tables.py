"""What a type checker knows of tables and their columns; it is checked, not run.

Every table is here, and one column of each kind of type. tests/test_consumers.py holds that no kind
is left out.
"""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, assert_type

import gnlc


def of_tables(tables: gnlc.Tables) -> None:
    assert_type([rows.name for rows in tables], list[str])
    assert_type([dict(row) for rows in tables for row in rows], list[dict[str, object]])


def of_rows(rows: gnlc.Rows[Mapping[str, object]]) -> None:
    assert_type(len(rows), int)
    assert_type(rows.to_records(language="fr"), list[Mapping[str, object]])
    assert_type(rows.to_records(json=True), list[dict[str, Any]])
    assert_type(rows.to_csv(language="fr"), str)
    assert_type(rows.to_csv("rows.csv", excel=True), None)
    assert_type(rows.to_json(language="fr"), str)
    assert_type(rows.to_json(Path("rows.json")), None)
    assert_type(rows.to_excel("rows.xlsx", language="fr"), None)
    assert_type(rows.__arrow_c_stream__(), object)
    # What is of a library that need not be installed has a type of no kind.
    assert_type(rows.to_pandas(language="fr"), Any)
    assert_type(rows.to_polars(language="fr"), Any)
    assert_type(rows.to_arrow(language="fr"), Any)


def of_cities(tables: gnlc.Tables) -> None:
    assert_type(tables.cities.name, str)
    for row in tables.cities:
        assert_type(row["year"], int | None)
        assert_type(row["admission_years"], list[int])
        assert_type(row["latitude"], float | None)
        assert_type(row["aliases"], list[str])


def of_admissions(tables: gnlc.Tables) -> None:
    assert_type(tables.admissions.name, str)


def of_countries(tables: gnlc.Tables) -> None:
    assert_type(tables.countries.name, str)


def of_subdivisions(tables: gnlc.Tables) -> None:
    assert_type(tables.subdivisions.name, str)
    for row in tables.subdivisions:
        assert_type(row["code"], str)
        assert_type(row["name"], str)
        assert_type(row["type"], str)
        assert_type(row["country"], str)


def of_sources(tables: gnlc.Tables) -> None:
    assert_type(tables.sources.name, str)


def of_announcements(tables: gnlc.Tables) -> None:
    assert_type(tables.announcements.name, str)
    for row in tables.announcements:
        assert_type(row["corrected_on"], list[datetime.date])


def of_coverage(tables: gnlc.Tables) -> None:
    assert_type(tables.coverage.name, str)


def of_sizes(tables: gnlc.Tables) -> None:
    assert_type(tables.sizes.name, str)


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


def of_awards(tables: gnlc.Tables) -> None:
    assert_type(tables.awards.name, str)


def of_conflicts(tables: gnlc.Tables) -> None:
    assert_type(tables.conflicts.name, str)


def of_strategy_periods(tables: gnlc.Tables) -> None:
    assert_type(tables.strategy_periods.name, str)


def of_priorities(tables: gnlc.Tables) -> None:
    assert_type(tables.priorities.name, str)
    assert_type(tables["priorities"], gnlc.Rows[Mapping[str, object]])
