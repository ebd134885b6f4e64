"""The announcement of 23 September 2020, fact by fact, as it was stated: announcement-2020.json."""

import datetime
import json
from pathlib import Path

import pytest

import gnlc

FACTS = json.loads(Path(__file__).with_name("announcement-2020.json").read_text("utf-8"))
ANNOUNCEMENT = gnlc.announcement(2020)
[RELEASE] = ANNOUNCEMENT.releases


def test_every_fact_is_looked_at_here() -> None:
    assert set(FACTS) == {
        "source",
        "public_copy",
        "published",
        "cities",
        "network_as_described",
        "brought_about_by",
        "event",
        "director",
        "criteria_named_by_director",
        "candidate_must_show",
        "network_purpose",
        "network_size",
        "members_gain",
        "who_can_benefit",
        "strategy",
        "not_a_fact",
    }


def test_source() -> None:
    assert RELEASE.source.id == FACTS["source"]
    assert RELEASE.public_copy is not None
    assert RELEASE.public_copy.id == FACTS["public_copy"]
    assert RELEASE.public_copy.url is not None
    assert RELEASE.published_on.isoformat() == FACTS["published"]
    assert RELEASE.source in ANNOUNCEMENT.sources


def test_three_cities() -> None:
    facts = FACTS["cities"]
    assert [city.id for city in RELEASE.cities] == facts["city_ids"]
    assert [city.name for city in RELEASE.cities] == ["Baku", "Gabala", "Ganja"]
    assert RELEASE.joined_on.isoformat() == facts["joined_on"]
    assert RELEASE.country.alpha_2 == facts["country"]
    assert RELEASE.first_of_country is facts["first_of_country"] is True
    for city in RELEASE.cities:
        assert city is gnlc.city(city.id)
        assert city.announced_on == RELEASE.joined_on
        assert city.country == RELEASE.country


def test_they_are_the_first_of_their_country() -> None:
    azerbaijan = gnlc.cities(country="AZ")
    assert azerbaijan.filter(year=2020).ids == ("az-baku", "az-gabala", "az-ganja")
    assert not [city for city in azerbaijan if city.year is None or city.year < 2020]


def test_network_as_described() -> None:
    facts = FACTS["network_as_described"]
    assert RELEASE.network_name == facts["name"]
    assert RELEASE.network_acronym == facts["acronym"]
    assert RELEASE.network_standing == facts["standing"]


def test_who_brought_it_about() -> None:
    assert RELEASE.initiative.means == FACTS["brought_about_by"]["how"]
    assert list(RELEASE.initiative.bodies) == FACTS["brought_about_by"]["bodies"]
    assert len(RELEASE.initiative.bodies) == 4


def test_who_announced_when_and_how() -> None:
    facts, event = FACTS["event"], RELEASE.event
    assert event.held_on.isoformat() == facts["on"]
    assert event.held_on == ANNOUNCEMENT.announced_on == datetime.date(2020, 9, 23)
    assert event.kind == facts["kind"] == "video conference"
    assert event.held_by == facts["held_by"] == "UNESCO Institute for Lifelong Learning"
    assert event.announced == facts["made_known"]
    assert event.cities_stated == facts["cities_stated"]
    assert event.countries_stated == facts["countries_stated"]


def test_director() -> None:
    facts, remarks = FACTS["director"], RELEASE.remarks
    assert remarks.speaker == facts["name"] == "David Atchoarena"
    assert remarks.role == facts["role"]
    assert remarks.welcomed == facts["welcomed"]
    assert remarks.looks_forward_to == facts["looks_forward_to"]
    assert list(remarks.expectations) == facts["says_of_the_three_cities"]
    assert list(remarks.criteria) == FACTS["criteria_named_by_director"]
    [in_office] = [d for d in gnlc.network().facts.directors if d.name == remarks.speaker]
    assert in_office.start is not None
    assert in_office.end is not None
    assert in_office.start.earliest <= RELEASE.event.held_on <= in_office.end.latest


def test_candidate() -> None:
    assert RELEASE.requirement == FACTS["candidate_must_show"]


def test_purpose() -> None:
    assert list(RELEASE.purpose.kinds) == FACTS["network_purpose"]["kind"]
    assert list(RELEASE.purpose.aims) == FACTS["network_purpose"]["aims"]
    assert gnlc.network().purpose == RELEASE.purpose


def test_gains() -> None:
    assert list(RELEASE.members_gain) == FACTS["members_gain"]
    benefits = gnlc.network().benefits
    gains = [benefit.text for benefit in benefits if benefit.sources == (RELEASE.source,)]
    assert gains == FACTS["members_gain"]
    assert len(benefits) > len(gains)
    beneficiary = RELEASE.beneficiary
    facts = FACTS["who_can_benefit"]
    assert (beneficiary.who, beneficiary.means, beneficiary.reason) == (
        facts["who"],
        facts["how"],
        facts["why"],
    )


def test_counts() -> None:
    assert ANNOUNCEMENT.cities_stated == RELEASE.event.cities_stated == 55
    assert ANNOUNCEMENT.countries_stated == RELEASE.event.countries_stated == 27
    size = FACTS["network_size"]
    assert RELEASE.network_cities_stated == size["cities_stated"] == 230
    assert RELEASE.network_countries_stated == size["countries_stated"] == 64
    assert ANNOUNCEMENT.network_cities_stated == 230
    assert ANNOUNCEMENT.network_countries_stated == 64


def test_counts_as_corrected() -> None:
    [correction] = ANNOUNCEMENT.corrections
    assert correction.corrected_on == datetime.date(2020, 9, 24)
    assert (correction.cities_stated, correction.network_cities_stated) == (54, 229)
    assert correction.countries_stated is None
    assert [city.id for city in correction.withdrawn_cities] == ["ma-laayoune"]
    assert correction.sources
    assert ANNOUNCEMENT.corrected("cities_stated") == 54
    assert ANNOUNCEMENT.corrected("countries_stated") is None
    assert ANNOUNCEMENT.new_members is not None
    assert (ANNOUNCEMENT.new_members.cities, ANNOUNCEMENT.new_members.countries) == (54, 27)


def test_strategy() -> None:
    facts, strategy = FACTS["strategy"], RELEASE.strategy
    assert strategy.period.name == facts["period"]
    assert strategy.priorities_stated == facts["priorities_stated"] == 7
    assert [
        (listed.number, listed.as_listed, listed.note) for listed in strategy.priorities_listed
    ] == [(fact["no"], fact["as_listed"], fact.get("note")) for fact in facts["priorities_listed"]]
    assert len(strategy.priorities_listed) == 6
    assert strategy.note == facts["note"]


def test_official_strategy() -> None:
    period = RELEASE.strategy.period
    assert period is gnlc.strategy_period(2020)
    assert (period.start, period.end, period.priorities_stated) == (2019, 2021, 7)
    names = [priority.name for priority in period.priorities]
    assert [priority.number for priority in period.priorities] == [1, 2, 3, 4, 5, 6, 7]
    listed = [priority.as_listed for priority in RELEASE.strategy.priorities_listed]
    assert names[:5] == listed[:5]
    assert names[5:] == ["health and well-being", "literacy"]
    wording = period.priorities[5].other_wording
    assert wording is not None
    # The release's sixth is cut short.
    assert wording.text.startswith(listed[5])


def test_what_is_no_fact() -> None:
    assert RELEASE.omitted == FACTS["not_a_fact"]


@pytest.mark.parametrize("key", [2020, "2020", "2020-09-23", datetime.date(2020, 9, 23)])
def test_is_found_by(key: int | str | datetime.date) -> None:
    assert gnlc.announcement(key) is ANNOUNCEMENT
