"""Compact forms of names in derived files, because every download contains these."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

THOUSAND = 1000
"""In how many people populations are counted."""

_SEARCHED = 8
"""How many keys are searched for: unpacking all of them takes as long as some forty searches."""


def pack_keys(bearers: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of each city, joined by `|`, by the id of the city.

    Args:
        bearers: the ids of the cities that bear a name, joined by spaces, by its key.
    """
    keys: dict[str, list[str]] = {}
    for key, ids in bearers.items():
        for city in ids.split():
            keys.setdefault(city, []).append(key)
    return {city: "|".join(keys[city]) for city in sorted(keys)}


def unpack_keys(packed: Mapping[str, str]) -> dict[str, str]:
    """Return the keys that `pack_keys` packed, in another order."""
    bearers: dict[str, str] = {}
    for city, keys in packed.items():
        for key in dict.fromkeys(keys.split("|")):
            bearers[key] = f"{bearers[key]} {city}" if key in bearers else city
    return bearers


class PackedKeys(Mapping[str, str]):
    """The keys that `pack_keys` packed, searched for one by one at first, then unpacked.

    Unpacking takes longer than all else that looking up a first city needs.
    """

    def __init__(self, packed: Mapping[str, str]) -> None:
        self._packed = packed
        self._left = _SEARCHED

    @cached_property
    def _all(self) -> dict[str, str]:
        return unpack_keys(self._packed)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the ids of the cities that bear a name, joined by spaces, by its key."""
        # Several threads may count at once, and miss zero.
        if self._left <= 0:
            return self._all.get(key, default)
        self._left -= 1
        rows = self._packed.items()
        return " ".join(c for c, keys in rows if key in keys and key in keys.split("|")) or default

    def without_spaces(self) -> PackedKeys:
        """Return the keys without their spaces."""
        return PackedKeys({city: keys.replace(" ", "") for city, keys in self._packed.items()})

    def __getitem__(self, key: str) -> str:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def items(self) -> ItemsView[str, str]:
        """Return the keys, each with the ids of the cities that bear it."""
        return self._all.items()


def pack_places(places: Iterable[Sequence[Any]]) -> str:
    """Return places as one text: `280;Bergen|19;Cork;Corcaigh|;Derry`.

    The most populous come first. A number that equals that of the place before is omitted.

    Args:
        places: the name, population and other names of each. Populations are rounded to two digits
            and to thousands, which is enough to compare two of them.
    """
    rows = [(_thousands(people), name, *names) for name, people, *names in places]
    rows.sort(key=lambda row: (-int(row[0]), row))
    before = ["", *(row[0] for row in rows)]
    parts = (
        ("" if people == previous else people, *names)
        for (people, *names), previous in zip(rows, before, strict=False)
    )
    return "|".join(map(";".join, parts))


def _thousands(people: int) -> str:
    digits = str(people // THOUSAND)
    return digits[:2].ljust(len(digits), "0")


def unpack_places(packed: str) -> list[list[str]]:
    """Return the places in a text: the population of each in thousands, its name, other names."""
    places = [place.split(";") for place in packed.split("|")]
    people = ""
    for place in places:
        people = place[0] = place[0] or people
    return places
