"""What is on record about a network apart from its members."""

from __future__ import annotations

import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from gnlc.errors import AmbiguousNameError
from gnlc.models.base import PartialDate, Source, Statement
from gnlc.models.cities import Admission, City
from gnlc.names.folding import fold
from gnlc.query.lookup import look_up, means, no_such_time, parse_time
from gnlc.query.places import Places

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement, Purpose
    from gnlc.models.coverage import Coverage
    from gnlc.models.history import (
        AdmissionRule,
        Award,
        Conference,
        NationalCount,
        NetworkSize,
    )
    from gnlc.models.strategy import StrategyPeriod


class History(Places):
    """The announcements, awards, sizes and other facts of a network, all of a kind or one."""

    __slots__ = ()

    @property
    def purpose(self) -> Purpose | None:
        """What the network is for, according to the first release."""
        releases = (r for a in self.announcements() for r in a.releases)
        return next((release.purpose for release in releases), None)

    @property
    def benefits(self) -> tuple[Statement, ...]:
        """What members gain, with sources."""
        stated = (
            Statement(text=gain, sources=(release.source,))
            for announcement in self.announcements()
            for release in announcement.releases
            for gain in release.members_gain
        )
        return (*self.facts.member_benefits, *stated)

    @property
    def features(self) -> tuple[Statement, ...]:
        """What makes a learning city, with sources."""
        return self.facts.features

    @property
    def coordinator(self) -> Statement | None:
        """Who coordinates the network."""
        return self.facts.coordinator

    @property
    def admission_rules(self) -> tuple[AdmissionRule, ...]:
        """How cities were admitted, over time."""
        return self.facts.admission_rules

    def announcements(self) -> tuple[Announcement, ...]:
        """Return the announcements of new members, in order of time.

        Example:
            >>> [announcement.year for announcement in gnlc.announcements()][:3]
            [2015, 2016, 2017]
        """
        return self.facts.announcements

    def announcement(self, key: Announcement | int | str | datetime.date) -> Announcement:
        """Return the announcement of a year, of a day, or with an id.

        Args:
            key: a year, a day (as a date or as ISO 8601 writes it), or an id.

        Raises:
            NotFoundError: no such announcement is known.
            TypeError: the key is neither an int nor a str nor a date.
            ValueError: no year has such a number.

        Example:
            >>> gnlc.announcement(2020).announced_on
            datetime.date(2020, 9, 23)
            >>> gnlc.announcement("2020-09-23").cities_stated
            55
        """
        announcements = self.announcements()
        for announcement in announcements:
            if means(key, announcement, announcement.id):
                return announcement
        when = parse_time("announcement", key)
        for announcement in announcements:
            if when in (announcement.year, announcement.announced_on):
                return announcement
        raise no_such_time("announcement", key, when, {a.id: a.year for a in announcements})

    def strategy_periods(self) -> tuple[StrategyPeriod, ...]:
        """Return the strategy periods, in order of time.

        Example:
            >>> [(period.start, period.end) for period in gnlc.strategy_periods()][:2]
            [(2019, 2021), (2021, 2023)]
        """
        return self.facts.strategy_periods

    def strategy_period(self, key: StrategyPeriod | int | str | datetime.date) -> StrategyPeriod:
        """Return the strategy period that covers a year or a day, or has an id.

        Args:
            key: a year, a day (as a date or as ISO 8601 writes it), or an id.

        Raises:
            NotFoundError: no such period is known.
            AmbiguousNameError: the year belongs to two periods; use an id instead.
            TypeError: the key is neither an int nor a str nor a date.
            ValueError: no year has such a number.

        Example:
            >>> gnlc.strategy_period(2020).id
            '2019-2021'
        """
        periods = self.strategy_periods()
        for period in periods:
            if means(key, period, period.id, period.name):
                return period
        when = parse_time("strategy period", key)
        year = when.year if isinstance(when, datetime.date) else when
        covering = [p for p in periods if isinstance(year, int) and p.covers(year)]
        if len(covering) == 1:
            [period] = covering
            return period
        if covering:
            raise AmbiguousNameError("strategy period", key, covering)
        raise no_such_time("strategy period", key, when, {p.id: p.start for p in periods})

    def awards(self) -> tuple[Award, ...]:
        """Return the rounds of the UNESCO Learning City Award, in order of time.

        Example:
            >>> gnlc.awards()[0]
            Award(year=2015, recipients_stated=12)
        """
        return self.facts.awards

    def award(self, key: Award | int | str | datetime.date) -> Award:
        """Return the round of the UNESCO Learning City Award of a year.

        Args:
            key: the year, or a day in it (as a date or as ISO 8601 writes it).

        Raises:
            NotFoundError: no award of this year is known.
            TypeError: the key is neither an int nor a str nor a date.
            ValueError: no year has such a number.

        Example:
            >>> gnlc.award(2015).recipients_stated
            12
        """
        awards = self.awards()
        for award in awards:
            if means(key, award):
                return award
        when = parse_time("award", key)
        year = when.year if isinstance(when, datetime.date) else when
        for award in awards:
            if award.year == year:
                return award
        raise no_such_time("award", key, when, {str(a.year): a.year for a in awards})

    def conferences(self) -> tuple[Conference, ...]:
        """Return the International Conferences on Learning Cities, in order of time.

        Example:
            >>> gnlc.conferences()[0]
            Conference(number=1, host='Beijing', start=2013-10-21)
        """
        return self.facts.conferences

    def conference(self, key: Conference | int | str | datetime.date) -> Conference:
        """Return the International Conference on Learning Cities with a number, or of a time.

        Args:
            key: the number (1 for the first), the year in which it began, or a day of it (as a date
                or as ISO 8601 writes it).

        Raises:
            NotFoundError: no such conference is known.
            TypeError: the key is neither an int nor a str nor a date.
            ValueError: no year has such a number.

        Example:
            >>> gnlc.conference(3).host
            'Cork'
            >>> gnlc.conference(2017) == gnlc.conference("2017-09-19") == gnlc.conference(3)
            True
        """
        conferences = self.conferences()
        for conference in conferences:
            if means(key, conference, str(conference.number)):
                return conference
        when = parse_time("conference", key)
        for conference in conferences:
            start, end = conference.start, conference.end or conference.start
            if isinstance(when, datetime.date):
                if start.earliest <= when <= end.latest:
                    return conference
            elif when == start.year or (when == conference.number and not isinstance(key, str)):
                return conference
        known = {str(conference.number): conference.start.year for conference in conferences}
        raise no_such_time("conference", key, when, known)

    def sizes(self) -> tuple[NetworkSize, ...]:
        """Return the sizes of the network that were stated over time.

        Example:
            >>> [size.cities for size in gnlc.sizes() if str(size.date) == "2020-09-23"]
            [230]
        """
        return self.facts.sizes

    def size(self, key: NetworkSize | PartialDate | int | str | datetime.date) -> NetworkSize:
        """Return the size of the network stated for a date, or the last one of a month or year.

        Args:
            key: a date, known in part or as a whole, as ISO 8601 writes it or as an object; if no
                size has just this date, the last one within it counts. An int is a year, and gives
                the last one of that year.

        Raises:
            NotFoundError: no size was stated for this time.
            TypeError: the key is neither an int nor a str nor a date.
            ValueError: no year has such a number.

        Example:
            >>> gnlc.size("2020-09-23").countries
            64
            >>> gnlc.size(2020).date
            PartialDate('2020-09-24')
        """
        sizes = self.sizes()
        for size in sizes:
            if means(key, size):
                return size
        asked = str(key) if isinstance(key, PartialDate) else key
        when = parse_time("size", asked)
        text = f"{when:04}" if isinstance(when, int) else str(when)
        if isinstance(asked, str | datetime.date):
            for size in reversed(sizes):
                if str(size.date) == text:
                    return size
        # A date begins with its month and its year, as ISO 8601 writes it.
        within = [size for size in sizes if f"{size.date}-".startswith(f"{text}-")]
        if within:
            return max(within, key=lambda size: size.date)
        raise no_such_time("size", key, when, {str(size.date): size.date.year for size in sizes})

    def national_counts(self) -> tuple[NationalCount, ...]:
        """Return how many member cities countries have over time, as stated.

        Example:
            >>> gnlc.national_counts()[0].country.common_name
            'Argentina'
        """
        return self.facts.national_counts

    def sources(self) -> tuple[Source, ...]:
        """Return the public texts on which the facts rest, in order of their ids.

        Example:
            >>> gnlc.city("Ganja").sources[0] in gnlc.sources()
            True
        """
        return self._sources.all()

    def source(self, key: Source | str) -> Source:
        """Return the source with an id.

        Raises:
            NotFoundError: no source has this id.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.source("today-az-2020").publisher
            'Today.Az (Azernews)'
        """
        if isinstance(key, str) and (known := self._sources.get(key)) is not None:
            return known
        by_id = {fold(source.id): source for source in self.sources()}
        return look_up("source", key, by_id, attrgetter("id"))

    def coverage(self) -> tuple[Coverage, ...]:
        """Return the stated, corrected and recorded counts of each announcement.

        A year without a known announcement has an entry whose `announcement` is None. The last
        entry counts the cities whose year is unknown.

        Example:
            >>> for row in gnlc.coverage():
            ...     if row.year == 2020:
            ...         print(row.cities_stated, row.cities_corrected)
            55 54
        """
        from gnlc.models.coverage import Coverage

        announced = {announcement.year: announcement for announcement in self.announcements()}
        admitted: dict[int, list[tuple[City, Admission]]] = {year: [] for year in announced}
        unknown: list[tuple[City, Admission]] = []
        for city in self._cities.all():
            for admission in city.admissions:
                year = admission.year
                entries = unknown if year is None else admitted.setdefault(year, [])
                entries.append((city, admission))
        rows = [*sorted(admitted.items()), (None, unknown)]
        return tuple(
            Coverage(
                announcement=None if year is None else announced.get(year),
                year=year,
                cities_recorded=len(entries),
                countries_recorded=len({city.country.alpha_2 for city, _ in entries}),
                cities_withdrawn=sum(admission.withdrawn for _, admission in entries),
            )
            for year, entries in rows
        )
