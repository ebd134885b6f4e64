"""Check that each reference leads to an equal record in its table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from gnlc.models.base import Record, key_name, key_of, parts_of
from gnlc.wording import shortened

if TYPE_CHECKING:
    from gnlc.models.cities import City
    from gnlc.models.facts import NetworkFacts

Tables: TypeAlias = Mapping[type[Record], Mapping[str, Record]]
"""The records to which others may refer, by class and key."""


def by_class(*groups: Iterable[Record]) -> dict[type[Record], dict[str, Record]]:
    """Return records by their class and key."""
    found: dict[type[Record], dict[str, Record]] = {}
    for group in groups:
        for record in group:
            found.setdefault(type(record), {})[key_of(record)] = record
    return found


def check_references(record: Record, known: Tables) -> None:
    """Reject a record with a reference, at any depth, to a record that is not in its table."""
    for part in parts_of(record):
        if not key_name(type(part)):
            check_references(part, known)
            continue
        here = known.get(type(part), {}).get(key_of(part))
        # Usually they are the same object, which is quicker to check.
        if here is not part and here != part:
            named = f"{shortened(record)} refers to {shortened(part)}"
            raise ValueError(f"{named}, which is not in the network")


def check_names(cities: Iterable[City], ids: Container[str]) -> None:
    """Reject a city with a name that is the id of another: a look-up would return the other city.

    Several cities may have the same name: a look-up then lists the candidates.
    """
    for city in cities:
        for name in (city.name, *city.aliases):
            if (key := name.strip().lower()) in ids and key != city.id:
                raise ValueError(f"the name {shortened(name)} is the id of another city")


def check_facts(facts: NetworkFacts, cities: Iterable[City], known: Tables) -> None:
    """Reject facts that refer to records that are not in their tables.

    Raises:
        ValueError: a record is missing, or the award years of a city differ from the facts.
    """
    own = by_class(facts.announcements, facts.strategy_periods)
    for record in parts_of(facts):
        check_references(record, {**known, **own})
    received: dict[str, list[int]] = {}
    for award in facts.awards:
        for recipient in award.recipients:
            if recipient.city is not None:
                received.setdefault(recipient.city.id, []).append(award.year)
    for city in cities:
        if list(city.award_years) != received.get(city.id, []):
            raise ValueError(f"{shortened(city)} has other award years than the facts")
