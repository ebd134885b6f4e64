"""The places of the world that are not members."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from gnlc.models.deferred import Deferred
from gnlc.names.folding import by_key, keys_of_names, script_of
from gnlc.names.packing import THOUSAND, unpack_places
from gnlc.names.territories import names_by_code
from gnlc.packaged import read

PLACES = "places"
"""The name of the derived file of other places."""

LARGE = 100_000
"""The population from which on every place is on file."""


# Where a name is: its country, and its position among the packed places of that.
_Found: TypeAlias = tuple[str, int]

# Names that begin with none of the letters of ASCII, in Latin letters and in others.
_ACCENTED, _OTHER = "accented", "other"
_UNGROUPED = ";([^A-Za-z;|][^;|]*)"


class Place(NamedTuple):
    """A place that is not a member.

    Attributes:
        name: its main name.
        country: the alpha-2 code of its country; None for a country.
        population: the number of people; None for a country or a subdivision.
        names: other names by which a member might be meant.
    """

    name: str
    country: str | None
    population: int | None
    names: Sequence[str] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """The main name and the others."""
        return (self.name, *self.names)


class OtherPlaces:
    """The places of the world that are not members, from GeoNames.

    Places are unpacked by country, and names folded by their first letters, when one of these is
    asked for: to unpack and fold all of them takes long.
    """

    def __init__(self) -> None:
        self._packed: Mapping[str, str] = read(PLACES)
        self._countries: dict[str, Place] = {}
        names = list(names_by_code().values())
        for key, name in zip(keys_of_names(names), names, strict=True):
            self._countries[key] = Place(name, None, None)
        self._unpacked: dict[str, Sequence[Sequence[str]]] = {}
        self._by_key: dict[str, Mapping[str, list[_Found]]] = {}

    def _places(self, country: str) -> Sequence[Sequence[str]]:
        """Return the places in a country: the population in thousands and the names of each."""
        places = self._unpacked.get(country)
        if places is None:
            packed = self._packed.get(country)
            places = self._unpacked[country] = unpack_places(packed) if packed else []
        return places

    def _place(self, country: str, number: int) -> Place:
        people, name, *names = self._places(country)[number]
        return Place(name, country, int(people) * THOUSAND, names)

    def _known(self, group: str) -> Mapping[str, list[_Found]]:
        """Return where names are, by their keys: those that begin with a letter, or all others."""
        known = self._by_key.get(group)
        if known is None:
            letter = group not in (_ACCENTED, _OTHER)
            begins = re.compile(f";([{group}{group.upper()}][^;|]*)" if letter else _UNGROUPED)
            found = [
                (name[1], (country, name.start()))
                for country, packed in self._packed.items()
                for name in begins.finditer(packed)
                if letter or _is_latin(name[1]) == (group == _ACCENTED)
            ]
            known = self._by_key[group] = by_key(found)
        return known

    def bearing(self, key: str, *, latin: bool) -> Sequence[Place]:
        """Return the places that have a name with a key, in Latin letters or in any script."""
        if not key:
            return ()
        groups = (key[:1], _ACCENTED) if latin else (key[:1], _ACCENTED, _OTHER)
        found = chain.from_iterable(self._known(group).get(key, ()) for group in groups)
        # A place may have several names with one key.
        numbers = dict.fromkeys((code, self._packed[code].count("|", 0, at)) for code, at in found)
        places = [self._place(code, number) for code, number in numbers]
        return [self._countries[key], *places] if key in self._countries else places

    def keys(self, countries: Collection[str] | None, *, latin: bool) -> Iterable[str]:
        """Return the keys of the places in some countries, or of the large ones in all."""
        names = [
            name
            for country in (self._packed if countries is None else countries)
            for people, *all_names in self._places(country)
            if countries is not None or int(people) * THOUSAND >= LARGE
            for name in all_names
            if not latin or _is_latin(name)
        ]
        return chain(keys_of_names(names), self._countries if countries is None else ())


def _is_latin(name: str) -> bool:
    first = name[0]
    return (first.isascii() and first.isalpha()) or script_of(name) == "LATIN"


other_places: Deferred[OtherPlaces] = Deferred(OtherPlaces)
"""The places, read when they are first needed."""
