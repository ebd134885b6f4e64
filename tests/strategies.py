"""Hypothesis strategies for records, networks, documents and filters."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

import gnlc
from gnlc.models.announcements import AnnouncementKind
from gnlc.models.history import Qualifier
from gnlc.models.places import Certainty, CityKind, Relation
from gnlc.text import fold

T = TypeVar("T")

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))
YEARS = st.integers(2000, 2030)
COUNTS = st.integers(0, 10**6)
WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
SLUGS = st.from_regex("[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)


def optional(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | values


def tuples_of(
    values: st.SearchStrategy[T], *, least: int = 0, most: int = 3
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, min_size=least, max_size=most, unique=True).map(tuple)


def tables_of(
    values: st.SearchStrategy[T], key: str, *, least: int = 0, most: int = 4
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(
        values, min_size=least, max_size=most, unique_by=lambda record: getattr(record, key)
    ).map(tuple)


@st.composite
def partial_dates(draw: st.DrawFn) -> gnlc.PartialDate:
    day = draw(DAYS)
    parts = (day.year, day.month, day.day)
    return gnlc.PartialDate(*parts[: draw(st.integers(1, 3))])


def sources() -> st.SearchStrategy[gnlc.Source]:
    return st.builds(
        gnlc.Source,
        id=SLUGS,
        url=optional(st.just("https://example.org/a?b=c#d")),
        publisher=TEXTS,
        title=optional(TEXTS),
        published=optional(partial_dates()),
        language=st.sampled_from(["en", "pt-BR", "kaa"]),
        supports=TEXTS,
    )


def some(records: tuple[T, ...]) -> st.SearchStrategy[tuple[T, ...]]:
    """One to three of the records that are there."""
    return tuples_of(st.sampled_from(records), least=1)


def statements(known: tuple[gnlc.Source, ...]) -> st.SearchStrategy[gnlc.Statement]:
    return st.builds(
        gnlc.Statement, date=optional(partial_dates()), text=TEXTS, sources=some(known)
    )


def regions(known: tuple[gnlc.Source, ...]) -> st.SearchStrategy[gnlc.Region]:
    return st.builds(gnlc.Region, id=SLUGS, name=TEXTS, sources=some(known))


def countries(
    known: tuple[gnlc.Source, ...], groups: tuple[gnlc.Region, ...]
) -> st.SearchStrategy[gnlc.Country]:
    return st.builds(
        gnlc.Country,
        alpha_2=st.from_regex("[A-Z]{2}", fullmatch=True),
        alpha_3=st.from_regex("[A-Z]{3}", fullmatch=True),
        numeric=st.from_regex("[0-9]{3}", fullmatch=True),
        name=TEXTS,
        common_name=TEXTS,
        aliases=tuples_of(TEXTS),
        region=st.sampled_from(groups),
        region_sources=tuples_of(st.sampled_from(known)),
        region_note=optional(TEXTS),
        region_evidence=tuples_of(statements(known), most=1),
    )


def locations() -> st.SearchStrategy[gnlc.Location]:
    return st.builds(
        gnlc.Location,
        geonames_id=st.integers(1, 10**7),
        name=TEXTS,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180) | st.integers(-180, 180),
        population=optional(COUNTS),
        timezone=st.sampled_from(["Asia/Baku", "America/Argentina/Buenos_Aires", "UTC"]),
        relation=st.sampled_from(get_args(Relation)),
    )


@st.composite
def admissions(draw: st.DrawFn, known: tuple[gnlc.Source, ...]) -> gnlc.Admission:
    announced_on = draw(optional(DAYS))
    year = draw(optional(YEARS)) if announced_on is None else announced_on.year
    withdrawn = draw(st.booleans())
    first = announced_on or datetime.date(2000, 1, 1)
    return gnlc.Admission(
        year=year,
        announced_on=announced_on,
        listed_as=draw(TEXTS),
        certainty=draw(st.sampled_from(get_args(Certainty))),
        sources=draw(some(known)),
        note=draw(optional(TEXTS)),
        withdrawn_on=draw(st.dates(first, datetime.date(2031, 1, 1))) if withdrawn else None,
        withdrawn_sources=draw(some(known)) if withdrawn else (),
        withdrawn_note=draw(optional(TEXTS)) if withdrawn else None,
    )


@st.composite
def cities(
    draw: st.DrawFn, known: tuple[gnlc.Source, ...], where: tuple[gnlc.Country, ...]
) -> gnlc.City:
    country = draw(st.sampled_from(where))
    admitted = draw(tuples_of(admissions(known), least=1, most=2))
    return gnlc.City(
        id=f"{country.alpha_2.lower()}-{draw(SLUGS)}",
        name=draw(TEXTS),
        country=country,
        kind=draw(st.sampled_from(get_args(CityKind))),
        # Those without a year first: they may stand anywhere.
        admissions=tuple(sorted(admitted, key=lambda admission: admission.year or 0)),
        known_member_by=draw(optional(partial_dates())),
        status_notes=draw(optional(TEXTS)),
        location=draw(optional(locations())),
        aliases=draw(tuples_of(TEXTS)),
        alternate_names=draw(tuples_of(TEXTS)),
    )


@st.composite
def strategy_periods(
    draw: st.DrawFn, known: tuple[gnlc.Source, ...], members: tuple[gnlc.City, ...]
) -> gnlc.StrategyPeriod:
    coordinators = draw(tuples_of(st.sampled_from(members), most=1)) if members else ()
    start = draw(YEARS)
    priority = gnlc.Priority(
        number=draw(optional(st.integers(1, 9))),
        name=draw(TEXTS),
        other_wording=draw(optional(statements(known))),
        coordinators=coordinators,
        coordinator_sources=draw(some(known)) if coordinators else (),
        sources=draw(some(known)),
        note=draw(optional(TEXTS)),
    )
    return gnlc.StrategyPeriod(
        id=draw(SLUGS),
        name=draw(TEXTS),
        start=start,
        end=draw(optional(st.integers(start, 2040))),
        adopted=draw(optional(statements(known))),
        priorities_stated=draw(optional(COUNTS)),
        priorities=(priority,),
        sources=draw(tuples_of(st.sampled_from(known))),
        note=draw(optional(TEXTS)),
    )


@st.composite
def announcements(
    draw: st.DrawFn, known: tuple[gnlc.Source, ...], members: tuple[gnlc.City, ...]
) -> gnlc.Announcement:
    announced_on = draw(optional(DAYS))
    first = announced_on or datetime.date(2000, 1, 1)
    correction = st.builds(
        gnlc.Correction,
        corrected_on=st.dates(first, datetime.date(2031, 1, 1)),
        cities_stated=optional(COUNTS),
        countries_stated=optional(COUNTS),
        withdrawn=tuples_of(st.sampled_from(members), most=1) if members else st.just(()),
        sources=some(known),
    )
    return gnlc.Announcement(
        id=draw(SLUGS),
        year=draw(YEARS) if announced_on is None else announced_on.year,
        kind=draw(st.sampled_from(get_args(AnnouncementKind))),
        announced_on=announced_on,
        title=draw(TEXTS),
        cities_stated=draw(optional(COUNTS)),
        corrections=draw(tuples_of(correction, most=2)),
        applications=draw(
            optional(
                st.builds(
                    gnlc.ApplicationWindow,
                    opens=st.just(gnlc.PartialDate(2019)),
                    closes=st.just(gnlc.PartialDate(2019, 4)),
                    sources=some(known),
                )
            )
        ),
        sources=draw(some(known)),
    )


def _distinct(spellings: Iterable[set[str]]) -> bool:
    """Whether none but the empty spelling is in two of the sets."""
    counts = Counter(spelling for of_one in spellings for spelling in of_one - {""})
    return max(counts.values(), default=0) <= 1


@st.composite
def networks(draw: st.DrawFn) -> gnlc.Network:
    """Whole networks, small, with something of everything in them."""
    known = draw(tables_of(sources(), "id", least=1))
    groups = draw(tables_of(regions(known), "id", least=1, most=2))
    assume(_distinct({fold(region.name)} for region in groups))
    where = draw(tables_of(countries(known, groups), "alpha_2", least=1, most=3))
    assume(_distinct({*map(fold, (c.alpha_2, c.alpha_3, c.numeric, *c.names))} for c in where))
    members = draw(tables_of(cities(known, where), "id"))
    recipients = draw(tuples_of(st.sampled_from(members), most=2)) if members else ()
    award = gnlc.Award(
        year=2019,
        recipients_stated=10,
        recipients=tuple(
            gnlc.Recipient(name=city.name, country=city.country, city=city)
            for city in (evolve(city, awards=(2019,)) for city in recipients)
        ),
        sources=known[:1],
    )
    members = tuple(evolve(c, awards=(2019,)) if c in recipients else c for c in members)
    total = st.builds(
        gnlc.Total,
        date=partial_dates(),
        cities=COUNTS,
        cities_qualifier=st.sampled_from(get_args(Qualifier)),
        countries=optional(COUNTS),
        sources=some(known),
    )
    rounds = st.lists(
        announcements(known, members), max_size=2, unique_by=(lambda a: a.id, lambda a: a.year)
    ).map(lambda found: tuple(sorted(found, key=lambda a: a.year)))
    chronicle = gnlc.Chronicle(
        name=draw(optional(statements(known))),
        features=draw(tuples_of(statements(known))),
        directors=(gnlc.Director(name="A", acting=draw(st.booleans()), sources=known[:1]),),
        announcements=draw(rounds),
        strategy_periods=draw(tables_of(strategy_periods(known, members), "id", most=2)),
        totals=draw(tuples_of(total)),
        awards=(award,),
        award_note=draw(optional(TEXTS)),
    )
    return gnlc.Network(
        data_version="2026.11.23",
        as_of=draw(DAYS),
        sources=known,
        regions=groups,
        countries=where,
        cities=members,
        chronicle=chronicle,
    )


def _bundled(ask: Any) -> st.SearchStrategy[Any]:
    """A strategy over what the bundled network holds, read when the first test needs it."""
    return st.deferred(lambda: st.sampled_from(ask(gnlc.network())))


BUNDLED_CITIES = _bundled(lambda network: network.cities(include_withdrawn=True))


def one_or_more(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values | st.lists(values, min_size=1, max_size=3)


_NEAR = st.sampled_from([(40.4, 49.9), (-34.6, -58.4), (0.0, 180.0)])

FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "country": one_or_more(_bundled(lambda network: network.countries())),
        "region": one_or_more(_bundled(lambda network: network.regions())),
        "year": one_or_more(st.integers(2014, 2027)),
        "announcement": one_or_more(st.sampled_from([2019, "2020", datetime.date(2022, 9, 2)])),
        "as_of": DAYS | partial_dates() | st.integers(2014, 2027),
        "kind": one_or_more(st.sampled_from(get_args(CityKind))),
        "awarded": st.booleans() | one_or_more(st.sampled_from([2015, 2017, 2018, 2024])),
        "certainty": one_or_more(st.sampled_from(get_args(Certainty))),
        "bbox": st.sampled_from([(-20, -35, 60, 38), (150.0, -50.0, -30.0, 60.0)]),
        "where": st.sampled_from([lambda city: len(city.name) > 6, lambda city: city.aliases]),
    },
)
FILTERS |= st.builds(
    lambda filters, near, km: {**filters, "near": near, "within_km": km},
    FILTERS,
    _NEAR,
    st.floats(0, 10_000),
)
"""Filters of the bundled network."""
