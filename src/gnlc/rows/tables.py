"""The tables of a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from attrs import frozen

from gnlc.errors import NotFoundError
from gnlc.models.announcements import Announcement
from gnlc.models.base import Kept, Source, sources_of
from gnlc.models.checks import is_tuple
from gnlc.models.cities import City
from gnlc.models.coverage import Coverage
from gnlc.models.history import Award, Conference, Conflict, NationalCount, NetworkSize
from gnlc.models.places import Country, Subdivision
from gnlc.models.strategy import StrategyPeriod
from gnlc.rows.announcements import (
    AnnouncementRecord,
    CoverageRecord,
    announcement_record,
    coverage_record,
)
from gnlc.rows.history import (
    AwardRecord,
    ConferenceRecord,
    ConflictRecord,
    NationalCountRecord,
    NetworkSizeRecord,
    award_record,
    conference_record,
    conflict_record,
    national_count_record,
    network_size_record,
)
from gnlc.rows.records import (
    AdmissionRecord,
    CityRecord,
    CountryRecord,
    SourceRecord,
    SubdivisionRecord,
    admission_record,
    city_record,
    country_record,
    source_record,
    subdivision_record,
)
from gnlc.rows.strategy import (
    PriorityRecord,
    StrategyPeriodRecord,
    priority_record,
    strategy_period_record,
)
from gnlc.rows.tabular import R_co, Tabular
from gnlc.wording import LINE, close_to, in_short, shortened

_LABELLED: tuple[Callable[..., object], ...] = (admission_record, city_record, country_record)
"""Functions that take a language, for the names that they put into a record."""


class _Network(Protocol):
    """The part of `gnlc.Network` that tables are built from."""

    def sources(self) -> tuple[Source, ...]: ...
    def sizes(self) -> tuple[NetworkSize, ...]: ...
    def conferences(self) -> tuple[Conference, ...]: ...
    def awards(self) -> tuple[Award, ...]: ...
    def conflicts(self) -> tuple[Conflict, ...]: ...
    def national_counts(self) -> tuple[NationalCount, ...]: ...
    def strategy_periods(self) -> tuple[StrategyPeriod, ...]: ...
    def subdivisions(self) -> tuple[Subdivision, ...]: ...
    def cities(self, *, include_withdrawn: bool) -> Iterable[City]: ...
    def countries(self) -> tuple[Country, ...]: ...
    def announcements(self) -> tuple[Announcement, ...]: ...
    def coverage(self) -> tuple[Coverage, ...]: ...


@frozen(repr=False)
class Rows(Tabular[R_co]):
    """The rows of one table of a network; equal to other rows by content.

    Attributes:
        name (str): of the table.

    Example:
        >>> gnlc.tables().coverage.name
        'coverage'
        >>> len(gnlc.tables().coverage) == len(gnlc.coverage())
        True
    """

    name: str
    _of: type[R_co]
    _record: Callable[..., R_co]
    _items: tuple[Any, ...]

    def _row(self) -> type[R_co]:
        return self._of

    def _records(self, language: str | None = None) -> list[R_co]:
        if language is None:
            return [self._record(item) for item in self._items]
        if self._record not in _LABELLED:
            raise ValueError(
                f"language goes with rows of cities or countries, not of {self.name}, "
                f"got {shortened(language)}"
            )
        return [self._record(item, language) for item in self._items]

    def _cited(self) -> Iterator[Source]:
        for item in self._items:
            for part in item if is_tuple(item) else (item,):
                # What is recorded is counted here; what was stated has sources.
                record = part.announcement if isinstance(part, Coverage) else part
                if record is not None:
                    yield from sources_of(record)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[R_co]:
        return iter(self._records())

    def __repr__(self) -> str:
        return f"Rows({self.name}: {len(self)})"


@frozen(repr=False)
class Tables(Kept):
    """The tables of a network, as attributes; iteration yields them in order.

    `gnlc.tables()` returns those of the bundled network, `Network.tables()` those of any other.

    Example:
        >>> [rows.name for rows in gnlc.tables()][:3]
        ['cities', 'admissions', 'countries']
        >>> gnlc.tables()["awards"] == gnlc.tables().awards
        True
    """

    _network: _Network

    @property
    def cities(self) -> Rows[CityRecord]:
        """A row for each city, including withdrawn ones."""
        cities = self._network.cities(include_withdrawn=True)
        return Rows("cities", CityRecord, city_record, tuple(cities))

    @property
    def admissions(self) -> Rows[AdmissionRecord]:
        """A row for each admission of each city, including withdrawn ones."""
        cities = self._network.cities(include_withdrawn=True)
        admitted = tuple((city, admission) for city in cities for admission in city.admissions)
        return Rows("admissions", AdmissionRecord, admission_record, admitted)

    @property
    def countries(self) -> Rows[CountryRecord]:
        """A row for each country with a city on record."""
        return Rows("countries", CountryRecord, country_record, self._network.countries())

    @property
    def subdivisions(self) -> Rows[SubdivisionRecord]:
        """A row for each subdivision of a country."""
        on_record = self._network.subdivisions()
        return Rows("subdivisions", SubdivisionRecord, subdivision_record, on_record)

    @property
    def sources(self) -> Rows[SourceRecord]:
        """A row for each source."""
        return Rows("sources", SourceRecord, source_record, self._network.sources())

    @property
    def announcements(self) -> Rows[AnnouncementRecord]:
        """A row for each announcement, without its releases."""
        announcements = self._network.announcements()
        return Rows("announcements", AnnouncementRecord, announcement_record, announcements)

    @property
    def coverage(self) -> Rows[CoverageRecord]:
        """A row for each announcement: what was stated, corrected and recorded."""
        return Rows("coverage", CoverageRecord, coverage_record, self._network.coverage())

    @property
    def sizes(self) -> Rows[NetworkSizeRecord]:
        """A row for each stated size of the network."""
        return Rows("sizes", NetworkSizeRecord, network_size_record, self._network.sizes())

    @property
    def national_counts(self) -> Rows[NationalCountRecord]:
        """A row for each stated number of member cities of a country."""
        counts = self._network.national_counts()
        return Rows("national_counts", NationalCountRecord, national_count_record, counts)

    @property
    def conferences(self) -> Rows[ConferenceRecord]:
        """A row for each International Conference on Learning Cities."""
        return Rows("conferences", ConferenceRecord, conference_record, self._network.conferences())

    @property
    def awards(self) -> Rows[AwardRecord]:
        """A row for each city that received the UNESCO Learning City Award."""
        given = tuple(
            (award, each) for award in self._network.awards() for each in award.recipients
        )
        return Rows("awards", AwardRecord, award_record, given)

    @property
    def strategy_periods(self) -> Rows[StrategyPeriodRecord]:
        """A row for each strategy period."""
        periods = self._network.strategy_periods()
        return Rows("strategy_periods", StrategyPeriodRecord, strategy_period_record, periods)

    @property
    def priorities(self) -> Rows[PriorityRecord]:
        """A row for each priority of each strategy period."""
        periods = self._network.strategy_periods()
        stated = tuple((period, each) for period in periods for each in period.priorities)
        return Rows("priorities", PriorityRecord, priority_record, stated)

    @property
    def conflicts(self) -> Rows[ConflictRecord]:
        """A row for each matter on which sources differ."""
        return Rows("conflicts", ConflictRecord, conflict_record, self._network.conflicts())

    def __getitem__(self, name: str) -> Rows[Mapping[str, object]]:
        """Return the table with a name.

        Raises:
            NotFoundError: no table has this name.
            TypeError: the name is not a str.
        """
        if not isinstance(name, str):
            raise TypeError(f"table must be a str, got {shortened(name)}")
        if name not in _names():
            raise NotFoundError("table", name, close_to(name, _names()))
        table: Rows[Mapping[str, object]] = getattr(self, name)
        return table

    def __iter__(self) -> Iterator[Rows[Mapping[str, object]]]:
        return (getattr(self, name) for name in _names())

    def __repr__(self) -> str:
        names = _names()
        head = f"Tables({len(names)}: "
        return f"{head}{in_short(names, LINE - len(head) - 1)})"


def _names() -> list[str]:
    """Return the names of the tables, without building any rows."""
    return [name for name, value in vars(Tables).items() if isinstance(value, property)]
