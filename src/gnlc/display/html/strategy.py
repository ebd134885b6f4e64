"""Strategy periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.display.html.markup import (
    Content,
    facts,
    joined,
    lines,
    name,
    output,
    soft,
    table,
)
from gnlc.display.html.parts import known_by, numbered, references, remark
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.models.strategy import Priority, StrategyPeriod


def strategy_period_html(period: StrategyPeriod) -> str:
    """Return what is known of a strategy period, with its priorities and who coordinates them."""
    caption = known_by(f"Strategy {period.name}", period.id)
    priorities = table(
        f"{counted(len(period.priorities), 'priority')} recorded",
        ("No.", "Priority", "Coordinators", "Sources"),
        period.priorities,
        _priority,
        numbers=[0],
    )
    return output(facts(caption, _period_facts(period)), priorities)


def _period_facts(period: StrategyPeriod) -> Iterator[tuple[str, Content]]:
    yield "Years", f"{period.start} to {period.end}" if period.end else f"from {period.start}"
    adopted = period.adopted
    yield (
        "Adopted",
        None if adopted is None else lines(name(adopted.text), references(adopted.sources)),
    )
    yield "Priorities stated", period.priorities_stated
    if period.note is not None:
        yield "Note", name(period.note)
    if period.sources:
        yield "Sources", references(period.sources)


def _priority(priority: Priority) -> Sequence[Content]:
    worded = priority.other_wording
    also = [] if worded is None else [joined((soft("or "), name(worded.text)))]
    coordinators = [name(city.name) for city in priority.coordinators]
    who = joined((joined(coordinators, ", "), " ", numbered(priority.coordinator_sources)))
    return (
        priority.number,
        lines(name(priority.name), *also, *remark(priority.note)),
        who if coordinators else None,
        numbered(priority.sources),
    )
