"""A network, and every way to query it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Unpack

from attrs import frozen

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models.cities import City
from gnlc.models.places import Country, Region, Subdivision
from gnlc.query.filters import (
    Filters,
    OneOrMore,
    number,
    predicates,
    several,
    spelled_out,
    whole_number,
)
from gnlc.query.folding import Text
from gnlc.query.gazetteer import Place
from gnlc.query.holdings import Holdings
from gnlc.query.lookup import SUGGESTED, look_up, no_such_time, only_country, parse_time
from gnlc.wording import listed, shortened

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement
    from gnlc.models.strategy import StrategyPeriod
    from gnlc.query.cities import Cities
    from gnlc.query.search import Match
    from gnlc.rows.tables import Tables

_SUGGESTION_SCORE = 60.0


@frozen(kw_only=True, repr=False)
class Network(Holdings):
    """The UNESCO Global Network of Learning Cities, according to public sources.

    `gnlc.network()` returns the bundled one; `gnlc.load(...)` reads one from your own document.
    It records who was admitted, when, and by whose word; nobody publishes the members of today.

    Attributes:
        data_version (str): the version of the data, by the calendar: `2026.11.23`.
        as_of (datetime.date): the day of its latest source.

    Raises:
        TypeError: an argument is of the wrong type.
        ValueError: two records of a table have the same key, a record refers to one that is not in
            its table, or the awards of a city differ from those of the facts.

    Example:
        >>> gnlc.network().city("Ganja").year
        2020
        >>> gnlc.network().purpose.aims[0]
        'producing and sharing knowledge'
    """

    def city(self, key: City | str, *, country: Country | str | None = None) -> City:
        """Return the city with an id or a name.

        Every recorded name will do, in any script and case, with or without accents. A city whose
        admission was withdrawn is returned too: see `City.withdrawn`.

        Args:
            key: an id or a name; for a City, the record of this network is returned.
            country: the country to search in.

        Raises:
            NotFoundError: no city has this id or name (in this country).
            AmbiguousNameError: several cities have this name.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.city("Gəncə")
            City(id='az-ganja', name='Ganja', country=Country('AZ', 'Azerbaijan'), year=2020)
            >>> gnlc.city("Ganja", country="AZ").id
            'az-ganja'
        """
        if country is None and isinstance(key, str) and (asked := self._asked.get(key)) is not None:
            return asked
        there = None if country is None else self.country(country)
        asked_for = Text(key) if isinstance(key, str) else key
        answer = self._bearers(asked_for, there)
        if len(answer.cities) == 1:
            [city] = answer.cities
            # Only recorded spellings are cached, which limits the size of the cache.
            if there is None and isinstance(asked_for, Text) and self._is_recorded(asked_for, city):
                self._asked[asked_for.raw] = city
            return city
        if answer.cities:
            raise AmbiguousNameError("city", key, answer.cities)
        raise self._no_city(asked_for, there, answer.place)

    def _no_city(
        self, key: City | Text, country: Country | None, place: Place | None
    ) -> NotFoundError:
        """Return the error for an unknown city, with suggestions."""
        hints: list[str] = []
        text = key if isinstance(key, Text) else Text(key.name)
        near = self._bearers(key, None).cities if country is not None else ()
        if isinstance(key, Text) and (place := place or self._gazetteer.place_called(key, country)):
            hints.append(self._describe(place))
        if near and country is not None:
            hints.append(f"not in {country.common_name}, but there is {_named(near)}")
        elif text.is_readable:
            matches = self._ranking.search(
                text,
                limit=SUGGESTED,
                min_score=_SUGGESTION_SCORE,
                keep=lambda city: country in (None, city.country),
            )
            if near := tuple(match.city for match in matches):
                hints.append(f"did you mean {_named(near)}?")
        ids = tuple(city.id for city in near)[:SUGGESTED]
        asked = key.raw if isinstance(key, Text) else key
        return NotFoundError("city", asked, ids, "; ".join(hints) or None)

    def country(self, key: Country | str) -> Country:
        """Return the country with an ISO 3166 code or a name.

        Args:
            key: alpha-2, alpha-3 or numeric code (three digits), or a name in any language; case
                and accents do not matter.

        Raises:
            NotFoundError: the country is unknown, or none of its cities is on record.
            AmbiguousNameError: in different languages, it is the name of several countries.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.country("AZE")
            Country('AZ', 'Azerbaijan')
            >>> gnlc.country("England").name
            'United Kingdom of Great Britain and Northern Ireland'
            >>> gnlc.country("德国") is gnlc.country("Deutschland")
            True
            >>> gnlc.country("Norge")
            Traceback (most recent call last):
            gnlc.errors.NotFoundError: no country 'Norge' on record; no member on record in Norway
        """
        if isinstance(key, str) and (own := self._own_country(key)) is not None:
            return own
        if codes := self._codes_of(key):
            there = [self._countries[code] for code in codes if code in self._country_codes]
            return only_country(key, codes, there, self._country_name)
        return look_up("country", key, self._spellings_on_record, attrgetter("common_name"))

    def subdivision(
        self, key: Subdivision | str, *, country: Country | str | None = None
    ) -> Subdivision:
        """Return the subdivision of a country with an ISO 3166-2 code or a name.

        Args:
            key: a code or a name; case and accents do not matter.
            country: the country to search in.

        Raises:
            NotFoundError: no subdivision of the network has this code or name (in this country).
            AmbiguousNameError: subdivisions of several countries have this name.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.subdivision("az-ga")
            Subdivision('AZ-GA', 'Gəncə')
            >>> gnlc.subdivision("Ash Sharqiyah", country="EG").code
            'EG-SHR'
        """
        there = None if country is None else self.country(country)
        meant = self._called_subdivisions.find(key, there)
        if len(meant) == 1:
            return meant[0]
        raise AmbiguousNameError("subdivision", key, meant)

    def region(self, key: Region | str) -> Region:
        """Return the UNESCO region with an id or a name; case does not matter.

        Raises:
            NotFoundError: the region is unknown.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.region("arab-states")
            Region('Arab States')
        """
        return look_up("region", key, self._region_by_spelling, attrgetter("name"))

    def announcement(self, key: Announcement | int | str | datetime.date) -> Announcement:
        """Return the announcement of a year, of a day, or with an id.

        Args:
            key: a year, a day (as a date or as ISO 8601 writes it), or an id.

        Raises:
            NotFoundError: no such announcement is known.
            TypeError: the key is neither an int nor a str nor a date.

        Example:
            >>> gnlc.announcement(2020).announced_on
            datetime.date(2020, 9, 23)
            >>> gnlc.announcement("2020-09-23").cities_stated
            55
        """
        announcements = self.announcements()
        for announcement in announcements:
            if key in (announcement, announcement.id):
                return announcement
        when = parse_time("announcement", key)
        for announcement in announcements:
            if when in (announcement.year, announcement.announced_on):
                return announcement
        raise no_such_time("announcement", key, when, {a.id: a.year for a in announcements})

    def strategy_period(self, key: StrategyPeriod | int | str | datetime.date) -> StrategyPeriod:
        """Return the strategy period that covers a year or a day, or has an id.

        Args:
            key: a year, a day (as a date or as ISO 8601 writes it), or an id.

        Raises:
            NotFoundError: no such period is known.
            AmbiguousNameError: the year belongs to two periods; use an id instead.
            TypeError: the key is neither an int nor a str nor a date.

        Example:
            >>> gnlc.strategy_period(2020).id
            '2019-2021'
        """
        periods = self.strategy_periods()
        for period in periods:
            if key in (period, period.id, period.name):
                return period
        when = parse_time("strategy period", key)
        year = when.year if isinstance(when, datetime.date) else when
        covering = [p for p in periods if isinstance(year, int) and p.covers(year)]
        if len(covering) == 1:
            return covering[0]
        if covering:
            raise AmbiguousNameError("strategy period", key, covering)
        raise no_such_time("strategy period", key, when, {p.id: p.start for p in periods})

    @spelled_out(include_withdrawn=False)
    def cities(self, **filters: Unpack[Filters]) -> Cities:
        """Return the cities that pass every filter, in order of id.

        Most filters take one value or several. A filter that is omitted or None keeps every city.

        Args:
            **filters: as follows.

                - country: ISO 3166 codes or names, as `country` takes them.
                - region: UNESCO regions, by name or id.
                - subdivision: subdivisions, by ISO 3166-2 code or name. A name that occurs in
                  several countries selects all of them, or those in `country`.
                - year: the year of any admission; `City.year` is that of the first.
                - announcement: the announcement of an admission, by year, date or id.
                - as_of: admitted by this day (the last of a month or year) and not withdrawn by
                  then; an admission counts from the end of its year if its day is unknown.
                - kind: what the member is: "city", "district", ...
                - awarded: whether, or in which year, it received the UNESCO Learning City Award.
                - certainty: of an admission, "stated" or "inferred".
                - near: a city, or degrees north and east (WGS 84); requires `within_km`.
                - within_km: the greatest distance from `near`, in km.
                - bbox: west, south, east, north in degrees (WGS 84), as in GeoJSON.
                - where: a predicate of one's own, which takes a city.
                - include_withdrawn: whether to keep cities all of whose admissions were withdrawn.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range.

        Example:
            >>> gnlc.cities(country="Azerbaijan", year=2020)
            Cities(3: az-baku, az-gabala, az-ganja)
            >>> gnlc.cities(country="AZ", year=2020, near=gnlc.city("Baku"), within_km=250).ids
            ('az-baku', 'az-gabala')
            >>> gnlc.cities(country="AZ", year=2020, where=lambda city: len(city.name) < 5).ids
            ('az-baku',)
        """
        start = self._all if filters.get("include_withdrawn") is True else self._not_withdrawn
        return start.filter(**filters)

    @spelled_out(include_withdrawn=True)
    def search(
        self,
        text: str,
        *,
        limit: int | None = 10,
        min_score: float = 50.0,
        **filters: Unpack[Filters],
    ) -> tuple[Match, ...]:
        """Return the cities that a text may mean, the best first.

        The text may be in any script, have typos, or be the beginning of a name; accents, case and
        the order of words do not matter. The name of a country, region or subdivision matches its
        cities. Equal scores are ordered by name, then id.

        Args:
            text: the text; one without letters or digits matches nothing.
            limit: the greatest number of matches; None for all.
            min_score: the least score, from 0 to 100 for the exact name.
            **filters: those of `cities`, but withdrawn cities are included by default.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range.

        Example:
            >>> [match.city.name for match in gnlc.search("gandja", limit=1)]
            ['Ganja']
            >>> gnlc.search("Гянджа")[0]
            Match(city=City(id='az-ganja', n...r=2020), score=100.0, matched_name='Гянджа')
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, got {shortened(text)}")
        if limit is not None and (limit := whole_number("limit", limit)) < 0:
            raise ValueError(f"limit must be 0 or more, got {shortened(limit)}")
        if not 0 <= (least := number("min_score", min_score)) <= 100:
            raise ValueError(f"min_score must be from 0 to 100, got {shortened(min_score)}")
        tests = predicates(filters, self)

        def keep(city: City) -> bool:
            return all(test(city) for test in tests)

        return self._ranking.search(
            Text(text), limit=limit, min_score=least, keep=keep if tests else None
        )

    def countries(self, *, region: OneOrMore[Region | str] | None = None) -> tuple[Country, ...]:
        """Return the countries with a city on record, in order of their alpha-2 codes.

        Args:
            region: UNESCO regions, by name or id; None for all.

        Raises:
            NotFoundError: the region is unknown.
            TypeError: the region is not a str.

        Example:
            >>> gnlc.country("AZ") in gnlc.countries()
            True
        """
        regions = None if region is None else [self.region(each) for each in several(region)]
        countries = self._countries_on_record
        return countries if regions is None else tuple(c for c in countries if c.region in regions)

    def subdivisions(
        self, *, country: OneOrMore[Country | str] | None = None
    ) -> tuple[Subdivision, ...]:
        """Return the subdivisions on record, in order of their codes.

        Args:
            country: one country or several; None for all.

        Raises:
            NotFoundError: a country is not in the network.
            TypeError: a country is not a str.

        Example:
            >>> gnlc.subdivisions(country="AZ")[1]
            Subdivision('AZ-GA', 'Gəncə')
        """
        every = self._subdivisions.all()
        if country is None:
            return every
        codes = {self.country(key).alpha_2 for key in several(country)}
        return tuple(each for each in every if each.country.alpha_2 in codes)

    def tables(self) -> Tables:
        """Return every table of the network, for other libraries: as records, CSV, JSON, Arrow.

        Example:
            >>> gnlc.tables().announcements.to_records()[5]["cities_stated"]
            55
        """
        from gnlc.rows.tables import Tables

        return Tables(self)

    @cached_property
    def _all(self) -> Cities:
        from gnlc.query.cities import Cities

        return Cities(self._cities.all(), self)

    @cached_property
    def _not_withdrawn(self) -> Cities:
        return self._all.filter(include_withdrawn=False)


def _named(cities: Iterable[City]) -> str:
    return listed(f"{shortened(city.name)} ({city.id})" for city in cities)
