"""The strategies of the network and their priorities as flat records."""

from typing import TypedDict

from gnlc.models.strategy import Priority, StrategyPeriod
from gnlc.rows.records import Year, flat


class StrategyPeriodRecord(TypedDict):
    """A strategy period as a row of a table; None where something is not known."""

    id: str
    name: str
    """The period as it is written."""
    start: Year
    end: Year | None
    """None where it is open."""
    adopted: str | None
    """How the strategy came about."""
    adopted_on: str | None
    """A day, a month or a year, as ISO 8601 writes it."""
    priorities_stated: int | None
    priorities_recorded: int
    note: str | None
    sources: list[str]
    source_urls: list[str]


class PriorityRecord(TypedDict):
    """A priority of a strategy period as a row of a table; None where something is not known."""

    strategy_period: str
    """Id of the strategy period."""
    number: int | None
    """Its place in the official list."""
    name: str
    other_wording: str | None
    """How other texts put it."""
    coordinators: list[str]
    """Ids of the cities that coordinate the work on it."""
    note: str | None
    sources: list[str]
    source_urls: list[str]
    coordinator_sources: list[str]
    """Ids of the sources that name the coordinators."""


def strategy_period_record(period: StrategyPeriod) -> StrategyPeriodRecord:
    """Return a strategy period as one flat record."""
    adopted = period.adopted
    return flat(
        StrategyPeriodRecord,
        period,
        adopted=None if adopted is None else adopted.text,
        adopted_on=None if adopted is None or adopted.date is None else str(adopted.date),
        priorities_recorded=len(period.priorities),
    )


def priority_record(stated: tuple[StrategyPeriod, Priority]) -> PriorityRecord:
    """Return a priority of a strategy period as one flat record."""
    period, priority = stated
    other = priority.other_wording
    return flat(
        PriorityRecord,
        priority,
        strategy_period=period.id,
        other_wording=None if other is None else other.text,
    )
