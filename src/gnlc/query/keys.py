"""The keys of the names of cities: derived for the bundled data, computed for other networks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gnlc.names.folding import Text, fold
from gnlc.query.gazetteer import names_of, own_names_of

if TYPE_CHECKING:
    from gnlc.models.cities import City

_SHORTEST = 4
"""How many letters a name without its generic words has at least."""


def keys_of(cities: Iterable[City]) -> dict[str, str]:
    """Return the ids of the cities that bear each name, in order of the names."""
    bearers: dict[str, list[str]] = {}
    for city in cities:
        for key in {fold(name) for name in names_of(city)}:
            bearers.setdefault(key, []).append(city.id)
    return {key: " ".join(ids) for key, ids in sorted(bearers.items()) if key}


def further_keys_of(cities: Iterable[City]) -> dict[str, str]:
    """Return the ids of the cities that may be meant by more names, by the keys of these.

    They are the names that sources use without generic words at their end (Gangnam for Gangnam-gu),
    and the names of the seats of members.
    """
    # Imported late: only those who derive data, or whose network has no derived data, need it.
    from gnlc.names.generic import generic_words

    further: dict[str, list[str]] = {}
    for city in cities:
        at = city.location
        names = [Text(at.name)] if at is not None and at.relation == "seat" else []
        for own in map(Text, own_names_of(city)):
            cores = (core.name for core in generic_words.get().cores(own))
            names += [core for core in cores if own.exact.startswith(core.exact)]
        known = {Text(name).key for name in names_of(city)}
        for key in {name.key for name in names} - known:
            if len(key) >= _SHORTEST:
                further.setdefault(key, []).append(city.id)
    return {key: " ".join(ids) for key, ids in sorted(further.items())}
