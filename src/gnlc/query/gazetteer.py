"""Which cities bear a name: exact, but for case, accents and script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from gnlc.query.folding import fold, spelling

if TYPE_CHECKING:
    from gnlc.models.places import City

Keys: TypeAlias = Mapping[str, str]
"""The ids of the cities that bear a name, joined by spaces, by the name as it is folded."""


def keys_of(cities: Iterable[City]) -> dict[str, str]:
    """Return which cities bear each name, in order of the names."""
    bearers: dict[str, list[str]] = {}
    for city in cities:
        for key in {fold(name) for name in city.names}:
            bearers.setdefault(key, []).append(city.id)
    return {key: " ".join(ids) for key, ids in sorted(bearers.items()) if key}


def named(text: str, keys: Keys, city: Callable[[str], City]) -> tuple[City, ...]:
    """Return the cities that bear a name.

    Where several do because their names fold alike (the Arabic for Sevan and for Aswan), those of
    which the very spelling is recorded come before the others.

    Args:
        text: the name.
        keys: which cities bear a name.
        city: gives a city by its id.
    """
    found = tuple(map(city, keys.get(fold(text), "").split()))
    if len(found) > 1:
        wanted = spelling(text)
        spelled = tuple(c for c in found if wanted in map(spelling, c.names))
        return spelled or found
    return found
