"""Compact forms of names in derived files, because every download contains these."""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

THOUSAND = 1000
"""In how many people populations are counted."""

_SEARCHED = 8
"""How many keys are searched for: unpacking all of them takes as long as some forty searches."""


Names: TypeAlias = Iterable[Mapping[str, Any]]
"""Records of more names of cities: `city` and `names`."""


def plain_keys(names: Iterable[str]) -> list[str]:
    """Return the keys of those names that in small letters are their keys."""
    return [n.lower() for n in names if n.isascii() and all(map(str.isalnum, n.split(" ")))]


def pack_keys(bearers: Mapping[str, str], names: Names = ()) -> dict[str, str]:
    """Return the keys of each city, joined by `|`, by the id of the city.

    Args:
        bearers: the ids of the cities that bear a name, joined by spaces, by its key.
        names: names whose plain keys are left out.
    """
    plain = {(each["city"], key) for each in names for key in plain_keys(each["names"])}
    keys: dict[str, list[str]] = {}
    for key, ids in bearers.items():
        for city in ids.split():
            if (city, key) not in plain:
                keys.setdefault(city, []).append(key)
    return {city: "|".join(keys[city]) for city in sorted(keys)}


def unpack_keys(packed: Mapping[str, str], names: Names = ()) -> dict[str, str]:
    """Return the keys that `pack_keys` packed, in another order."""
    bearers: dict[str, str] = {}
    for city, keys in packed.items():
        for key in dict.fromkeys(keys.split("|")):
            bearers[key] = f"{bearers[key]} {city}" if key in bearers else city
    for each in names:
        city = each["city"]
        for key in plain_keys(each["names"]):
            known = bearers.get(key)
            bearers[key] = city if known is None else " ".join(sorted({*known.split(), city}))
    return bearers


class PackedKeys(Mapping[str, str]):
    """The keys that `pack_keys` packed, searched for one by one at first, then unpacked.

    Unpacking takes longer than all else that looking up a first city needs.

    Args:
        packed: the keys of each city.
        names: more names as JSON, with the keys that are left out.
    """

    def __init__(self, packed: Mapping[str, str], names: bytes = b"[]") -> None:
        self._packed = packed
        self._names = names
        self._small = names.lower()
        self._left = _SEARCHED

    @cached_property
    def _all(self) -> dict[str, str]:
        return unpack_keys(self._packed, json.loads(self._names))

    def get(self, key: str, default: Any = None) -> Any:
        """Return the ids of the cities that bear a name, joined by spaces, by its key."""
        # Several threads may count at once, and miss zero.
        if self._left <= 0 or b'"%s"' % key.encode() in self._small:
            return self._all.get(key, default)
        self._left -= 1
        rows = self._packed.items()
        return " ".join(c for c, keys in rows if key in keys and key in keys.split("|")) or default

    def without_spaces(self) -> PackedKeys:
        """Return the keys without their spaces."""
        packed = {city: keys.replace(" ", "") for city, keys in self._packed.items()}
        return PackedKeys(packed, self._names.replace(b" ", b""))

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
