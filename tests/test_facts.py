"""The curated facts that the data began with: nothing of them is lost.

tests/facts/ holds the state of the facts that was brought in last, as it came.
"""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import gnlc
from gnlc import bundled
from gnlc.layout import TABLES

Json = Any
FACTS = Path(__file__).with_name("facts")


def tool(name: str) -> ModuleType:
    """A module of the folder tools/, which is no package."""
    path = Path(__file__).parents[1] / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


importer = tool("import_facts")
facts = importer.facts_in(FACTS)
document = importer.document(facts, "2026.11.23")
bundle = bundled.document()


def leaves(value: Json) -> Iterator[str]:
    """Every text, number and truth value in a piece of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif value is not None:
        yield json.dumps(value, ensure_ascii=False)


class TestImport:
    """The tool that brings facts in loses none."""

    def test_every_value_is_kept(self) -> None:
        """What the facts hold, and what the document holds, differ by what is worked out."""
        use = facts["network"]["regions"]["as_used_by_uil"]
        rules = facts["admission_rules"]
        region_of = {code: country["region"] for code, country in facts["countries"].items()}
        in_one_table_only: list[Json] = [
            # A country's region is told by id, and once.
            list(region_of.values()),
            [(entry["country"], entry["region"]) for entry in use],
            # A city's awards stand with the award.
            [city["awards"] for city in facts["cities"]],
            # What is found is counted (gnlc.coverage) and not written down.
            [(a["cities_found"], a["countries_found"]) for a in facts["admissions"]],
            [r["cities_found"] for a in facts["admissions"] for r in a["revisions"]],
            # Counts and windows stand with their announcement.
            [entry["admission"] for entry in rules["new_members_by_admission"]],
            [(entry["admission"], entry["announced"]) for entry in rules["windows"]],
            # The strategy meant by the release is told by id.
            facts["announcement-2020"]["strategy"]["period"],
        ]
        periods = document["strategy_periods"]
        only_in_the_document: list[Json] = [
            [document["format_version"], document["data_version"], document["as_of"]],
            [region["id"] for region in document["regions"]],
            [importer.region_id(name) for name in region_of.values()],
            [announcement["year"] for announcement in document["announcements"]],
            [
                [period[key] for key in ("id", "start", "end") if key in period]
                for period in periods
            ],
            periods[0]["id"],
            # The sources of the grouping stand with each of the five regions.
            facts["network"]["regions"]["groups"]["sources"] * 4,
        ]
        names = ("sources", "countries", "aliases")
        keys = [key for name in names for key, entry in facts[name].items() if entry]
        held = Counter(leaves([facts, keys])) + Counter(leaves(_lists(only_in_the_document)))
        kept = Counter(leaves(document)) + Counter(leaves(_lists(in_one_table_only)))
        assert held - kept == Counter()
        assert kept - held == Counter()

    def test_counts(self) -> None:
        assert {name: len(document[name]) for name in TABLES} == {
            "sources": len(facts["sources"]),
            "regions": 5,
            "countries": len(facts["countries"]),
            "cities": len(facts["cities"]),
            "alternate_names": sum(bool(names) for names in facts["aliases"].values()),
            "announcements": len(facts["admissions"]),
            "strategy_periods": len(facts["strategies"]),
            "conferences": len(facts["conferences"]["conferences"]),
            "awards": len(facts["awards"]["awards"]),
            "sizes": len(facts["totals"]),
            "conflicts": len(facts["conflicts"]),
        }

    def test_refuses_facts_that_differ_from_one_another(self) -> None:
        use = {"country": "AZ", "region": "Africa", "evidence": "x", "sources": []}
        regions = {**facts["network"]["regions"], "as_used_by_uil": [use]}
        with pytest.raises(ValueError, match="two regions for AZ"):
            importer.countries({**facts, "network": {"regions": regions}})
        window = {"admission": "2020", "announced": "2020-09-22"}
        rules = {"new_members_by_admission": [], "windows": [window]}
        with pytest.raises(ValueError, match="two dates for the announcement of 2020"):
            importer.announcements({**facts, "admission_rules": rules})
        rules = {"new_members_by_admission": [{"admission": "2021"}], "windows": []}
        with pytest.raises(ValueError, match="of an unknown admission"):
            importer.announcements({**facts, "admission_rules": rules})


def _lists(value: Json) -> Json:
    return [_lists(item) for item in value] if isinstance(value, list | tuple) else value


class TestBundle:
    """The bundled data, edited by hand since, has every record that the facts have."""

    @pytest.mark.parametrize("table", TABLES)
    def test_has_every_record(self, table: str) -> None:
        key = {
            "countries": "alpha_2",
            "alternate_names": "city",
            "conferences": "number",
            "awards": "year",
            "sizes": "date",
        }.get(table, "id")
        brought, there = ({record[key] for record in d[table]} for d in (document, bundle))
        assert brought <= there
        assert len(there) == len(bundle[table]) or table == "sizes"

    def test_has_every_fact_on_the_network(self) -> None:
        assert set(document) <= set(bundle)

    def test_what_was_found_is_what_is_recorded(self) -> None:
        coverage = {row.year: row for row in gnlc.coverage()}
        for fact in facts["admissions"]:
            row = coverage[int(fact["id"])]
            assert row.cities_recorded >= fact["cities_found"]
            assert row.countries_recorded >= fact["countries_found"]
            assert row.cities_stated == fact["cities_stated"]
            for revision in fact["revisions"]:
                assert row.cities_recorded - row.cities_withdrawn >= revision["cities_found"]
                assert row.cities_corrected == revision["cities_stated"]

    def test_has_the_awards_of_each_city(self) -> None:
        for fact in facts["cities"]:
            assert set(fact["awards"]) <= set(gnlc.city(fact["id"]).award_years)
