"""Hypothesis strategies for records and whole networks."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from attrs import astuple, evolve, fields_dict
from hypothesis import assume
from hypothesis import strategies as st

from gnlc.bundled import network as bundled_network
from gnlc.models.announcements import Announcement
from gnlc.models.base import Source
from gnlc.models.cities import Admission, City
from gnlc.models.facts import NetworkFacts
from gnlc.models.history import Award, Recipient
from gnlc.models.places import Country, Location, Region, Subdivision
from gnlc.models.strategy import StrategyPeriod
from gnlc.query.holdings import spellings
from gnlc.query.network import Network
from gnlc.testing.draw import (
    AWARD_YEARS,
    DAYS,
    MAYBE_TEXT,
    SELDOM,
    YES_OR_NO,
    Pool,
    new,
    records_of,
    table,
)
from gnlc.testing.factories import check_fields, city, takes_arguments_of
from gnlc.wording import shortened

_MOST_DRAWN = 3
"""More cities than these take more choices than Hypothesis makes for an example."""

_IN_A_COUNTRY = {"country", "id", "subdivision"}
"""The fields of a city that say in which country it is."""


def locations() -> st.SearchStrategy[Location]:
    """Places anywhere on earth."""
    return records_of(Location, {})


def _distinct(records: Iterable[Country | Region]) -> bool:
    """Return whether no two records have the same name."""
    called = [spelling for record in records for spelling in spellings(record)]
    return len(set(called)) == len(called)


def _places(draw: st.DrawFn, home: Country | None = None) -> Pool:
    """Draw the sources, regions, countries and subdivisions of a network, or of one country."""
    pool = table(draw, {}, Source, least=1)
    if home is not None:
        return _places_in(home, pool[Source])
    pool = table(draw, pool, Region, least=1, most=2)
    pool = table(draw, pool, Country, least=1, most=2)
    assume(_distinct(pool[Region]) and _distinct(pool[Country]))
    return table(draw, pool, Subdivision, most=2)


def _places_in(home: Country, sources: Iterable[Source]) -> Pool:
    """Return the places of a country, and sources that several cities of a network can have."""
    known = bundled_network().subdivisions()
    return {
        Source: tuple(evolve(each, id=f"{each.id}-{_digest(each)}") for each in sources),
        Region: (home.region,),
        Country: (home,),
        Subdivision: tuple(each for each in known if each.country == home),
    }


def _digest(source: Source) -> str:
    """Return letters and digits that differ between sources that differ."""
    return f"{crc32(repr(astuple(source)).encode()):x}"


@takes_arguments_of(city)
def cities(**fields: Any) -> st.SearchStrategy[City]:
    """Cities, each with its own country, region and sources.

    Args:
        **fields: the values of some fields, as `city` takes them; the others are drawn.
            Those of one `country` can be cities of one network.

    Raises:
        NotFoundError: the country is unknown.
        TypeError: a value is of the wrong type, or a field is unknown.
        ValueError: a value is invalid, or only one of latitude and longitude is given.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.cities(country="AZ"))
        ... def test_label(city):
        ...     assert f"{city.name}, {city.country.common_name}".endswith(", Azerbaijan")
        >>> test_label()
    """
    named: dict[str, Any] = {"name": "City", **fields}
    like = city(**named)
    home = None if _IN_A_COUNTRY.isdisjoint(fields) else like.country
    fixed = {name: getattr(like, name) for name in fields if name in fields_dict(City)}

    @st.composite
    def city_like(draw: st.DrawFn) -> City:
        pool = _places(draw, home)
        given: dict[str, Any] = {"award_years": draw(AWARD_YEARS), **fixed}
        if "year" in fields and "admissions" not in fields:
            given["admissions"] = (_admission(draw, pool, like.year),)
        if "latitude" in fields and like.location is not None and "location" not in fields:
            place = {"latitude": like.latitude, "longitude": like.longitude}
            given["location"] = new(draw, Location, pool, **place)
        return new(draw, City, pool, **given)

    return city_like()


def _admission(draw: st.DrawFn, pool: Pool, year: int | None) -> Admission:
    known = {"year": year} if year is not None else {"year": None, "announced_on": None}
    return new(draw, Admission, pool, **known)


@takes_arguments_of(Announcement)
def announcements(**fields: Any) -> st.SearchStrategy[Announcement]:
    """Announcements, with stated and corrected counts.

    Args:
        **fields: the values of some fields; the others are drawn.

    Raises:
        TypeError: a value is of the wrong type, or a field is unknown.
        ValueError: a value is invalid.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.announcements(year=2020))
        ... def test_day(announcement):
        ...     assert announcement.announced_on is None or announcement.announced_on.year == 2020
        >>> test_day()
    """
    check_fields(Announcement, fields)
    given = dict(fields)
    if given.get("announced_on") is not None:
        given.setdefault("year", given["announced_on"].year)
    if given.get("corrections"):
        # A drawn day may come after them.
        given.setdefault("announced_on", None)

    @st.composite
    def announcement_like(draw: st.DrawFn) -> Announcement:
        pool = table(draw, _places(draw), City, most=2)
        pool = table(draw, pool, StrategyPeriod, least=1, most=1)
        return new(draw, Announcement, pool, **given)

    return announcement_like()


def networks(*, min_cities: int = 0, max_cities: int | None = None) -> st.SearchStrategy[Network]:
    """Whole networks.

    Args:
        min_cities: the minimum number of cities.
        max_cities: the maximum number of cities; default: `min_cities` + 3.

    Raises:
        TypeError: a number is not an int.
        ValueError: a number is negative, or `max_cities` is less than `min_cities`.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.networks(min_cities=1))
        ... def test_somebody_is_there(network):
        ...     assert network.cities(include_withdrawn=True)
        >>> test_somebody_is_there()
    """
    least = _check_number("min_cities", min_cities)
    most = least + 3 if max_cities is None else _check_number("max_cities", max_cities)
    if most < least:
        raise ValueError(f"max_cities must be min_cities, {least}, or more, got {most}")
    return _networks(least, most)


def _check_number(name: str, value: int) -> int:
    if type(value) is not int:
        raise TypeError(f"{name} must be an int, got {shortened(value)}")
    if value < 0:
        raise ValueError(f"{name} must be 0 or more, got {shortened(value)}")
    return value


@st.composite
def _networks(draw: st.DrawFn, min_cities: int, max_cities: int) -> Network:
    pool = _with_cities(draw, _places(draw), min_cities, max_cities)
    years = draw(AWARD_YEARS)
    received = {city.id: tuple(y for y in years if draw(YES_OR_NO)) for city in pool[City]}
    members = tuple(evolve(city, award_years=received[city.id]) for city in pool[City])
    pool = table(draw, {**pool, City: members}, StrategyPeriod, most=2)
    rounds = table(draw, pool, Announcement, "id", "year", most=2)[Announcement]
    pool = {**pool, Announcement: tuple(sorted(rounds, key=lambda each: each.year))}
    facts = new(
        draw,
        NetworkFacts,
        pool,
        awards=tuple(_award(draw, pool, year) for year in years),
        announcements=pool[Announcement],
        strategy_periods=pool[StrategyPeriod],
    )
    return Network(
        data_version="2026.11.23",
        as_of=draw(DAYS),
        sources=pool[Source],
        regions=pool[Region],
        countries=pool[Country],
        subdivisions=pool[Subdivision],
        cities=members,
        facts=facts,
    )


def _with_cities(draw: st.DrawFn, pool: Pool, least: int, most: int) -> Pool:
    """Draw the cities of a network; when there are many, most repeat one under another name."""
    pool = table(draw, pool, City, least=min(least, _MOST_DRAWN), most=min(most, _MOST_DRAWN))
    drawn = pool[City]
    if most <= _MOST_DRAWN or not drawn:
        return pool
    more = draw(st.integers(max(0, least - len(drawn)), most - len(drawn)))
    likes = (drawn[number % len(drawn)] for number in range(more))
    repeats = (
        evolve(like, id=f"{like.id}-{number}", name=f"{like.name} {number}")
        for number, like in enumerate(likes, 1)
    )
    return {**pool, City: (*drawn, *repeats)}


def _award(draw: st.DrawFn, pool: Pool, year: int) -> Award:
    """Draw a round of the award, to the members that received it and, seldom, to another city."""
    to = [
        Recipient(name=city.name, country=city.country, city=city, note=draw(MAYBE_TEXT))
        for city in pool[City]
        if year in city.award_years
    ]
    if draw(SELDOM):
        to.append(new(draw, Recipient, pool, city=None))
    return new(draw, Award, pool, year=year, recipients=tuple(to))
