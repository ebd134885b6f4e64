"""What a type checker knows of every record; it is checked, not run.

A function for each class takes a record, tells the type of everything that the record has, and
makes another of its parts. tests/test_consumers.py holds that none is left out.
"""

import datetime
from typing import Any, Literal, assert_type

import gnlc


def of_partial_date(partial_date: gnlc.PartialDate) -> None:
    assert_type(partial_date.year, int)
    assert_type(partial_date.month, int | None)
    assert_type(partial_date.day, int | None)
    assert_type(partial_date.earliest, datetime.date)
    assert_type(partial_date.latest, datetime.date)
    assert_type(gnlc.PartialDate.parse("2016-08"), gnlc.PartialDate)
    assert_type(
        gnlc.PartialDate(
            year=partial_date.year,
            month=partial_date.month,
            day=partial_date.day,
        ),
        gnlc.PartialDate,
    )


def of_source(source: gnlc.Source) -> None:
    assert_type(source.id, str)
    assert_type(source.url, str | None)
    assert_type(source.publisher, str)
    assert_type(source.title, str | None)
    assert_type(source.published, gnlc.PartialDate | None)
    assert_type(source.language, str)
    assert_type(source.cited_for, str)
    assert_type(
        gnlc.Source(
            id=source.id,
            url=source.url,
            publisher=source.publisher,
            title=source.title,
            published=source.published,
            language=source.language,
            cited_for=source.cited_for,
        ),
        gnlc.Source,
    )


def of_statement(statement: gnlc.Statement) -> None:
    assert_type(statement.date, gnlc.PartialDate | None)
    assert_type(statement.text, str)
    assert_type(statement.sources, tuple[gnlc.Source, ...])
    assert_type(
        gnlc.Statement(
            date=statement.date,
            text=statement.text,
            sources=statement.sources,
        ),
        gnlc.Statement,
    )


def of_region(region: gnlc.Region) -> None:
    assert_type(region.id, str)
    assert_type(region.name, str)
    assert_type(region.sources, tuple[gnlc.Source, ...])
    assert_type(
        gnlc.Region(
            id=region.id,
            name=region.name,
            sources=region.sources,
        ),
        gnlc.Region,
    )


def of_country(country: gnlc.Country) -> None:
    assert_type(country.alpha_2, str)
    assert_type(country.alpha_3, str)
    assert_type(country.numeric, str)
    assert_type(country.name, str)
    assert_type(country.common_name, str)
    assert_type(country.aliases, tuple[str, ...])
    assert_type(country.region, gnlc.Region)
    assert_type(country.region_sources, tuple[gnlc.Source, ...])
    assert_type(country.region_note, str | None)
    assert_type(country.region_evidence, tuple[gnlc.Statement, ...])
    assert_type(country.names, tuple[str, ...])
    assert_type(
        gnlc.Country(
            alpha_2=country.alpha_2,
            alpha_3=country.alpha_3,
            numeric=country.numeric,
            name=country.name,
            common_name=country.common_name,
            aliases=country.aliases,
            region=country.region,
            region_sources=country.region_sources,
            region_note=country.region_note,
            region_evidence=country.region_evidence,
        ),
        gnlc.Country,
    )


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
    assert_type(location.geonames_id, int)
    assert_type(location.wikidata, str | None)
    assert_type(location.name, str)
    assert_type(location.latitude, float)
    assert_type(location.longitude, float)
    assert_type(location.population, int | None)
    assert_type(location.timezone, str)
    assert_type(location.relation, Literal["same", "seat", "parent"])
    assert_type(location.names, tuple[gnlc.PlaceName, ...])
    assert_type(location.distance_km(40.4, 49.9), float)
    assert_type(
        gnlc.Location(
            geonames_id=location.geonames_id,
            wikidata=location.wikidata,
            name=location.name,
            latitude=location.latitude,
            longitude=location.longitude,
            population=location.population,
            timezone=location.timezone,
            relation=location.relation,
            names=location.names,
        ),
        gnlc.Location,
    )


def of_admission(admission: gnlc.Admission) -> None:
    assert_type(admission.year, int | None)
    assert_type(admission.announced_on, datetime.date | None)
    assert_type(admission.listed_as, str)
    assert_type(admission.certainty, Literal["stated", "inferred"])
    assert_type(admission.sources, tuple[gnlc.Source, ...])
    assert_type(admission.note, str | None)
    assert_type(admission.withdrawn_on, datetime.date | None)
    assert_type(admission.withdrawn_sources, tuple[gnlc.Source, ...])
    assert_type(admission.withdrawn_note, str | None)
    assert_type(admission.withdrawn, bool)
    assert_type(
        gnlc.Admission(
            year=admission.year,
            announced_on=admission.announced_on,
            listed_as=admission.listed_as,
            certainty=admission.certainty,
            sources=admission.sources,
            note=admission.note,
            withdrawn_on=admission.withdrawn_on,
            withdrawn_sources=admission.withdrawn_sources,
            withdrawn_note=admission.withdrawn_note,
        ),
        gnlc.Admission,
    )


def of_city(city: gnlc.City) -> None:
    assert_type(city.id, str)
    assert_type(city.name, str)
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
    assert_type(city.known_member_by, gnlc.PartialDate | None)
    assert_type(city.status_notes, str | None)
    assert_type(city.subdivision, gnlc.Subdivision | None)
    assert_type(city.name_in("fr"), str | None)
    assert_type(city.name_in("fr", city.name), str)
    assert_type(city.location, gnlc.Location | None)
    assert_type(city.aliases, tuple[str, ...])
    assert_type(city.alternate_names, tuple[str, ...])
    assert_type(city.award_years, tuple[int, ...])
    assert_type(city.__geo_interface__["properties"], dict[str, Any])
    assert_type(city.__geo_interface__["id"], str)
    assert_type(city.certainty, Literal["stated", "inferred"])
    assert_type(city.region, gnlc.Region)
    assert_type(city.latitude, float | None)
    assert_type(city.longitude, float | None)
    assert_type(city.year, int | None)
    assert_type(city.announced_on, datetime.date | None)
    assert_type(city.names, tuple[str, ...])
    assert_type(city.sources, tuple[gnlc.Source, ...])
    assert_type(city.withdrawn, bool)
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
    assert_type(priority.number, int | None)
    assert_type(priority.name, str)
    assert_type(priority.other_wording, gnlc.Statement | None)
    assert_type(priority.coordinators, tuple[gnlc.City, ...])
    assert_type(priority.coordinator_sources, tuple[gnlc.Source, ...])
    assert_type(priority.sources, tuple[gnlc.Source, ...])
    assert_type(priority.note, str | None)
    assert_type(
        gnlc.Priority(
            number=priority.number,
            name=priority.name,
            other_wording=priority.other_wording,
            coordinators=priority.coordinators,
            coordinator_sources=priority.coordinator_sources,
            sources=priority.sources,
            note=priority.note,
        ),
        gnlc.Priority,
    )


def of_strategy_period(strategy_period: gnlc.StrategyPeriod) -> None:
    assert_type(strategy_period.id, str)
    assert_type(strategy_period.name, str)
    assert_type(strategy_period.start, int)
    assert_type(strategy_period.end, int | None)
    assert_type(strategy_period.adopted, gnlc.Statement | None)
    assert_type(strategy_period.priorities_stated, int | None)
    assert_type(strategy_period.priorities, tuple[gnlc.Priority, ...])
    assert_type(strategy_period.sources, tuple[gnlc.Source, ...])
    assert_type(strategy_period.note, str | None)
    assert_type(strategy_period.covers(2020), bool)
    assert_type(
        gnlc.StrategyPeriod(
            id=strategy_period.id,
            name=strategy_period.name,
            start=strategy_period.start,
            end=strategy_period.end,
            adopted=strategy_period.adopted,
            priorities_stated=strategy_period.priorities_stated,
            priorities=strategy_period.priorities,
            sources=strategy_period.sources,
            note=strategy_period.note,
        ),
        gnlc.StrategyPeriod,
    )


def of_remarks(remarks: gnlc.Remarks) -> None:
    assert_type(remarks.speaker, str)
    assert_type(remarks.role, str)
    assert_type(remarks.welcomed, str)
    assert_type(remarks.looks_forward_to, str)
    assert_type(remarks.expectations, tuple[str, ...])
    assert_type(remarks.criteria, tuple[str, ...])
    assert_type(
        gnlc.Remarks(
            speaker=remarks.speaker,
            role=remarks.role,
            welcomed=remarks.welcomed,
            looks_forward_to=remarks.looks_forward_to,
            expectations=remarks.expectations,
            criteria=remarks.criteria,
        ),
        gnlc.Remarks,
    )


def of_admission_rule(admission_rule: gnlc.AdmissionRule) -> None:
    assert_type(admission_rule.start, gnlc.PartialDate)
    assert_type(admission_rule.end, gnlc.PartialDate | None)
    assert_type(admission_rule.text, str)
    assert_type(admission_rule.sources, tuple[gnlc.Source, ...])
    assert_type(admission_rule.note, str | None)
    assert_type(
        gnlc.AdmissionRule(
            start=admission_rule.start,
            end=admission_rule.end,
            text=admission_rule.text,
            sources=admission_rule.sources,
            note=admission_rule.note,
        ),
        gnlc.AdmissionRule,
    )


def of_announcement(announcement: gnlc.Announcement) -> None:
    assert_type(announcement.id, str)
    assert_type(announcement.year, int)
    assert_type(announcement.kind, Literal["round", "rolling"])
    assert_type(announcement.announced_on, datetime.date | None)
    assert_type(announcement.title, str)
    assert_type(announcement.event, str | None)
    assert_type(announcement.cities_stated, int | None)
    assert_type(announcement.countries_stated, int | None)
    assert_type(announcement.network_cities_stated, int | None)
    assert_type(announcement.network_countries_stated, int | None)
    assert_type(announcement.corrections, tuple[gnlc.Correction, ...])
    assert_type(announcement.new_members, gnlc.NewMembers | None)
    assert_type(announcement.applications, gnlc.ApplicationWindow | None)
    assert_type(announcement.releases, tuple[gnlc.Release, ...])
    assert_type(announcement.sources, tuple[gnlc.Source, ...])
    assert_type(announcement.note, str | None)
    assert_type(announcement.corrected("cities_stated"), int | None)
    assert_type(
        gnlc.Announcement(
            id=announcement.id,
            year=announcement.year,
            kind=announcement.kind,
            announced_on=announcement.announced_on,
            title=announcement.title,
            event=announcement.event,
            cities_stated=announcement.cities_stated,
            countries_stated=announcement.countries_stated,
            network_cities_stated=announcement.network_cities_stated,
            network_countries_stated=announcement.network_countries_stated,
            corrections=announcement.corrections,
            new_members=announcement.new_members,
            applications=announcement.applications,
            releases=announcement.releases,
            sources=announcement.sources,
            note=announcement.note,
        ),
        gnlc.Announcement,
    )


def of_application_window(application_window: gnlc.ApplicationWindow) -> None:
    assert_type(application_window.opens, gnlc.PartialDate)
    assert_type(application_window.closes, gnlc.PartialDate)
    assert_type(application_window.sources, tuple[gnlc.Source, ...])
    assert_type(application_window.note, str | None)
    assert_type(
        gnlc.ApplicationWindow(
            opens=application_window.opens,
            closes=application_window.closes,
            sources=application_window.sources,
            note=application_window.note,
        ),
        gnlc.ApplicationWindow,
    )


def of_award(award: gnlc.Award) -> None:
    assert_type(award.year, int)
    assert_type(award.recipients_stated, int)
    assert_type(award.recipients, tuple[gnlc.Recipient, ...])
    assert_type(award.sources, tuple[gnlc.Source, ...])
    assert_type(
        gnlc.Award(
            year=award.year,
            recipients_stated=award.recipients_stated,
            recipients=award.recipients,
            sources=award.sources,
        ),
        gnlc.Award,
    )


def of_claim(claim: gnlc.Claim) -> None:
    assert_type(claim.value, str)
    assert_type(claim.source, gnlc.Source)
    assert_type(
        gnlc.Claim(
            value=claim.value,
            source=claim.source,
        ),
        gnlc.Claim,
    )


def of_conference(conference: gnlc.Conference) -> None:
    assert_type(conference.number, int)
    assert_type(conference.host, str | None)
    assert_type(conference.country, gnlc.Country | None)
    assert_type(conference.city, gnlc.City | None)
    assert_type(conference.start, gnlc.PartialDate)
    assert_type(conference.end, gnlc.PartialDate | None)
    assert_type(conference.theme, str)
    assert_type(conference.outcomes, tuple[str, ...])
    assert_type(conference.participants, str | None)
    assert_type(conference.status, str)
    assert_type(conference.sources, tuple[gnlc.Source, ...])
    assert_type(
        gnlc.Conference(
            number=conference.number,
            host=conference.host,
            country=conference.country,
            city=conference.city,
            start=conference.start,
            end=conference.end,
            theme=conference.theme,
            outcomes=conference.outcomes,
            participants=conference.participants,
            status=conference.status,
            sources=conference.sources,
        ),
        gnlc.Conference,
    )


def of_conflict(conflict: gnlc.Conflict) -> None:
    assert_type(conflict.id, str)
    assert_type(conflict.topic, str)
    assert_type(conflict.cities, tuple[gnlc.City, ...])
    assert_type(conflict.announcement, gnlc.Announcement | None)
    assert_type(conflict.claims, tuple[gnlc.Claim, ...])
    assert_type(conflict.resolution, str)
    assert_type(conflict.reason, str)
    assert_type(
        gnlc.Conflict(
            id=conflict.id,
            topic=conflict.topic,
            cities=conflict.cities,
            announcement=conflict.announcement,
            claims=conflict.claims,
            resolution=conflict.resolution,
            reason=conflict.reason,
        ),
        gnlc.Conflict,
    )


def of_correction(correction: gnlc.Correction) -> None:
    assert_type(correction.corrected_on, datetime.date)
    assert_type(correction.cities_stated, int | None)
    assert_type(correction.countries_stated, int | None)
    assert_type(correction.network_cities_stated, int | None)
    assert_type(correction.network_countries_stated, int | None)
    assert_type(correction.withdrawn_cities, tuple[gnlc.City, ...])
    assert_type(correction.sources, tuple[gnlc.Source, ...])
    assert_type(correction.note, str | None)
    assert_type(
        gnlc.Correction(
            corrected_on=correction.corrected_on,
            cities_stated=correction.cities_stated,
            countries_stated=correction.countries_stated,
            network_cities_stated=correction.network_cities_stated,
            network_countries_stated=correction.network_countries_stated,
            withdrawn_cities=correction.withdrawn_cities,
            sources=correction.sources,
            note=correction.note,
        ),
        gnlc.Correction,
    )


def of_director(director: gnlc.Director) -> None:
    assert_type(director.name, str)
    assert_type(director.start, gnlc.PartialDate | None)
    assert_type(director.end, gnlc.PartialDate | None)
    assert_type(director.acting, bool)
    assert_type(director.sources, tuple[gnlc.Source, ...])
    assert_type(director.note, str | None)
    assert_type(
        gnlc.Director(
            name=director.name,
            start=director.start,
            end=director.end,
            acting=director.acting,
            sources=director.sources,
            note=director.note,
        ),
        gnlc.Director,
    )


def of_event(event: gnlc.Event) -> None:
    assert_type(event.held_on, datetime.date)
    assert_type(event.kind, str)
    assert_type(event.held_by, str)
    assert_type(event.announced, str)
    assert_type(event.cities_stated, int)
    assert_type(event.countries_stated, int)
    assert_type(
        gnlc.Event(
            held_on=event.held_on,
            kind=event.kind,
            held_by=event.held_by,
            announced=event.announced,
            cities_stated=event.cities_stated,
            countries_stated=event.countries_stated,
        ),
        gnlc.Event,
    )


def of_initiative(initiative: gnlc.Initiative) -> None:
    assert_type(initiative.means, str)
    assert_type(initiative.bodies, tuple[str, ...])
    assert_type(
        gnlc.Initiative(
            means=initiative.means,
            bodies=initiative.bodies,
        ),
        gnlc.Initiative,
    )


def of_listed_priority(listed_priority: gnlc.ListedPriority) -> None:
    assert_type(listed_priority.number, int)
    assert_type(listed_priority.as_listed, str)
    assert_type(listed_priority.note, str | None)
    assert_type(
        gnlc.ListedPriority(
            number=listed_priority.number,
            as_listed=listed_priority.as_listed,
            note=listed_priority.note,
        ),
        gnlc.ListedPriority,
    )


def of_listed_strategy(listed_strategy: gnlc.ListedStrategy) -> None:
    assert_type(listed_strategy.period, gnlc.StrategyPeriod)
    assert_type(listed_strategy.priorities_stated, int)
    assert_type(listed_strategy.priorities_listed, tuple[gnlc.ListedPriority, ...])
    assert_type(listed_strategy.note, str | None)
    assert_type(
        gnlc.ListedStrategy(
            period=listed_strategy.period,
            priorities_stated=listed_strategy.priorities_stated,
            priorities_listed=listed_strategy.priorities_listed,
            note=listed_strategy.note,
        ),
        gnlc.ListedStrategy,
    )


def of_new_members(new_members: gnlc.NewMembers) -> None:
    assert_type(new_members.cities, int)
    assert_type(new_members.countries, int)
    assert_type(new_members.sources, tuple[gnlc.Source, ...])
    assert_type(new_members.note, str | None)
    assert_type(
        gnlc.NewMembers(
            cities=new_members.cities,
            countries=new_members.countries,
            sources=new_members.sources,
            note=new_members.note,
        ),
        gnlc.NewMembers,
    )


def of_beneficiary(beneficiary: gnlc.Beneficiary) -> None:
    assert_type(beneficiary.who, str)
    assert_type(beneficiary.means, str)
    assert_type(beneficiary.reason, str)
    assert_type(
        gnlc.Beneficiary(
            who=beneficiary.who,
            means=beneficiary.means,
            reason=beneficiary.reason,
        ),
        gnlc.Beneficiary,
    )


def of_purpose(purpose: gnlc.Purpose) -> None:
    assert_type(purpose.kinds, tuple[str, ...])
    assert_type(purpose.aims, tuple[str, ...])
    assert_type(
        gnlc.Purpose(
            kinds=purpose.kinds,
            aims=purpose.aims,
        ),
        gnlc.Purpose,
    )


def of_quota(quota: gnlc.Quota) -> None:
    assert_type(quota.cities, int)
    assert_type(quota.per, str)
    assert_type(quota.text, str)
    assert_type(quota.sources, tuple[gnlc.Source, ...])
    assert_type(
        gnlc.Quota(
            cities=quota.cities,
            per=quota.per,
            text=quota.text,
            sources=quota.sources,
        ),
        gnlc.Quota,
    )


def of_recipient(recipient: gnlc.Recipient) -> None:
    assert_type(recipient.name, str)
    assert_type(recipient.country, gnlc.Country)
    assert_type(recipient.city, gnlc.City | None)
    assert_type(recipient.note, str | None)
    assert_type(
        gnlc.Recipient(
            name=recipient.name,
            country=recipient.country,
            city=recipient.city,
            note=recipient.note,
        ),
        gnlc.Recipient,
    )


def of_release(release: gnlc.Release) -> None:
    assert_type(release.source, gnlc.Source)
    assert_type(release.public_copy, gnlc.Source | None)
    assert_type(release.published_on, datetime.date)
    assert_type(release.cities, tuple[gnlc.City, ...])
    assert_type(release.joined_on, datetime.date)
    assert_type(release.country, gnlc.Country)
    assert_type(release.first_of_country, bool)
    assert_type(release.network_name, str)
    assert_type(release.network_acronym, str)
    assert_type(release.network_standing, str)
    assert_type(release.initiative, gnlc.Initiative)
    assert_type(release.event, gnlc.Event)
    assert_type(release.remarks, gnlc.Remarks)
    assert_type(release.requirement, str)
    assert_type(release.purpose, gnlc.Purpose)
    assert_type(release.network_cities_stated, int)
    assert_type(release.network_countries_stated, int)
    assert_type(release.members_gain, tuple[str, ...])
    assert_type(release.beneficiary, gnlc.Beneficiary)
    assert_type(release.strategy, gnlc.ListedStrategy)
    assert_type(release.omitted, str | None)
    assert_type(
        gnlc.Release(
            source=release.source,
            public_copy=release.public_copy,
            published_on=release.published_on,
            cities=release.cities,
            joined_on=release.joined_on,
            country=release.country,
            first_of_country=release.first_of_country,
            network_name=release.network_name,
            network_acronym=release.network_acronym,
            network_standing=release.network_standing,
            initiative=release.initiative,
            event=release.event,
            remarks=release.remarks,
            requirement=release.requirement,
            purpose=release.purpose,
            network_cities_stated=release.network_cities_stated,
            network_countries_stated=release.network_countries_stated,
            members_gain=release.members_gain,
            beneficiary=release.beneficiary,
            strategy=release.strategy,
            omitted=release.omitted,
        ),
        gnlc.Release,
    )


def of_network_size(size: gnlc.NetworkSize) -> None:
    assert_type(size.date, gnlc.PartialDate)
    assert_type(size.cities, int | None)
    assert_type(
        size.cities_qualifier, Literal["exact", "more than", "nearly", "about", "stated"] | None
    )
    assert_type(size.countries, int | None)
    assert_type(size.inhabitants, int | None)
    assert_type(
        size.inhabitants_qualifier,
        Literal["exact", "more than", "nearly", "about", "stated"] | None,
    )
    assert_type(size.sources, tuple[gnlc.Source, ...])
    assert_type(size.note, str | None)
    assert_type(
        gnlc.NetworkSize(
            date=size.date,
            cities=size.cities,
            cities_qualifier=size.cities_qualifier,
            countries=size.countries,
            inhabitants=size.inhabitants,
            inhabitants_qualifier=size.inhabitants_qualifier,
            sources=size.sources,
            note=size.note,
        ),
        gnlc.NetworkSize,
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
    assert_type(facts.name, gnlc.Statement | None)
    assert_type(facts.acronym, gnlc.Statement | None)
    assert_type(facts.coordinating_body, gnlc.Statement | None)
    assert_type(facts.coordinator, gnlc.Statement | None)
    assert_type(facts.expected_benefits, gnlc.Statement | None)
    assert_type(facts.sdg_focus, gnlc.Statement | None)
    assert_type(facts.membership_fee, gnlc.Statement | None)
    assert_type(facts.established, tuple[gnlc.Statement, ...])
    assert_type(facts.features, tuple[gnlc.Statement, ...])
    assert_type(facts.guiding_documents, tuple[gnlc.Statement, ...])
    assert_type(facts.member_duties, tuple[gnlc.Statement, ...])
    assert_type(facts.member_benefits, tuple[gnlc.Statement, ...])
    assert_type(facts.region_background, tuple[gnlc.Statement, ...])
    assert_type(facts.directors, tuple[gnlc.Director, ...])
    assert_type(facts.announcements, tuple[gnlc.Announcement, ...])
    assert_type(facts.strategy_periods, tuple[gnlc.StrategyPeriod, ...])
    assert_type(facts.sizes, tuple[gnlc.NetworkSize, ...])
    assert_type(facts.national_counts, tuple[gnlc.NationalCount, ...])
    assert_type(facts.conferences, tuple[gnlc.Conference, ...])
    assert_type(facts.conference_rhythm, tuple[gnlc.Statement, ...])
    assert_type(facts.awards, tuple[gnlc.Award, ...])
    assert_type(facts.award_rules, tuple[gnlc.Statement, ...])
    assert_type(facts.award_note, str | None)
    assert_type(facts.admission_rules, tuple[gnlc.AdmissionRule, ...])
    assert_type(facts.admission_steps, tuple[gnlc.Statement, ...])
    assert_type(facts.quota, gnlc.Quota | None)
    assert_type(facts.city_size, tuple[gnlc.Statement, ...])
    assert_type(facts.conflicts, tuple[gnlc.Conflict, ...])
    assert_type(
        gnlc.NetworkFacts(
            name=facts.name,
            acronym=facts.acronym,
            coordinating_body=facts.coordinating_body,
            coordinator=facts.coordinator,
            expected_benefits=facts.expected_benefits,
            sdg_focus=facts.sdg_focus,
            membership_fee=facts.membership_fee,
            established=facts.established,
            features=facts.features,
            guiding_documents=facts.guiding_documents,
            member_duties=facts.member_duties,
            member_benefits=facts.member_benefits,
            region_background=facts.region_background,
            directors=facts.directors,
            announcements=facts.announcements,
            strategy_periods=facts.strategy_periods,
            sizes=facts.sizes,
            national_counts=facts.national_counts,
            conferences=facts.conferences,
            conference_rhythm=facts.conference_rhythm,
            awards=facts.awards,
            award_rules=facts.award_rules,
            award_note=facts.award_note,
            admission_rules=facts.admission_rules,
            admission_steps=facts.admission_steps,
            quota=facts.quota,
            city_size=facts.city_size,
            conflicts=facts.conflicts,
        ),
        gnlc.NetworkFacts,
    )


def of_coverage(coverage: gnlc.Coverage) -> None:
    assert_type(coverage.announcement, gnlc.Announcement | None)
    assert_type(coverage.year, int | None)
    assert_type(coverage.cities_recorded, int)
    assert_type(coverage.countries_recorded, int)
    assert_type(coverage.cities_withdrawn, int)
    assert_type(coverage.cities_corrected, int | None)
    assert_type(coverage.cities_missing, int | None)
    assert_type(coverage.cities_stated, int | None)
    assert_type(coverage.countries_corrected, int | None)
    assert_type(coverage.countries_missing, int | None)
    assert_type(coverage.countries_stated, int | None)
    assert_type(
        gnlc.Coverage(
            announcement=coverage.announcement,
            year=coverage.year,
            cities_recorded=coverage.cities_recorded,
            countries_recorded=coverage.countries_recorded,
            cities_withdrawn=coverage.cities_withdrawn,
        ),
        gnlc.Coverage,
    )
