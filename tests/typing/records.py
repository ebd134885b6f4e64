"""What a type checker knows of every record; it is checked, not run.

Every method is here, and one field of each kind of type. tests/test_consumers.py holds that no kind
is left out.
"""

import datetime
from typing import Any, Literal, assert_type

import gnlc
from gnlc.typing import CslItem


def of_partial_date(partial_date: gnlc.PartialDate) -> None:
    assert_type(partial_date.month, int | None)
    assert_type(partial_date.earliest, datetime.date)
    assert_type(gnlc.PartialDate.parse("2016-08"), gnlc.PartialDate)


def of_source(source: gnlc.Source) -> None:
    assert_type(source.published, gnlc.PartialDate | None)
    assert_type(source.cite(), str)
    assert_type(source.to_bibtex(), str)
    assert_type(source.to_csl(), list[CslItem])


def of_country(country: gnlc.Country) -> None:
    assert_type(country.region, gnlc.Region)
    assert_type(country.name_in("fr"), str | None)
    assert_type(country.name_in("fr", country.name), str)


def of_subdivision(subdivision: gnlc.Subdivision) -> None:
    assert_type(subdivision.code, str)
    assert_type(subdivision.name, str)
    assert_type(subdivision.type, str)
    assert_type(subdivision.country, gnlc.Country)
    assert_type(
        gnlc.Subdivision(
            code=subdivision.code,
            name=subdivision.name,
            type=subdivision.type,
            country=subdivision.country,
        ),
        gnlc.Subdivision,
    )


def of_place_name(label: gnlc.PlaceName) -> None:
    assert_type(label.language, str)
    assert_type(label.name, str)
    assert_type(gnlc.PlaceName(language=label.language, name=label.name), gnlc.PlaceName)


def of_location(location: gnlc.Location) -> None:
    assert_type(location.relation, Literal["same", "seat", "parent"])
    assert_type(location.names, tuple[gnlc.PlaceName, ...])
    assert_type(location.distance_km(40.4, 49.9), float)
    assert_type(location.latitude, float)


def of_admission(admission: gnlc.Admission) -> None:
    assert_type(admission.announced_on, datetime.date | None)
    assert_type(admission.certainty, Literal["stated", "inferred"])


def of_city(city: gnlc.City) -> None:
    assert_type(city.country, gnlc.Country)
    assert_type(
        city.kind,
        Literal[
            "city",
            "district",
            "municipality",
            "county",
            "province",
            "consortium",
            "industrial city",
            "island",
        ],
    )
    assert_type(city.admissions, tuple[gnlc.Admission, ...])
    assert_type(city.cite(), str)
    assert_type(city.to_bibtex(), str)
    assert_type(city.to_csl(), list[CslItem])
    assert_type(city.to_dict(), dict[str, Any])
    assert_type(gnlc.City.from_dict(city.to_dict()), gnlc.City)
    assert_type(city.name_in("fr"), str | None)
    assert_type(city.name_in("fr", city.name), str)
    assert_type(city.location, gnlc.Location | None)
    assert_type(city.subdivision, gnlc.Subdivision | None)
    assert_type(city.award_years, tuple[int, ...])
    assert_type(city.__geo_interface__["properties"], dict[str, Any])
    assert_type(city.__geo_interface__["id"], str)
    assert_type(
        gnlc.City(
            id=city.id,
            name=city.name,
            country=city.country,
            subdivision=city.subdivision,
            kind=city.kind,
            admissions=city.admissions,
            known_member_by=city.known_member_by,
            status_notes=city.status_notes,
            location=city.location,
            aliases=city.aliases,
            alternate_names=city.alternate_names,
            award_years=city.award_years,
        ),
        gnlc.City,
    )


def of_priority(priority: gnlc.Priority) -> None:
    assert_type(priority.coordinators, tuple[gnlc.City, ...])


def of_strategy_period(strategy_period: gnlc.StrategyPeriod) -> None:
    assert_type(strategy_period.priorities, tuple[gnlc.Priority, ...])
    assert_type(strategy_period.covers(2020), bool)


def of_admission_rule(admission_rule: gnlc.AdmissionRule) -> None:
    assert_type(admission_rule.start, gnlc.PartialDate)


def of_announcement(announcement: gnlc.Announcement) -> None:
    assert_type(announcement.kind, Literal["round", "rolling"])
    assert_type(announcement.corrections, tuple[gnlc.Correction, ...])
    assert_type(announcement.new_members, gnlc.NewMembers | None)
    assert_type(announcement.applications, gnlc.ApplicationWindow | None)
    assert_type(announcement.releases, tuple[gnlc.Release, ...])
    assert_type(announcement.corrected("cities_stated"), int | None)


def of_award(award: gnlc.Award) -> None:
    assert_type(award.recipients, tuple[gnlc.Recipient, ...])


def of_claim(claim: gnlc.Claim) -> None:
    assert_type(claim.source, gnlc.Source)


def of_conference(conference: gnlc.Conference) -> None:
    assert_type(conference.country, gnlc.Country | None)
    assert_type(conference.city, gnlc.City | None)


def of_conflict(conflict: gnlc.Conflict) -> None:
    assert_type(conflict.announcement, gnlc.Announcement | None)
    assert_type(conflict.claims, tuple[gnlc.Claim, ...])


def of_listed_strategy(listed_strategy: gnlc.ListedStrategy) -> None:
    assert_type(listed_strategy.period, gnlc.StrategyPeriod)
    assert_type(listed_strategy.priorities_listed, tuple[gnlc.ListedPriority, ...])


def of_release(release: gnlc.Release) -> None:
    assert_type(release.public_copy, gnlc.Source | None)
    assert_type(release.initiative, gnlc.Initiative)
    assert_type(release.event, gnlc.Event)
    assert_type(release.remarks, gnlc.Remarks)
    assert_type(release.purpose, gnlc.Purpose)
    assert_type(release.beneficiary, gnlc.Beneficiary)
    assert_type(release.strategy, gnlc.ListedStrategy)


def of_network_size(size: gnlc.NetworkSize) -> None:
    assert_type(
        size.cities_qualifier, Literal["exact", "more than", "nearly", "about", "stated"] | None
    )


def of_national_count(count: gnlc.NationalCount) -> None:
    assert_type(count.country, gnlc.Country)
    assert_type(count.date, gnlc.PartialDate)
    assert_type(count.cities, int)
    assert_type(count.sources, tuple[gnlc.Source, ...])
    assert_type(count.note, str | None)
    assert_type(
        gnlc.NationalCount(
            country=count.country,
            date=count.date,
            cities=count.cities,
            sources=count.sources,
            note=count.note,
        ),
        gnlc.NationalCount,
    )


def of_network_facts(facts: gnlc.NetworkFacts) -> None:
    assert_type(facts.directors, tuple[gnlc.Director, ...])
    assert_type(facts.announcements, tuple[gnlc.Announcement, ...])
    assert_type(facts.strategy_periods, tuple[gnlc.StrategyPeriod, ...])
    assert_type(facts.awards, tuple[gnlc.Award, ...])
    assert_type(facts.conferences, tuple[gnlc.Conference, ...])
    assert_type(facts.sizes, tuple[gnlc.NetworkSize, ...])
    assert_type(facts.national_counts, tuple[gnlc.NationalCount, ...])
    assert_type(facts.conflicts, tuple[gnlc.Conflict, ...])
    assert_type(facts.quota, gnlc.Quota | None)
