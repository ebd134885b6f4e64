"""The strategies of the network and their priorities."""

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.base import (
    Record,
    Source,
    Statement,
    any_sources,
    some_sources,
    statement,
)
from gnlc.models.cities import City, any_cities


@frozen(eq=False, kw_only=True, repr=False)
class Priority(Record):
    """A priority of a strategy period; the groups that work on one are called clusters.

    Attributes:
        number (int | None): its place in the official list, from 1; None if it has none.
        name (str): the priority.
        other_wording (Statement | None): the wording of other texts.
        coordinators (tuple[City, ...]): the cities that coordinate the work on it.
        coordinator_sources (tuple[Source, ...]): the sources for these cities.
        sources (tuple[Source, ...]): at least one.
        note (str | None): further remarks.

    Example:
        >>> gnlc.strategy_period(2020).priorities[0]
        Priority(number=1, name='education for sustainable development')
    """

    _shown = ("number", "name")

    number: int | None = field(default=None, validator=checks.optional(checks.number(1, 99)))
    name: str = field(validator=checks.text)
    other_wording: Statement | None = field(default=None, validator=checks.optional(statement))
    coordinators: tuple[City, ...] = field(default=(), validator=any_cities)
    coordinator_sources: tuple[Source, ...] = field(default=(), validator=any_sources)
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        if bool(self.coordinators) != bool(self.coordinator_sources):
            raise ValueError("coordinators and coordinator_sources must be given together")


@frozen(eq=False, kw_only=True, repr=False)
class StrategyPeriod(Record):
    """A period of years with its own strategy.

    Attributes:
        id (str): such as "2019-2021".
        name (str): the period as it is written, with a dash between the years.
        start (int): its first year.
        end (int | None): its last year; None if it has no stated end.
        adopted (Statement | None): how the strategy came about; None if not found.
        priorities_stated (int | None): the number of priorities that the sources mention.
        priorities (tuple[Priority, ...]): those that were found.
        sources (tuple[Source, ...]): sources for the period as a whole.
        note (str | None): further remarks, and what was not found.

    Example:
        >>> gnlc.strategy_period(2020)
        StrategyPeriod(id='2019-2021', priorities_stated=7)
    """

    _shown = ("id", "priorities_stated")
    _referred_by = "id"

    id: str = field(validator=checks.identifier)
    name: str = field(validator=checks.text)
    start: int = field(validator=checks.year)
    end: int | None = field(default=None, validator=checks.optional(checks.year))
    adopted: Statement | None = field(default=None, validator=checks.optional(statement))
    priorities_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    priorities: tuple[Priority, ...] = field(
        default=(), validator=checks.each(checks.instance(Priority))
    )
    sources: tuple[Source, ...] = field(default=(), validator=any_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        checks.in_order(self.start, self.end, "end")

    def covers(self, year: int) -> bool:
        """Whether a year lies in the period.

        Example:
            >>> gnlc.strategy_period(2020).covers(2019)
            True
        """
        return self.start <= year and (self.end is None or year <= self.end)
