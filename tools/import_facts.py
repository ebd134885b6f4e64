"""Turn a folder of curated facts into the bundled data.

    python tools/import_facts.py FACTS_FOLDER [--version 2026.11.23]

The files in src/gnlc/data/ are the source of truth and are edited by hand; this brings in a newer
state of the facts wholesale. Look at `git diff` afterwards and take back what would undo an edit
made by hand, then run tools/derive.py.
"""

import argparse
import datetime
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gnlc.layout import NETWORK, TABLES, rendered, written

Json = Any

DATA = Path(__file__).parents[1] / "src" / "gnlc" / "data"


def facts_in(folder: Path) -> dict[str, Json]:
    """Read every JSON file of the folder, by its name without the ending."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.json"))}
    # Notes name files of the facts; one of them has another name in the data.
    return {
        name: json.loads(text.replace("strategies.json", "strategy_periods.json"))
        for name, text in texts.items()
    }


def renamed(record: Mapping[str, Json], **names: str) -> dict[str, Json]:
    """Return a record with some of its fields under other names."""
    return {names.get(key, key): value for key, value in record.items()}


def without(record: Mapping[str, Json], *keys: str) -> dict[str, Json]:
    """Return a record without some of its fields."""
    return {key: value for key, value in record.items() if key not in keys}


def statement(fact: Mapping[str, Json] | None) -> Json:
    return fact and renamed(fact, value="text", what="text")


def statements(facts: Iterable[Mapping[str, Json]]) -> list[Json]:
    return [statement(fact) for fact in facts]


def region_id(name: str) -> str:
    return name.lower().replace(" ", "-")


def sources(facts: Mapping[str, Json]) -> list[Json]:
    return [{"id": key, **source} for key, source in facts["sources"].items()]


def regions(facts: Mapping[str, Json]) -> list[Json]:
    groups = facts["network"]["regions"]["groups"]
    return [
        {"id": region_id(name), "name": name, "sources": groups["sources"]}
        for name in groups["value"]
    ]


def countries(facts: Mapping[str, Json]) -> list[Json]:
    evidence: dict[str, list[Json]] = {}
    for use in facts["network"]["regions"]["as_used_by_uil"]:
        if use["region"] != facts["countries"][use["country"]]["region"]:
            raise ValueError(f"two regions for {use['country']}: state the conflict first")
        evidence.setdefault(use["country"], []).append(
            {"text": use["evidence"], "sources": use["sources"]}
        )
    return [
        {
            "alpha_2": alpha_2,
            "alpha_3": fact["alpha3"],
            "numeric": fact["numeric"],
            "name": fact["name"],
            "common_name": fact["common_name"],
            "aliases": fact["aliases"],
            "region": region_id(fact["region"]),
            "region_sources": [fact["region_source"]] if fact["region_source"] else [],
            "region_note": fact.get("region_note"),
            "region_evidence": evidence.get(alpha_2, []),
        }
        for alpha_2, fact in facts["countries"].items()
    ]


def cities(facts: Mapping[str, Json]) -> list[Json]:
    listed = []
    for fact in facts["cities"]:
        city = renamed(fact, geonames="location")
        if city["location"]:
            city["location"] = renamed(city["location"], id="geonames_id")
        city["admissions"] = [
            {**admission, "sources": addressed_first(admission["sources"], facts)}
            for admission in city["admissions"]
        ]
        # Awards are kept once, with the award; tests/test_facts.py compares.
        del city["awards"]
        listed.append(city)
    return listed


def addressed_first(ids: list[str], facts: Mapping[str, Json]) -> list[str]:
    """Return sources with those first that readers can look up."""
    return sorted(ids, key=lambda key: facts["sources"][key]["url"] is None)


def alternate_names(facts: Mapping[str, Json]) -> list[Json]:
    return [{"city": city, "names": names} for city, names in facts["aliases"].items() if names]


def listed_strategy(fact: Mapping[str, Json]) -> Json:
    return {
        **fact,
        "period": period_id(fact["period"]),
        "priorities_listed": [renamed(p, no="number") for p in fact["priorities_listed"]],
    }


def release(fact: Mapping[str, Json]) -> Json:
    director, size = fact["director"], fact["network_size"]
    network = fact["network_as_described"]
    return {
        "source": fact["source"],
        "public_copy": fact["public_copy"],
        "published_on": fact["published"],
        "cities": fact["cities"]["city_ids"],
        "joined_on": fact["cities"]["joined_on"],
        "country": fact["cities"]["country"],
        "first_of_country": fact["cities"]["first_of_country"],
        "network_name": network["name"],
        "network_acronym": network["acronym"],
        "network_standing": network["standing"],
        "initiative": fact["brought_about_by"],
        "event": renamed(fact["event"], on="held_on"),
        "remarks": {
            "speaker": director["name"],
            "role": director["role"],
            "welcomed": director["welcomed"],
            "looks_forward_to": director["looks_forward_to"],
            "expectations": director["says_of_the_three_cities"],
            "criteria": fact["criteria_named_by_director"],
        },
        "requirement": fact["candidate_must_show"],
        "purpose": fact["network_purpose"],
        "network_cities_stated": size["cities_stated"],
        "network_countries_stated": size["countries_stated"],
        "members_gain": fact["members_gain"],
        "beneficiary": fact["who_can_benefit"],
        "strategy": listed_strategy(fact["strategy"]),
        "omitted": fact["not_a_fact"],
    }


def announcements(facts: Mapping[str, Json]) -> list[Json]:
    rules = facts["admission_rules"]
    new_members = {fact["admission"]: fact for fact in rules["new_members_by_admission"]}
    windows = {fact["admission"]: fact for fact in rules["windows"]}
    releases = {"2020": [release(facts["announcement-2020"])]}
    listed = []
    for fact in facts["admissions"]:
        key = fact["id"]
        window = windows.pop(key, None)
        if window and window["announced"] != fact["announced_on"]:
            raise ValueError(f"two dates for the announcement of {key}")
        counts = new_members.pop(key, None)
        listed.append(
            {
                **without(fact, "revisions", "cities_found", "countries_found"),
                "year": int(key),
                "corrections": [
                    renamed(
                        without(revision, "cities_found"),
                        on="corrected_on",
                        withdrawn_city_ids="withdrawn_cities",
                    )
                    for revision in fact["revisions"]
                ],
                "new_members": counts and without(counts, "admission"),
                "applications": window and without(window, "admission", "announced"),
                "releases": releases.pop(key, []),
            }
        )
    if new_members or windows or releases:
        raise ValueError("counts, windows or releases of an unknown admission")
    return listed


def period_id(period: str) -> str:
    return period.replace("\N{EN DASH}", "-").replace(" ", "-")


def strategy_periods(facts: Mapping[str, Json]) -> list[Json]:
    listed = []
    for fact in facts["strategies"]:
        period = fact["period"]
        if period.startswith("after "):
            years = {"start": int(period.removeprefix("after ")) + 1}
        else:
            start, end = period.split("\N{EN DASH}")
            years = {"start": int(start), "end": int(end)}
        priorities = []
        for item in fact["priorities"]:
            priority = renamed(without(item, "coordinating_cities"), no="number")
            coordinating = item["coordinating_cities"] or {"city_ids": [], "sources": []}
            priority["other_wording"] = statement(item.get("other_wording"))
            priority["coordinators"] = coordinating["city_ids"]
            priority["coordinator_sources"] = coordinating["sources"]
            priorities.append(priority)
        listed.append(
            {
                **without(fact, "period"),
                "id": period_id(period),
                "name": period,
                **years,
                "adopted": statement(fact["adopted"]),
                "priorities": priorities,
            }
        )
    return listed


def conferences(facts: Mapping[str, Json]) -> list[Json]:
    names = {
        "no": "number",
        "city": "host",
        "city_id": "city",
        "from": "start",
        "to": "end",
        "outcome": "outcomes",
    }
    return [renamed(fact, **names) for fact in facts["conferences"]["conferences"]]


def awards(facts: Mapping[str, Json]) -> list[Json]:
    return [renamed(fact, count="recipients_stated") for fact in facts["awards"]["awards"]]


def sizes(facts: Mapping[str, Json]) -> list[Json]:
    listed = []
    for fact in facts["totals"]:
        inhabitants = fact["inhabitants"] or {"value": None, "qualifier": None}
        listed.append(
            {
                **fact,
                "inhabitants": inhabitants["value"],
                "inhabitants_qualifier": inhabitants["qualifier"],
            }
        )
    return listed


def conflicts(facts: Mapping[str, Json]) -> list[Json]:
    return [renamed(fact, admission="announcement") for fact in facts["conflicts"]]


def network(facts: Mapping[str, Json], version: str) -> Json:
    fact, rules = facts["network"], facts["admission_rules"]
    dated = [source["published"] for source in facts["sources"].values() if source["published"]]
    period = {"from": "start", "to": "end"}
    return {
        "format_version": 1,
        "data_version": version,
        "as_of": max(date for date in dated if len(date) == len("2026-04-15")),
        "name": statement(fact["name"]),
        "acronym": statement(fact["acronym"]),
        "coordinating_body": statement(fact["coordinating_body"]),
        "coordinator": statement(fact["coordinator_at_uil"]),
        "expected_benefits": statement(fact["expected_benefits"]),
        "sdg_focus": statement(fact["sdg_focus"]),
        "membership_fee": statement(fact["membership_fee"]),
        "established": statements(fact["established"]),
        "features": statements(fact["learning_city_features"]),
        "guiding_documents": statements(fact["guiding_documents"]),
        "member_duties": statements(fact["member_duties"]),
        "member_benefits": statements(fact["member_benefits"]),
        "region_background": statements(fact["regions"]["background"]),
        "directors": [renamed(director, **period) for director in fact["directors_of_uil"]],
        "conference_rhythm": statements(facts["conferences"]["rhythm"]),
        "award_rules": statements(facts["awards"]["rules"]),
        "award_note": facts["awards"]["note"],
        "admission_rules": [renamed(rule, rule="text", **period) for rule in rules["rules"]],
        "admission_steps": statements(rules["steps"]),
        "quota": renamed(rules["quota"], value="text"),
        "city_size": statements(rules["size_of_city"]),
    }


def document(facts: Mapping[str, Json], version: str) -> dict[str, Json]:
    """Return the whole document, with what is unknown or empty left out."""
    tables = {name: globals()[name](facts) for name in TABLES}
    whole: dict[str, Json] = written({**network(facts, version), **tables})
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="the folder with the facts")
    parser.add_argument("--version", default=f"{datetime.datetime.now(datetime.UTC):%Y.%m.%d}")
    arguments = parser.parse_args()
    whole = document(facts_in(arguments.folder), arguments.version)
    files = {name: whole.pop(name) for name in TABLES} | {NETWORK: whole}
    for name, value in files.items():
        (DATA / f"{name}.json").write_text(rendered(value), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
