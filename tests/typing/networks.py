"""What a type checker knows of networks and of what they give; it is checked, not run.

A function for each class tells the type of everything that the class has. tests/test_consumers.py
holds that none is left out.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, Literal, assert_type

import gnlc
from gnlc.typing import CslItem, Status


def of_network(network: gnlc.Network) -> None:
    assert_type(network.data_version, str)
    assert_type(network.as_of, datetime.date)
    assert_type(network.sources(), tuple[gnlc.Source, ...])
    assert_type(network.facts, gnlc.NetworkFacts)
    assert_type(network.purpose, gnlc.Purpose | None)
    assert_type(network.benefits, tuple[gnlc.Statement, ...])
    assert_type(network.features, tuple[gnlc.Statement, ...])
    assert_type(network.coordinator, gnlc.Statement | None)
    assert_type(network.awards(), tuple[gnlc.Award, ...])
    assert_type(network.conferences(), tuple[gnlc.Conference, ...])
    assert_type(network.sizes(), tuple[gnlc.NetworkSize, ...])
    assert_type(network.national_counts(), tuple[gnlc.NationalCount, ...])
    assert_type(network.admission_rules, tuple[gnlc.AdmissionRule, ...])
    assert_type(network.conflicts(), tuple[gnlc.Conflict, ...])
    assert_type(network.countries(region="Africa"), tuple[gnlc.Country, ...])
    assert_type(network.subdivisions(country="AZ"), tuple[gnlc.Subdivision, ...])
    assert_type(network.regions(), tuple[gnlc.Region, ...])
    assert_type(network.announcements(), tuple[gnlc.Announcement, ...])
    assert_type(network.strategy_periods(), tuple[gnlc.StrategyPeriod, ...])
    assert_type(network.award(2015), gnlc.Award)
    assert_type(network.conference("2017-09-19"), gnlc.Conference)
    assert_type(network.size(gnlc.PartialDate(2020, 9)), gnlc.NetworkSize)
    assert_type(network.conflict("2020-new-members"), gnlc.Conflict)
    assert_type(network.source("seed-2020"), gnlc.Source)
    assert_type(network.conflicts("Ganja"), tuple[gnlc.Conflict, ...])
    assert_type(network.coverage(), tuple[gnlc.Coverage, ...])
    assert_type(network.tables(), gnlc.Tables)
    assert_type(network.to_dict(), dict[str, Any])
    assert_type(gnlc.Network.from_dict({"format_version": 1}), gnlc.Network)
    assert_type(gnlc.Network.from_dict({"patch": True}, base=network), gnlc.Network)
    city = network.city("Ganja", country="AZ")
    assert_type(network.city(city, country=city.country), gnlc.City)
    assert_type(network.country(city.country), gnlc.Country)
    assert_type(network.region("Africa"), gnlc.Region)
    assert_type(network.subdivision("AZ-GA", country="AZ"), gnlc.Subdivision)
    assert_type(network.announcement(datetime.date(2020, 9, 23)), gnlc.Announcement)
    assert_type(network.strategy_period("2019-2021"), gnlc.StrategyPeriod)
    assert_type(
        network.cities(
            country=["Azerbaijan", city.country],
            region=city.country.region,
            subdivision=city.subdivision,
            year=range(2019, 2021),
            announcement=[2020, "2022", datetime.date(2024, 2, 14)],
            as_of=gnlc.PartialDate(2022),
            kind=["city", "district"],
            awarded=2015,
            certainty="stated",
            near=(40.4, 49.9),
            within_km=300,
            bbox=(44.0, 38.0, 51.0, 42.0),
            where=lambda city: city.year is not None,
            include_withdrawn=True,
        ),
        gnlc.Cities,
    )
    assert_type(
        network.search(
            "gandja",
            limit=None,
            min_score=80,
            country=None,
            region=("Africa", "Arab States"),
            subdivision="AZ-GA",
            year=2020,
            announcement=network.announcement(2020),
            as_of="2022-06",
            kind="county",
            awarded=True,
            certainty=["stated", "inferred"],
            near=city,
            within_km=0.5,
            bbox=None,
            where=None,
            include_withdrawn=False,
        ),
        tuple[gnlc.Match, ...],
    )
    assert_type(
        network.match(["Ganja"], "AZ", min_score=80, limit=1, answers={"Ganja": "az-ganja"}),
        gnlc.Matched,
    )
    assert_type(
        network.complete(
            "gan",
            limit=None,
            country=None,
            region=("Africa", "Arab States"),
            subdivision="AZ-GA",
            year=2020,
            announcement=network.announcement(2020),
            as_of="2022-06",
            kind="county",
            awarded=True,
            certainty=["stated", "inferred"],
            near=city,
            within_km=0.5,
            bbox=None,
            where=None,
            include_withdrawn=False,
        ),
        tuple[gnlc.Match, ...],
    )
    assert_type(network.nearest((40.4, 49.9)), gnlc.Neighbors)
    assert_type(
        network.nearest(
            city,
            limit=None,
            country="AZ",
            region=None,
            subdivision=None,
            year=2020,
            announcement=2020,
            as_of=2022,
            kind="city",
            awarded=True,
            certainty="stated",
            near="Ganja",
            within_km=100,
            bbox=None,
            where=None,
            include_withdrawn=True,
        ),
        gnlc.Neighbors,
    )
    assert_type(
        gnlc.Network(
            data_version=network.data_version,
            as_of=network.as_of,
            sources=network.sources(),
            regions=network.regions(),
            countries=network.countries(),
            subdivisions=network.subdivisions(),
            cities=tuple(network.cities(include_withdrawn=True)),
            facts=network.facts,
        ),
        gnlc.Network,
    )


def of_references(cities: gnlc.Cities) -> None:
    assert_type(cities.cite(), str)
    assert_type(cities.to_bibtex(), str)
    assert_type(cities.to_csl(), list[CslItem])


def of_cities(cities: gnlc.Cities) -> None:
    assert_type(cities.ids, tuple[str, ...])
    assert_type(cities.data_version, str)
    assert_type(cities.as_of, datetime.date)
    assert_type(cities[0], gnlc.City)
    assert_type(cities[:3], gnlc.Cities)
    assert_type(len(cities), int)
    assert_type([city.id for city in cities], list[str])
    assert_type(reversed(cities), Iterator[gnlc.City])
    assert_type(cities.index(cities[0]), int)
    assert_type(cities.count(cities[0]), int)
    assert_type(
        cities.filter(
            country="Azerbaijan",
            region=["Africa"],
            subdivision=["AZ-GA"],
            year=2020,
            announcement=2020,
            as_of=2022,
            kind=None,
            awarded=False,
            certainty="inferred",
            near="Ganja",
            within_km=300,
            bbox=(44, 38, 51, 42),
            where=lambda city: bool(city.aliases),
            include_withdrawn=None,
        ),
        gnlc.Cities,
    )
    assert_type(cities.group_by("country"), dict[gnlc.Country, gnlc.Cities])
    assert_type(cities.group_by("region"), dict[gnlc.Region, gnlc.Cities])
    assert_type(cities.group_by("subdivision"), dict[gnlc.Subdivision | None, gnlc.Cities])
    assert_type(cities.group_by("year"), dict[int | None, gnlc.Cities])
    assert_type(cities.group_by("kind"), dict[str, gnlc.Cities])
    assert_type(cities.group_by("announced_on"), dict[Any, gnlc.Cities])
    assert_type(cities.group_by(lambda city: len(city.name)), dict[int, gnlc.Cities])
    assert_type(cities.count_by("country"), dict[gnlc.Country, int])
    assert_type(cities.count_by("region"), dict[gnlc.Region, int])
    assert_type(cities.count_by("subdivision"), dict[gnlc.Subdivision | None, int])
    assert_type(cities.count_by("year"), dict[int | None, int])
    assert_type(cities.count_by("certainty"), dict[str, int])
    assert_type(cities.count_by("latitude"), dict[Any, int])
    assert_type(cities.count_by(lambda city: city.withdrawn), dict[bool, int])
    assert_type(cities.sorted_by("name"), gnlc.Cities)
    assert_type(cities.sorted_by("distance", near="Ganja"), gnlc.Cities)
    assert_type(cities.nearest("Ganja", limit=3), gnlc.Neighbors)
    assert_type(cities.sorted_by(lambda city: city.id, reverse=True), gnlc.Cities)
    # A sequence to type checkers, for whoever asks for one.
    sequence: Sequence[gnlc.City] = cities
    assert_type(sequence[0], gnlc.City)


def of_cities_handed_on(cities: gnlc.Cities) -> None:
    assert_type(cities.to_records()[0]["year"], int | None)
    assert_type(cities.to_records(json=True, language="fr"), list[dict[str, Any]])
    assert_type(cities.to_csv(language="fr"), str)
    assert_type(cities.to_csv("cities.csv"), None)
    assert_type(cities.to_excel("cities.xlsx", language="fr"), None)
    assert_type(cities.to_pandas(language="fr"), Any)
    assert_type(cities.to_polars(language="fr"), Any)
    assert_type(cities.to_arrow(language="fr"), Any)
    assert_type(cities.to_json(language="fr"), str)
    assert_type(cities.to_geojson(properties=["name"], language="fr"), str)
    assert_type(cities.to_geojson("cities.geojson"), None)
    assert_type("Ganja" in cities, bool)
    assert_type(cities.__arrow_c_stream__(), object)
    assert_type(cities.__arrow_c_stream__(requested_schema=None), object)
    assert_type(cities.__geo_interface__["type"], Literal["FeatureCollection"])
    assert_type(cities.__geo_interface__["attribution"], str)
    assert_type(cities.__geo_interface__["features"][0]["id"], str)


def of_neighbors(neighbors: gnlc.Neighbors) -> None:
    assert_type(len(neighbors), int)
    assert_type([each.km for each in neighbors], list[float])
    assert_type(neighbors.ids, tuple[str, ...])
    assert_type(neighbors[0], gnlc.Neighbor)
    assert_type(neighbors[:2], gnlc.Neighbors)
    assert_type(neighbors.to_records()[0]["km"], float)
    assert_type(neighbors.to_records(json=True, language="fr"), list[dict[str, Any]])
    assert_type(neighbors.to_csv(language="fr"), str)
    assert_type(neighbors.to_csv("near.csv", excel=True), None)
    assert_type(neighbors.to_json(language="fr"), str)
    assert_type(neighbors.to_geojson(properties=["km"], language="fr"), str)
    assert_type(neighbors.to_excel("near.xlsx", language="fr"), None)
    assert_type(neighbors.to_pandas(language="fr"), Any)
    assert_type(neighbors.to_polars(language="fr"), Any)
    assert_type(neighbors.to_arrow(language="fr"), Any)
    assert_type(neighbors.__arrow_c_stream__(requested_schema=None), object)
    assert_type(neighbors.__geo_interface__["type"], Literal["FeatureCollection"])


def of_neighbor(neighbor: gnlc.Neighbor) -> None:
    assert_type(neighbor.city, gnlc.City)
    assert_type(neighbor.km, float)
    assert_type(gnlc.Neighbor(neighbor.city, neighbor.km), gnlc.Neighbor)


def of_match(match: gnlc.Match) -> None:
    assert_type(match.city, gnlc.City)
    assert_type(match.score, float)
    assert_type(match.matched_name, str)
    assert_type(gnlc.Match(match.city, match.score, match.matched_name), gnlc.Match)


def of_matched(matched: gnlc.Matched) -> None:
    assert_type(len(matched), int)
    assert_type([row.reason for row in matched], list[str])
    assert_type(matched[0], gnlc.MatchedName)
    assert_type(matched[:2], gnlc.Matched)
    assert_type(matched.counts, dict[Status, int])
    assert_type(matched.index(matched[0]), int)
    assert_type(matched.count(matched[0]), int)
    assert_type(
        matched.missing(
            country="AZ",
            region=None,
            subdivision="AZ-GA",
            year=2020,
            announcement=2020,
            as_of=2022,
            kind="city",
            awarded=False,
            certainty="stated",
            near="Ganja",
            within_km=300,
            bbox=None,
            where=None,
            include_withdrawn=True,
        ),
        gnlc.Cities,
    )
    assert_type(matched.to_records()[0]["id"], str | None)
    assert_type(matched.to_records(json=True), list[dict[str, Any]])
    assert_type(matched.to_csv(language="fr"), str)
    assert_type(matched.to_csv("matched.csv", excel=True), None)
    assert_type(matched.to_json(language="fr"), str)
    assert_type(matched.to_records(language="fr")[0]["name"], str | None)
    assert_type(matched.to_excel("matched.xlsx", language="fr"), None)
    assert_type(matched.to_geojson(properties=["text"], language="fr"), str)
    assert_type(matched.to_geojson("matched.geojson"), None)
    assert_type(matched.__geo_interface__["features"][0]["id"], str)
    assert_type(matched.cite(), str)
    assert_type(matched.to_bibtex(), str)
    assert_type(matched.to_csl()[0]["id"], str)
    assert_type(matched.to_pandas(language="fr"), Any)
    assert_type(matched.to_polars(language="fr"), Any)
    assert_type(matched.to_arrow(language="fr"), Any)
    assert_type(matched.__arrow_c_stream__(requested_schema=None), object)
    sequence: Sequence[gnlc.MatchedName] = matched
    assert_type(sequence[0], gnlc.MatchedName)


def of_matched_name(row: gnlc.MatchedName) -> None:
    assert_type(row.text, str | None)
    assert_type(row.country_text, str | None)
    assert_type(row.status, Status)
    assert_type(row.city, gnlc.City | None)
    assert_type(row.score, float)
    assert_type(row.matched_name, str | None)
    assert_type(row.candidates, tuple[gnlc.City, ...])
    assert_type(row.place, gnlc.OtherPlace | None)
    assert_type(row.country, str | None)
    assert_type(row.sources, tuple[gnlc.Source, ...])
    assert_type(row.reason, str)
    assert_type(
        gnlc.MatchedName(
            text=row.text,
            country_text=row.country_text,
            status=row.status,
            city=row.city,
            score=row.score,
            matched_name=row.matched_name,
            candidates=row.candidates,
            place=row.place,
            country=row.country,
            reason=row.reason,
        ),
        gnlc.MatchedName,
    )


def of_other_place(place: gnlc.OtherPlace) -> None:
    assert_type(place.name, str)
    assert_type(place.country, str | None)
    assert_type(place.population, int | None)
    assert_type(
        gnlc.OtherPlace(name=place.name, country=place.country, population=place.population),
        gnlc.OtherPlace,
    )


def of_changes(changes: gnlc.Changes) -> None:
    assert_type(changes.old, gnlc.Network)
    assert_type(changes.new, gnlc.Network)
    assert_type(changes.entries, tuple[gnlc.Change, ...])
    assert_type(len(changes), int)
    assert_type([str(change) for change in changes], list[str])
    assert_type(changes.to_markdown(), str)
    assert_type(changes.to_patch(), dict[str, Any])
    assert_type(changes.to_records()[0]["kind"], Literal["added", "removed", "changed"])
    assert_type(changes.to_records()[0]["field"], str | None)
    assert_type(
        gnlc.Changes(old=changes.old, new=changes.new, entries=changes.entries), gnlc.Changes
    )


def of_change(change: gnlc.Change) -> None:
    assert_type(change.kind, Literal["added", "removed", "changed"])
    assert_type(change.record, str)
    assert_type(change.key, tuple[str, ...])
    assert_type(change.field, str | None)
    assert_type(change.old, str | None)
    assert_type(change.new, str | None)
    assert_type(change.withdrawal, bool)
    assert_type(change.summary, str)
    assert_type(
        gnlc.Change(
            kind=change.kind,
            record=change.record,
            key=change.key,
            field=change.field,
            old=change.old,
            new=change.new,
        ),
        gnlc.Change,
    )
