"""Strategies of hypothesis for records and small networks with something of everything."""

import datetime
from collections import Counter
from collections.abc import Iterable
from string import ascii_uppercase, digits
from typing import TypeVar, get_args

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from gnlc.models.announcements import Announcement, AnnouncementKind, ApplicationWindow, Correction
from gnlc.models.base import PartialDate, Source, Statement
from gnlc.models.chronicle import Chronicle
from gnlc.models.history import (
    AdmissionRule,
    Award,
    Claim,
    Conference,
    Conflict,
    Director,
    Qualifier,
    Quota,
    Recipient,
    Total,
)
from gnlc.models.places import (
    Admission,
    Certainty,
    City,
    CityKind,
    Country,
    Location,
    Region,
    Relation,
)
from gnlc.models.strategy import Priority, StrategyPeriod
from gnlc.networks import Network
from gnlc.text import fold

T = TypeVar("T")

_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))
_YEARS = st.integers(2000, 2030)
_COUNTS = st.integers(0, 10**6)
_LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
_SLUGS = st.text("abz019", min_size=1, max_size=6)


def _optional(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | values


def _tuples_of(
    values: st.SearchStrategy[T], *, least: int = 0, most: int = 2
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, min_size=least, max_size=most, unique=True).map(tuple)


def _tables_of(
    values: st.SearchStrategy[T], key: str, *, least: int = 0, most: int = 3
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(
        values, min_size=least, max_size=most, unique_by=lambda record: getattr(record, key)
    ).map(tuple)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Years, months and days."""
    day = draw(_DAYS)
    parts = (day.year, day.month, day.day)
    return PartialDate(*parts[: draw(st.integers(1, 3))])


_MAYBE_TEXT = _optional(_TEXTS)
_MANY_TEXTS = _tuples_of(_TEXTS)
_MAYBE_COUNT = _optional(_COUNTS)
_MAYBE_DAY = _optional(_DAYS)
_MAYBE_DATE = _optional(partial_dates())


def _sources() -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        id=_SLUGS,
        url=_optional(st.just("https://example.org/a?b=c#d")),
        publisher=_TEXTS,
        title=_MAYBE_TEXT,
        published=_MAYBE_DATE,
        language=st.sampled_from(["en", "pt-BR", "kaa"]),
        supports=_TEXTS,
    )


# Places are drawn and not the records themselves: hypothesis takes its time over each new strategy,
# and these are the same for every network.
_PLACE = st.integers(0, 5)
_PLACES = st.lists(_PLACE, max_size=2)
_SOME_PLACES = st.lists(_PLACE, min_size=1, max_size=2)


def _at(places: list[int], records: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(records[place % len(records)] for place in places if records))


def _one(records: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of the records that are there."""
    return _PLACE.map(lambda place: records[place % len(records)])


def _any(records: tuple[T, ...]) -> st.SearchStrategy[tuple[T, ...]]:
    """None, one or two of the records that are there, if any."""
    return _PLACES.map(lambda places: _at(places, records))


def _some(records: tuple[T, ...]) -> st.SearchStrategy[tuple[T, ...]]:
    """One or two of the records that are there."""
    return _SOME_PLACES.map(lambda places: _at(places, records))


def _statements(known: tuple[Source, ...]) -> st.SearchStrategy[Statement]:
    return st.builds(Statement, date=_MAYBE_DATE, text=_TEXTS, sources=_some(known))


def _regions(known: tuple[Source, ...]) -> st.SearchStrategy[Region]:
    return st.builds(Region, id=_SLUGS, name=_TEXTS, sources=_some(known))


def _countries(known: tuple[Source, ...], groups: tuple[Region, ...]) -> st.SearchStrategy[Country]:
    return st.builds(
        Country,
        alpha_2=st.text(ascii_uppercase, min_size=2, max_size=2),
        alpha_3=st.text(ascii_uppercase, min_size=3, max_size=3),
        numeric=st.text(digits, min_size=3, max_size=3),
        name=_TEXTS,
        common_name=_TEXTS,
        aliases=_MANY_TEXTS,
        region=_one(groups),
        region_sources=_any(known),
        region_note=_MAYBE_TEXT,
        region_evidence=_tuples_of(_statements(known), most=1),
    )


def locations() -> st.SearchStrategy[Location]:
    """Places anywhere on earth."""
    return st.builds(
        Location,
        geonames_id=st.integers(1, 10**7),
        name=_TEXTS,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180) | st.integers(-180, 180),
        population=_MAYBE_COUNT,
        timezone=st.sampled_from(["Asia/Baku", "America/Argentina/Buenos_Aires", "UTC"]),
        relation=st.sampled_from(get_args(Relation)),
    )


@st.composite
def _admissions(draw: st.DrawFn, known: tuple[Source, ...]) -> Admission:
    announced_on = draw(_MAYBE_DAY)
    year = draw(_optional(_YEARS)) if announced_on is None else announced_on.year
    withdrawn = draw(st.booleans())
    first = announced_on or datetime.date(2000, 1, 1)
    return Admission(
        year=year,
        announced_on=announced_on,
        listed_as=draw(_TEXTS),
        certainty=draw(st.sampled_from(get_args(Certainty))),
        sources=draw(_some(known)),
        note=draw(_MAYBE_TEXT),
        withdrawn_on=draw(st.dates(first, datetime.date(2031, 1, 1))) if withdrawn else None,
        withdrawn_sources=draw(_some(known)) if withdrawn else (),
        withdrawn_note=draw(_MAYBE_TEXT) if withdrawn else None,
    )


@st.composite
def _members(draw: st.DrawFn, known: tuple[Source, ...], where: tuple[Country, ...]) -> City:
    country = draw(_one(where))
    admitted = draw(_tuples_of(_admissions(known), least=1, most=2))
    return City(
        id=f"{country.alpha_2.lower()}-{draw(_SLUGS)}",
        name=draw(_TEXTS),
        country=country,
        kind=draw(st.sampled_from(get_args(CityKind))),
        # Those without a year first: they may stand anywhere.
        admissions=tuple(sorted(admitted, key=lambda admission: admission.year or 0)),
        known_member_by=draw(_MAYBE_DATE),
        status_notes=draw(_MAYBE_TEXT),
        location=draw(_optional(locations())),
        aliases=draw(_MANY_TEXTS),
        alternate_names=draw(_MANY_TEXTS),
    )


@st.composite
def _strategy_periods(
    draw: st.DrawFn, known: tuple[Source, ...], members: tuple[City, ...]
) -> StrategyPeriod:
    coordinators = draw(_any(members))
    start = draw(_YEARS)
    priority = Priority(
        number=draw(_optional(st.integers(1, 9))),
        name=draw(_TEXTS),
        other_wording=draw(_optional(_statements(known))),
        coordinators=coordinators,
        coordinator_sources=draw(_some(known)) if coordinators else (),
        sources=draw(_some(known)),
        note=draw(_MAYBE_TEXT),
    )
    return StrategyPeriod(
        id=draw(_SLUGS),
        name=draw(_TEXTS),
        start=start,
        end=draw(_optional(st.integers(start, 2040))),
        adopted=draw(_optional(_statements(known))),
        priorities_stated=draw(_MAYBE_COUNT),
        priorities=(priority,),
        sources=draw(_any(known)),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _rounds(draw: st.DrawFn, known: tuple[Source, ...], members: tuple[City, ...]) -> Announcement:
    announced_on = draw(_MAYBE_DAY)
    first = announced_on or datetime.date(2000, 1, 1)
    correction = st.builds(
        Correction,
        corrected_on=st.dates(first, datetime.date(2031, 1, 1)),
        cities_stated=_MAYBE_COUNT,
        countries_stated=_MAYBE_COUNT,
        withdrawn=_any(members),
        sources=_some(known),
    )
    return Announcement(
        id=draw(_SLUGS),
        year=draw(_YEARS) if announced_on is None else announced_on.year,
        kind=draw(st.sampled_from(get_args(AnnouncementKind))),
        announced_on=announced_on,
        title=draw(_TEXTS),
        cities_stated=draw(_MAYBE_COUNT),
        corrections=draw(_tuples_of(correction, most=2)),
        applications=draw(
            _optional(
                st.builds(
                    ApplicationWindow,
                    opens=st.just(PartialDate(2019)),
                    closes=st.just(PartialDate(2019, 4)),
                    sources=_some(known),
                )
            )
        ),
        sources=draw(_some(known)),
    )


def _distinct(spellings: Iterable[set[str]]) -> bool:
    """Whether none but the empty spelling is in two of the sets."""
    counts = Counter(spelling for of_one in spellings for spelling in of_one - {""})
    return max(counts.values(), default=0) <= 1


@st.composite
def _chronicles(
    draw: st.DrawFn, known: tuple[Source, ...], members: tuple[City, ...], awards: tuple[Award, ...]
) -> Chronicle:
    total = st.builds(
        Total,
        date=partial_dates(),
        cities=_COUNTS,
        cities_qualifier=st.sampled_from(get_args(Qualifier)),
        countries=_MAYBE_COUNT,
        sources=_some(known),
    )
    conference = st.builds(
        Conference,
        number=st.integers(1, 9),
        host=_MAYBE_TEXT,
        city=_one((None, *members)),
        start=partial_dates(),
        theme=_TEXTS,
        outcomes=_MANY_TEXTS,
        status=st.just("held"),
        sources=_some(known),
    )
    rule = st.builds(AdmissionRule, start=partial_dates(), text=_TEXTS, sources=_some(known))
    quota = st.builds(Quota, cities=_COUNTS, per=_TEXTS, text=_TEXTS, sources=_some(known))
    director = st.builds(Director, name=_TEXTS, acting=st.booleans(), sources=_some(known))
    rounds = draw(
        st.lists(
            _rounds(known, members), max_size=2, unique_by=(lambda a: a.id, lambda a: a.year)
        ).map(lambda found: tuple(sorted(found, key=lambda a: a.year)))
    )
    conflict = st.builds(
        Conflict,
        id=_SLUGS,
        about=_TEXTS,
        cities=_any(members),
        announcement=_one((None, *rounds)),
        claims=_tuples_of(st.builds(Claim, value=_TEXTS, source=_one(known)), least=2, most=2),
        taken=_TEXTS,
        why=_TEXTS,
    )
    return Chronicle(
        name=draw(_optional(_statements(known))),
        features=draw(_tuples_of(_statements(known))),
        directors=draw(_tuples_of(director, most=1)),
        announcements=rounds,
        strategy_periods=draw(_tables_of(_strategy_periods(known, members), "id", most=2)),
        totals=draw(_tuples_of(total)),
        conferences=draw(_tables_of(conference, "number", most=1)),
        awards=awards,
        award_note=draw(_MAYBE_TEXT),
        admission_rules=draw(_tuples_of(rule, most=1)),
        quota=draw(_optional(quota)),
        conflicts=draw(_tables_of(conflict, "id", most=1)),
    )


@st.composite
def _places(
    draw: st.DrawFn,
) -> tuple[tuple[Source, ...], tuple[Region, ...], tuple[Country, ...]]:
    """Sources, regions and countries that a network can be made of."""
    known = draw(_tables_of(_sources(), "id", least=1))
    groups = draw(_tables_of(_regions(known), "id", least=1, most=2))
    assume(_distinct({fold(region.name)} for region in groups))
    where = draw(_tables_of(_countries(known, groups), "alpha_2", least=1, most=2))
    assume(_distinct({*map(fold, (c.alpha_2, c.alpha_3, c.numeric, *c.names))} for c in where))
    return known, groups, where


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Cities, each with a country, a region and sources of its own."""
    known, _, where = draw(_places())
    city = draw(_members(known, where))
    return evolve(city, awards=draw(_tuples_of(_YEARS, most=2).map(sorted).map(tuple)))


@st.composite
def announcements(draw: st.DrawFn) -> Announcement:
    """Announcements, with what was stated and what was corrected."""
    known, _, where = draw(_places())
    return draw(_rounds(known, draw(_tables_of(_members(known, where), "id", most=2))))


def networks(*, min_cities: int = 0, max_cities: int = 3) -> st.SearchStrategy[Network]:
    """Whole networks.

    Args:
        min_cities: how many cities there are at the least.
        max_cities: how many there are at the most.
    """
    return _networks(min_cities, max_cities)


@st.composite
def _networks(draw: st.DrawFn, min_cities: int, max_cities: int) -> Network:
    known, groups, where = draw(_places())
    members = draw(_tables_of(_members(known, where), "id", least=min_cities, most=max_cities))
    recipients = draw(_any(members))
    year = draw(_YEARS)
    members = tuple(evolve(c, awards=(year,)) if c in recipients else c for c in members)
    award = Award(
        year=year,
        recipients_stated=draw(_COUNTS),
        recipients=tuple(
            Recipient(name=city.name, country=city.country, city=city)
            for city in members
            if city.awards
        ),
        sources=known[:1],
    )
    return Network(
        data_version="2026.11.23",
        as_of=draw(_DAYS),
        sources=known,
        regions=groups,
        countries=where,
        cities=members,
        chronicle=draw(_chronicles(known, members, (award,))),
    )
