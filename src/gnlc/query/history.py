"""What is on record about a network apart from its members."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gnlc.errors import AmbiguousNameError
from gnlc.models.base import Source, Statement
from gnlc.models.cities import Admission, City
from gnlc.query.lookup import no_such_time, parse_time
from gnlc.query.places import Places

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement, Purpose
    from gnlc.models.coverage import Coverage
    from gnlc.models.history import (
        AdmissionRule,
        Award,
        Conference,
        Conflict,
        NationalCount,
        NetworkSize,
    )
    from gnlc.models.strategy import StrategyPeriod


class History(Places):
    """The announcements, awards, sizes and other facts of a network, all of a kind or one."""

    __slots__ = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, in order of id."""
        return self._sources.all()

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

    @property
    def awards(self) -> tuple[Award, ...]:
        """The rounds of the UNESCO Learning City Award."""
        return self.facts.awards

    @property
    def conferences(self) -> tuple[Conference, ...]:
        """The International Conferences on Learning Cities."""
        return self.facts.conferences

    @property
    def sizes(self) -> tuple[NetworkSize, ...]:
        """The size of the network over time, as stated."""
        return self.facts.sizes

    @property
    def national_counts(self) -> tuple[NationalCount, ...]:
        """How many member cities countries have over time, as stated."""
        return self.facts.national_counts

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where sources differ, how that was resolved, and why."""
        return self.facts.conflicts

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
            [period] = covering
            return period
        if covering:
            raise AmbiguousNameError("strategy period", key, covering)
        raise no_such_time("strategy period", key, when, {p.id: p.start for p in periods})

    def coverage(self) -> tuple[Coverage, ...]:
        """Return what was stated, what was corrected and what is recorded, by announcement.

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
