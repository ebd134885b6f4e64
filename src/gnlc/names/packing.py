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

_AROUND = '"|/'
"""What is around a key in JSON."""

_MARKS = frozenset('"|/-:,{}\n')
"""What is between keys in JSON, and in none of them."""

Names: TypeAlias = Iterable[Mapping[str, Any]]
"""Records of more names of cities: `city` and `names`."""


def plain_keys(names: Iterable[str]) -> list[str]:
    """Return the keys of those names that in small letters are their keys."""
    return [
        name.lower()
        for name in names
        if name.isascii() and (name.isalnum() or all(map(str.isalnum, name.split(" "))))
    ]


def pack_keys(bearers: Mapping[str, str], names: Names = ()) -> dict[str, str]:
    """Return the keys of the cities of each country by its code, as in city ids.

    A city is its keys, joined by `|`, and cities are joined by `/`. First comes what the id has
    after the country, with `-` before it unless it is a key: `baku|baki/-new-baku|new baku`.

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
    countries: dict[str, list[str]] = {}
    for city in sorted(keys):
        country, _, slug = city.partition("-")
        own = keys[city]
        first = slug if slug in own else f"-{slug}"
        row = "|".join((first, *(key for key in own if key != slug)))
        countries.setdefault(country, []).append(row)
    return {country: "/".join(rows) for country, rows in countries.items()}


def keys_by_city(packed: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of each city that `pack_keys` packed, joined by `|`, by its id."""
    cities: dict[str, str] = {}
    for country, rows in packed.items():
        for row in rows.split("/"):
            first, _, rest = row.partition("|")
            slug = first.removeprefix("-")
            cities[f"{country}-{slug}"] = row if slug == first else rest
    return cities


def unpack_keys(cities: Mapping[str, str], names: Names = ()) -> dict[str, str]:
    """Return the ids of the cities that bear a name, joined by spaces, by its key.

    Args:
        cities: the keys of each city, as `keys_by_city` returns them.
        names: more names, with the plain keys that were left out.
    """
    bearers: dict[str, str] = {}
    for city, keys in cities.items():
        for key in dict.fromkeys(keys.split("|")):
            bearers[key] = f"{bearers[key]} {city}" if key in bearers else city
    for each in names:
        city = each["city"]
        for key in plain_keys(each["names"]):
            known = bearers.get(key)
            bearers[key] = city if known is None else " ".join(sorted({*known.split(), city}))
    return bearers


class PackedKeys(Mapping[str, str]):
    """The ids of cities by the keys of their names, searched for at first, then unpacked.

    Parsing and unpacking takes longer than all else that looking up a first city needs.

    Args:
        packed: what `pack_keys` returns, as JSON.
        names: more names as JSON, with the plain keys that were left out.
    """

    def __init__(self, packed: str, names: bytes = b"[]") -> None:
        self._packed = packed
        self._names = names
        self._small = names.lower()
        self._left = _SEARCHED

    @cached_property
    def _all(self) -> dict[str, str]:
        return unpack_keys(keys_by_city(json.loads(self._packed)), json.loads(self._names))

    def get(self, key: str, default: Any = None) -> Any:
        """Return the ids of the cities that bear a name, joined by spaces, by its key."""
        # Several threads may count at once, and miss zero.
        if self._left <= 0 or b'"%s"' % key.encode() in self._small:
            return self._all.get(key, default)
        self._left -= 1
        return " ".join(dict.fromkeys(self._search(key))) or default

    def _search(self, key: str) -> Iterator[str]:
        """Yield the id of the city around each place where the key is, as a whole, in the JSON."""
        packed = self._packed
        at = packed.find(key) if key and _MARKS.isdisjoint(key) else -1
        while at >= 0:
            end = at + len(key)
            # A code of a country is between quotation marks, too, and before a colon.
            if packed[at - 1] in _AROUND and packed[end] in _AROUND and packed[end + 1] != ":":
                cities = packed.rindex('"', 0, at)
                code = packed.rindex('"', 0, cities)
                city = max(cities, packed.rfind("/", 0, at))
                slug = packed[city + 1 : end].partition("|")[0].removeprefix("-")
                yield f"{packed[code - 2 : code]}-{slug}"
            at = packed.find(key, end)

    def without_spaces(self) -> PackedKeys:
        """Return the keys without their spaces."""
        return PackedKeys(self._packed.replace(" ", ""), self._names.replace(b" ", b""))

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
