"""Strategies of hypothesis for records and small networks with something of everything."""

import datetime
from collections.abc import Iterable
from string import ascii_uppercase, digits
from typing import Any, NamedTuple, TypeVar, get_args

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from gnlc.models.announcements import (
    Announcement,
    AnnouncementKind,
    ApplicationWindow,
    Beneficiary,
    Correction,
    Event,
    Initiative,
    ListedPriority,
    ListedStrategy,
    NewMembers,
    Purpose,
    Release,
    Remarks,
)
from gnlc.models.base import PartialDate, Source, Statement, fields_of
from gnlc.models.cities import Admission, Certainty, City, CityKind
from gnlc.models.facts import NetworkFacts
from gnlc.models.history import (
    AdmissionRule,
    Award,
    Claim,
    Conference,
    Conflict,
    Director,
    NationalCount,
    NetworkSize,
    Qualifier,
    Quota,
    Recipient,
)
from gnlc.models.places import Country, Location, PlaceName, Region, Relation, Subdivision
from gnlc.models.strategy import Priority, StrategyPeriod
from gnlc.query.holdings import spellings
from gnlc.query.network import Network
from gnlc.wording import shortened

T = TypeVar("T")

_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))
_YEARS = st.integers(2000, 2030)
_COUNTS = st.integers(0, 10**6)
_LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
_SLUGS = st.text("abz019", min_size=1, max_size=6)
_YES_OR_NO = st.booleans()
_SELDOM = st.integers(0, 2).map(lambda number: number == 2)


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
    return PartialDate(*parts[: draw(_PRECISIONS)])


# Hypothesis takes its time over each new strategy, so that whatever is the same for every network
# is made here, once.
_PRECISIONS = st.integers(1, 3)
_DATES = partial_dates()
_MAYBE_TEXT = _optional(_TEXTS)
_MANY_TEXTS = _tuples_of(_TEXTS)
_MAYBE_COUNT = _optional(_COUNTS)
_MAYBE_DAY = _optional(_DAYS)
_MAYBE_DATE = _optional(_DATES)
_MAYBE_YEAR = _optional(_YEARS)
_NUMBERS = st.integers(1, 9)
_MAYBE_NUMBER = _optional(_NUMBERS)
_KINDS = st.sampled_from(get_args(CityKind))
_CERTAINTIES = st.sampled_from(get_args(Certainty))
_ANNOUNCEMENT_KINDS = st.sampled_from(get_args(AnnouncementKind))
_QUALIFIERS = st.sampled_from(get_args(Qualifier))
_AWARD_YEARS = st.lists(_YEARS, max_size=2, unique=True).map(sorted)
_ALPHA_2, _ALPHA_3 = (st.text(ascii_uppercase, min_size=n, max_size=n) for n in (2, 3))
_SUBDIVISION = st.text("AZ19", min_size=1, max_size=3)
_NUMERIC = st.text(digits, min_size=3, max_size=3)
_SOURCES = _tables_of(
    st.builds(
        Source,
        id=_SLUGS,
        url=_optional(st.just("https://example.org/a?b=c#d")),
        publisher=_TEXTS,
        title=_MAYBE_TEXT,
        published=_MAYBE_DATE,
        language=st.sampled_from(["en", "pt-BR", "kaa"]),
        cited_for=_TEXTS,
    ),
    "id",
    least=1,
)


_PLACE_NAMES = _tables_of(
    st.builds(PlaceName, language=st.sampled_from(["ar", "pt", "pt-BR", "zh-Hant"]), name=_TEXTS),
    "language",
).map(lambda names: tuple(sorted(names, key=lambda name: name.language)))


def locations() -> st.SearchStrategy[Location]:
    """Places anywhere on earth."""
    return st.builds(
        Location,
        geonames_id=st.integers(1, 10**7),
        wikidata=_optional(st.integers(1, 10**9).map("Q{}".format)),
        name=_TEXTS,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180) | st.integers(-180, 180),
        population=_MAYBE_COUNT,
        timezone=st.sampled_from(["Asia/Baku", "America/Argentina/Buenos_Aires", "UTC"]),
        relation=st.sampled_from(get_args(Relation)),
        names=_PLACE_NAMES,
    )


_MAYBE_LOCATION = _optional(locations())


class _Known(NamedTuple):
    """The records that are there already, for others to refer to."""

    sources: tuple[Source, ...]
    regions: tuple[Region, ...] = ()
    countries: tuple[Country, ...] = ()
    subdivisions: tuple[Subdivision, ...] = ()
    cities: tuple[City, ...] = ()
    periods: tuple[StrategyPeriod, ...] = ()


_PLACE = st.integers(0, 5)
_PLACES = st.lists(_PLACE, max_size=2)
_SOME_PLACES = st.lists(_PLACE, min_size=1, max_size=2)


def _at(places: list[int], records: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(records[place % len(records)] for place in places if records))


def _one(draw: st.DrawFn, records: tuple[T, ...]) -> T:
    """Draw one of the records that are there."""
    return records[draw(_PLACE) % len(records)]


def _any(draw: st.DrawFn, records: tuple[T, ...]) -> tuple[T, ...]:
    """Draw none, one or two of the records that are there, if any."""
    return _at(draw(_PLACES), records)


def _some(draw: st.DrawFn, records: tuple[T, ...]) -> tuple[T, ...]:
    """Draw one or two of the records that are there."""
    return _at(draw(_SOME_PLACES), records)


def _span(draw: st.DrawFn) -> tuple[PartialDate, PartialDate | None]:
    """Draw a date and, maybe, one that is not before it."""
    start, end = draw(_DATES), draw(_MAYBE_DATE)
    return (end, start) if end is not None and end < start else (start, end)


def _not_before(draw: st.DrawFn, day: datetime.date | None) -> datetime.date:
    return draw(_DAYS) if day is None else day + datetime.timedelta(draw(_COUNTS) % 1000)


@st.composite
def _statements(draw: st.DrawFn, known: _Known) -> Statement:
    return Statement(date=draw(_MAYBE_DATE), text=draw(_TEXTS), sources=_some(draw, known.sources))


def _maybe_statement(draw: st.DrawFn, known: _Known) -> Statement | None:
    return draw(_statements(known)) if draw(_YES_OR_NO) else None


@st.composite
def _regions(draw: st.DrawFn, known: _Known) -> Region:
    return Region(id=draw(_SLUGS), name=draw(_TEXTS), sources=_some(draw, known.sources))


@st.composite
def _countries(draw: st.DrawFn, known: _Known) -> Country:
    return Country(
        alpha_2=draw(_ALPHA_2),
        alpha_3=draw(_ALPHA_3),
        numeric=draw(_NUMERIC),
        name=draw(_TEXTS),
        common_name=draw(_TEXTS),
        aliases=draw(_MANY_TEXTS),
        region=_one(draw, known.regions),
        region_sources=_any(draw, known.sources),
        region_note=draw(_MAYBE_TEXT),
        region_evidence=draw(_tuples_of(_statements(known), most=1)),
    )


@st.composite
def _subdivisions(draw: st.DrawFn, known: _Known) -> Subdivision:
    country = _one(draw, known.countries)
    return Subdivision(
        code=f"{country.alpha_2}-{draw(_SUBDIVISION)}",
        name=draw(_TEXTS),
        type=draw(_TEXTS),
        country=country,
    )


@st.composite
def _admissions(draw: st.DrawFn, known: _Known) -> Admission:
    announced_on = draw(_MAYBE_DAY)
    withdrawn = draw(_YES_OR_NO)
    return Admission(
        year=draw(_MAYBE_YEAR) if announced_on is None else announced_on.year,
        announced_on=announced_on,
        listed_as=draw(_TEXTS),
        certainty=draw(_CERTAINTIES),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
        withdrawn_on=_not_before(draw, announced_on) if withdrawn else None,
        withdrawn_sources=_some(draw, known.sources) if withdrawn else (),
        withdrawn_note=draw(_MAYBE_TEXT) if withdrawn else None,
    )


@st.composite
def _members(draw: st.DrawFn, known: _Known) -> City:
    country = _one(draw, known.countries)
    within = (each for each in known.subdivisions if each.country == country)
    admitted = draw(_tuples_of(_admissions(known), least=1, most=2))
    return City(
        id=f"{country.alpha_2.lower()}-{draw(_SLUGS)}",
        name=draw(_TEXTS),
        country=country,
        subdivision=_one(draw, (None, *within)),
        kind=draw(_KINDS),
        # Those without a year first: they may stand anywhere.
        admissions=tuple(sorted(admitted, key=lambda admission: admission.year or 0)),
        known_member_by=draw(_MAYBE_DATE),
        status_notes=draw(_MAYBE_TEXT),
        location=draw(_MAYBE_LOCATION),
        aliases=draw(_MANY_TEXTS),
        alternate_names=draw(_MANY_TEXTS),
    )


@st.composite
def _priorities(draw: st.DrawFn, known: _Known) -> Priority:
    coordinators = _any(draw, known.cities)
    return Priority(
        number=draw(_MAYBE_NUMBER),
        name=draw(_TEXTS),
        other_wording=_maybe_statement(draw, known),
        coordinators=coordinators,
        coordinator_sources=_some(draw, known.sources) if coordinators else (),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _strategy_periods(draw: st.DrawFn, known: _Known) -> StrategyPeriod:
    start, end = draw(_YEARS), draw(_MAYBE_NUMBER)
    return StrategyPeriod(
        id=draw(_SLUGS),
        name=draw(_TEXTS),
        start=start,
        end=None if end is None else start + end - 1,
        adopted=_maybe_statement(draw, known),
        priorities_stated=draw(_MAYBE_COUNT),
        priorities=draw(_tuples_of(_priorities(known), most=1)),
        sources=_any(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _corrections(draw: st.DrawFn, known: _Known, announced_on: datetime.date | None) -> Correction:
    return Correction(
        corrected_on=_not_before(draw, announced_on),
        cities_stated=draw(_MAYBE_COUNT),
        countries_stated=draw(_MAYBE_COUNT),
        network_cities_stated=draw(_MAYBE_COUNT),
        network_countries_stated=draw(_MAYBE_COUNT),
        withdrawn_cities=_any(draw, known.cities),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


def _new_members(draw: st.DrawFn, known: _Known) -> NewMembers:
    return NewMembers(
        cities=draw(_COUNTS),
        countries=draw(_COUNTS),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


def _applications(draw: st.DrawFn, known: _Known) -> ApplicationWindow:
    opens, closes = _span(draw)
    return ApplicationWindow(
        opens=opens,
        closes=closes or opens,
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _releases(draw: st.DrawFn, known: _Known) -> Release:
    joined_on = draw(_DAYS)
    return Release(
        source=_one(draw, known.sources),
        public_copy=_one(draw, (None, *known.sources)),
        published_on=_not_before(draw, joined_on),
        cities=_any(draw, known.cities),
        joined_on=joined_on,
        country=_one(draw, known.countries),
        first_of_country=draw(_YES_OR_NO),
        network_name=draw(_TEXTS),
        network_acronym=draw(_TEXTS),
        network_standing=draw(_TEXTS),
        initiative=Initiative(means=draw(_TEXTS), bodies=draw(_MANY_TEXTS)),
        event=Event(
            held_on=draw(_DAYS),
            kind=draw(_TEXTS),
            held_by=draw(_TEXTS),
            announced=draw(_TEXTS),
            cities_stated=draw(_COUNTS),
            countries_stated=draw(_COUNTS),
        ),
        remarks=Remarks(
            speaker=draw(_TEXTS),
            role=draw(_TEXTS),
            welcomed=draw(_TEXTS),
            looks_forward_to=draw(_TEXTS),
            expectations=draw(_MANY_TEXTS),
            criteria=draw(_MANY_TEXTS),
        ),
        requirement=draw(_TEXTS),
        purpose=Purpose(kinds=draw(_MANY_TEXTS), aims=draw(_MANY_TEXTS)),
        network_cities_stated=draw(_COUNTS),
        network_countries_stated=draw(_COUNTS),
        members_gain=draw(_MANY_TEXTS),
        beneficiary=Beneficiary(who=draw(_TEXTS), means=draw(_TEXTS), reason=draw(_TEXTS)),
        strategy=ListedStrategy(
            period=_one(draw, known.periods),
            priorities_stated=draw(_COUNTS),
            priorities_listed=draw(_LISTED_PRIORITIES),
            note=draw(_MAYBE_TEXT),
        ),
        omitted=draw(_MAYBE_TEXT),
    )


_LISTED_PRIORITIES = _tuples_of(
    st.builds(ListedPriority, number=_NUMBERS, as_listed=_TEXTS, note=_MAYBE_TEXT)
)


@st.composite
def _rounds(draw: st.DrawFn, known: _Known) -> Announcement:
    announced_on = draw(_MAYBE_DAY)
    # A release is long, and tells of a strategy that must be there.
    released = bool(known.periods) and draw(_SELDOM)
    return Announcement(
        id=draw(_SLUGS),
        year=draw(_YEARS) if announced_on is None else announced_on.year,
        kind=draw(_ANNOUNCEMENT_KINDS),
        announced_on=announced_on,
        title=draw(_TEXTS),
        event=draw(_MAYBE_TEXT),
        cities_stated=draw(_MAYBE_COUNT),
        countries_stated=draw(_MAYBE_COUNT),
        network_cities_stated=draw(_MAYBE_COUNT),
        network_countries_stated=draw(_MAYBE_COUNT),
        corrections=draw(_tuples_of(_corrections(known, announced_on))),
        new_members=_new_members(draw, known) if draw(_YES_OR_NO) else None,
        applications=_applications(draw, known) if draw(_YES_OR_NO) else None,
        releases=(draw(_releases(known)),) if released else (),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


def _distinct(records: Iterable[Country | Region]) -> bool:
    """Whether no two of them are called the same."""
    called = [spelling for record in records for spelling in spellings(record)]
    return len(set(called)) == len(called)


@st.composite
def _sizes(draw: st.DrawFn, known: _Known) -> NetworkSize:
    cities, inhabitants = draw(_MAYBE_COUNT), draw(_MAYBE_COUNT)
    return NetworkSize(
        date=draw(_DATES),
        cities=cities,
        cities_qualifier=None if cities is None else draw(_QUALIFIERS),
        countries=draw(_MAYBE_COUNT),
        inhabitants=inhabitants,
        inhabitants_qualifier=None if inhabitants is None else draw(_QUALIFIERS),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _national_counts(draw: st.DrawFn, known: _Known) -> NationalCount:
    return NationalCount(
        country=_one(draw, known.countries),
        date=draw(_DATES),
        cities=draw(_NUMBERS),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _conferences(draw: st.DrawFn, known: _Known) -> Conference:
    start, end = _span(draw)
    return Conference(
        number=draw(_NUMBERS),
        host=draw(_MAYBE_TEXT),
        country=_one(draw, (None, *known.countries)),
        city=_one(draw, (None, *known.cities)),
        start=start,
        end=end,
        theme=draw(_TEXTS),
        outcomes=draw(_MANY_TEXTS),
        participants=draw(_MAYBE_TEXT),
        status=draw(_TEXTS),
        sources=_some(draw, known.sources),
    )


@st.composite
def _admission_rules(draw: st.DrawFn, known: _Known) -> AdmissionRule:
    start, end = _span(draw)
    return AdmissionRule(
        start=start,
        end=end,
        text=draw(_TEXTS),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _directors(draw: st.DrawFn, known: _Known) -> Director:
    start, end = _span(draw)
    return Director(
        name=draw(_TEXTS),
        start=start if draw(_YES_OR_NO) else None,
        end=end,
        acting=draw(_YES_OR_NO),
        sources=_some(draw, known.sources),
        note=draw(_MAYBE_TEXT),
    )


@st.composite
def _conflicts(draw: st.DrawFn, known: _Known, rounds: tuple[Announcement, ...]) -> Conflict:
    values = draw(_TWO_TEXTS)
    return Conflict(
        id=draw(_SLUGS),
        topic=draw(_TEXTS),
        cities=_any(draw, known.cities),
        announcement=_one(draw, (None, *rounds)),
        claims=tuple(Claim(value=value, source=_one(draw, known.sources)) for value in values),
        resolution=draw(_TEXTS),
        reason=draw(_TEXTS),
    )


_TWO_TEXTS = _tuples_of(_TEXTS, least=2)

_STATED = {
    attribute.name: attribute.type == tuple[Statement, ...]
    for attribute in fields_of(NetworkFacts)
    if attribute.type in (Statement | None, tuple[Statement, ...])
}
"""The facts in words, and whether there may be many of one."""


def _facts(draw: st.DrawFn, known: _Known) -> dict[str, Any]:
    """Draw some of the facts in words."""
    one = _statements(known)
    many = _tuples_of(one, least=1)
    return {name: draw(many if _STATED[name] else one) for name in _STATED if draw(_SELDOM)}


@st.composite
def _network_facts(draw: st.DrawFn, known: _Known, awards: tuple[Award, ...]) -> NetworkFacts:
    periods = draw(_tables_of(_strategy_periods(known), "id", most=2))
    known = known._replace(periods=periods)
    rounds = draw(
        st.lists(_rounds(known), max_size=2, unique_by=(lambda a: a.id, lambda a: a.year)).map(
            lambda found: tuple(sorted(found, key=lambda a: a.year))
        )
    )
    quota = draw(_YES_OR_NO)
    return NetworkFacts(
        **_facts(draw, known),
        directors=draw(_tuples_of(_directors(known), most=1)),
        announcements=rounds,
        strategy_periods=periods,
        sizes=draw(_tuples_of(_sizes(known))),
        national_counts=draw(_tuples_of(_national_counts(known), most=1)),
        conferences=draw(_tables_of(_conferences(known), "number", most=1)),
        awards=awards,
        award_note=draw(_MAYBE_TEXT),
        admission_rules=draw(_tuples_of(_admission_rules(known), most=1)),
        quota=_quota(draw, known) if quota else None,
        conflicts=draw(_tables_of(_conflicts(known, rounds), "id", most=1)),
    )


def _quota(draw: st.DrawFn, known: _Known) -> Quota:
    return Quota(
        cities=draw(_COUNTS),
        per=draw(_TEXTS),
        text=draw(_TEXTS),
        sources=_some(draw, known.sources),
    )


@st.composite
def _places(draw: st.DrawFn) -> _Known:
    """Sources, regions, countries and subdivisions that a network can be made of."""
    known = _Known(draw(_SOURCES))
    known = known._replace(regions=draw(_tables_of(_regions(known), "id", least=1, most=2)))
    assume(_distinct(known.regions))
    where = draw(_tables_of(_countries(known), "alpha_2", least=1, most=2))
    assume(_distinct(where))
    known = known._replace(countries=where)
    return known._replace(subdivisions=draw(_tables_of(_subdivisions(known), "code")))


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Cities, each with a country, a region and sources of its own.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.cities())
        ... def test_label(city):
        ...     assert city.name in f"{city.name}, {city.country.common_name}"
        >>> test_label()
    """
    city = draw(_members(draw(_places())))
    return evolve(city, award_years=tuple(draw(_AWARD_YEARS)))


@st.composite
def announcements(draw: st.DrawFn) -> Announcement:
    """Announcements, with what was stated and what was corrected.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.announcements())
        ... def test_title(announcement):
        ...     assert announcement.title
        >>> test_title()
    """
    known = draw(_places())
    known = known._replace(cities=draw(_tables_of(_members(known), "id", most=2)))
    periods = (draw(_strategy_periods(known)),)
    return draw(_rounds(known._replace(periods=periods)))


def networks(*, min_cities: int = 0, max_cities: int | None = None) -> st.SearchStrategy[Network]:
    """Whole networks.

    Args:
        min_cities: how many cities there are at the least.
        max_cities: how many there are at the most; None: three more than at the least.

    Raises:
        TypeError: a number is no int.
        ValueError: a number is negative, or the greatest is less than the least.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.networks(min_cities=1))
        ... def test_somebody_is_there(network):
        ...     assert network.cities(include_withdrawn=True)
        >>> test_somebody_is_there()
    """
    least = _number("min_cities", min_cities)
    most = least + 3 if max_cities is None else _number("max_cities", max_cities)
    if most < least:
        raise ValueError(f"max_cities must be min_cities, {least}, or more, got {most}")
    return _networks(least, most)


def _number(name: str, value: int) -> int:
    if type(value) is not int:
        raise TypeError(f"{name} must be an int, got {shortened(value)}")
    if value < 0:
        raise ValueError(f"{name} must be 0 or more, got {shortened(value)}")
    return value


@st.composite
def _networks(draw: st.DrawFn, min_cities: int, max_cities: int) -> Network:
    known = draw(_places())
    members = draw(_tables_of(_members(known), "id", least=min_cities, most=max_cities))
    rounds = {year: _any(draw, members) for year in draw(_AWARD_YEARS)}
    members = tuple(
        evolve(city, award_years=tuple(year for year, to in rounds.items() if city in to))
        for city in members
    )
    known = known._replace(cities=members)
    awards = tuple(_award(draw, known, year) for year in rounds)
    return Network(
        data_version="2026.11.23",
        as_of=draw(_DAYS),
        sources=known.sources,
        regions=known.regions,
        countries=known.countries,
        subdivisions=known.subdivisions,
        cities=members,
        facts=draw(_network_facts(known, awards)),
    )


def _award(draw: st.DrawFn, known: _Known, year: int) -> Award:
    """Draw a round of the award, to the members that received it and, seldom, to another city."""
    to = [
        Recipient(name=city.name, country=city.country, city=city, note=draw(_MAYBE_TEXT))
        for city in known.cities
        if year in city.award_years
    ]
    if draw(_SELDOM):
        to.append(Recipient(name=draw(_TEXTS), country=_one(draw, known.countries)))
    return Award(
        year=year,
        recipients_stated=draw(_COUNTS),
        recipients=tuple(to),
        sources=_some(draw, known.sources),
    )
