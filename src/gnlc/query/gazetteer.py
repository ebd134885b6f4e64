"""Which members bear a name, and which other places do."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypedDict

from gnlc.models.deferred import Deferred
from gnlc.packaged import read
from gnlc.query.folding import (
    HAN,
    LONGEST,
    fold,
    readable,
    scripts,
    spelling,
    spelt_alike,
    squeeze,
)

if TYPE_CHECKING:
    from gnlc.models.cities import City
    from gnlc.models.places import Country

Keys: TypeAlias = Mapping[str, str]
"""The ids of the cities that bear a name, joined by spaces, by the name as it is folded."""

PLACES = "places"
"""The name of the derived file of other places."""

# What tells namesakes apart: in parentheses, or after a comma.
_QUALIFIED = re.compile(
    r"([^,(\uff0c\uff08\u060c\u3001]+)[,(\uff0c\uff08\u060c\u3001](.+?)[)\uff09]?\s*"
)


_USUAL = 100_000


class Place(NamedTuple):
    """A place that is not a member.

    Attributes:
        name: its main name.
        country: the alpha-2 code of its country; None for a country.
        population: how many people live there; None for a country or a part of one.
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


Rivals: TypeAlias = Mapping[str, Sequence[Sequence[Any]]]
"""Other places by the key of a name: name, country, population, and the names with that key."""


class Folded(TypedDict):
    """What is derived from the names of the bundled cities."""

    bearers: Keys
    rivals: Rivals | None


class _Name(NamedTuple):
    text: str
    key: str
    exact: str
    scripts: frozenset[str]


class Answer(NamedTuple):
    """What a name means.

    Attributes:
        cities: the cities that bear it.
        refused: cities that bear it, though it means something else.
        place: the other place that it means, if one is known.
    """

    cities: tuple[City, ...]
    refused: tuple[City, ...] = ()
    place: Place | None = None


class _Others:
    """The places of the world that are no members, as GeoNames has them."""

    def __init__(self) -> None:
        file = read(PLACES)
        self.countries: Mapping[str, str] = file["countries"]
        self._by_key: defaultdict[str, list[Place]] = defaultdict(list)
        for name in self.countries.values():
            self._by_key[squeeze(name)].append(Place(name, None, None))
        for country, rows in file["places"].items():
            for name, population, *names in rows:
                place = Place(name, country, population, names)
                for key in dict.fromkeys(map(squeeze, (name, *names))):
                    self._by_key[key].append(place)

    def bearing(self, key: str) -> Sequence[Place]:
        """Return the places that have a name with a key."""
        return self._by_key.get(key, ())


_others = Deferred(_Others)


class Gazetteer:
    """The names of members, and those of other places.

    Args:
        city: gives a city by its id.
        bearers: which cities bear a name.
        rivals: the other places that matter to these names; None if they are yet to be looked up.
        areas: gives countries and parts of countries.
    """

    def __init__(
        self,
        city: Callable[[str], City],
        bearers: Keys,
        rivals: Rivals | None = None,
        areas: Callable[[], Iterable[Place]] = tuple,
    ) -> None:
        self.bearers = bearers
        self._city = city
        self._rivals = rivals
        self._names: dict[str, list[_Name]] = {}
        self._areas = Deferred(lambda: _by_key(areas()))
        self._joined = Deferred(lambda: _without_spaces(bearers))

    def bearers_of(self, text: str) -> tuple[City, ...]:
        """Return the cities with a name that is folded as a text is, or else but for spaces."""
        folded = fold(text)
        key = folded.replace(" ", "")
        ids = self.bearers.get(folded) or self.bearers.get(key)
        if ids is None:
            ids = self._joined.get().get(key, "")
        return tuple(map(self._city, ids.split()))

    def look_up(self, text: str, country: Country | None = None) -> Answer:
        """Return what a name means, in a country if one is given.

        The name may be followed by what tells it from others: `Nam-gu (Ulsan)`.
        """
        answer = self.judge(text, country)
        parts = _QUALIFIED.fullmatch(text[:LONGEST])
        if answer.cities or parts is None:
            return answer
        name, qualifier = parts[1], squeeze(parts[2])
        cities = tuple(
            city
            for bearer in self.bearers_of(name)
            if qualifier in _surroundings(bearer) and country in (None, bearer.country)
            for city in self.judge(name, bearer.country, among=(bearer,)).cities
        )
        return answer._replace(cities=cities)

    def judge(
        self, text: str, country: Country | None = None, *, among: Sequence[City] | None = None
    ) -> Answer:
        """Return which of the cities that bear a name it means, in a country if one is given.

        Where several cities bear it because their names fold alike (the Arabic for Sevan and for
        Aswan), those whose exact spelling is recorded come before the others.
        """
        bearers = self.bearers_of(text) if among is None else among
        if country is not None:
            bearers = [city for city in bearers if city.country == country]
        if len(bearers) > 1:
            exact = spelling(text)
            spelt = [c for c in bearers if any(n.exact == exact for n in self._names_of(c))]
            bearers = spelt or bearers
        found: list[City] = []
        refused: list[City] = []
        place: Place | None = None
        for city in bearers:
            rival = self.rival(text, city, country)
            if rival is None and self._reaches(text, city):
                found.append(city)
            else:
                refused.append(city)
                place = place or rival
        return Answer(tuple(found), tuple(refused), place)

    def rival(self, text: str, city: City, country: Country | None = None) -> Place | None:
        """Return the place that a name means rather than a city that bears it."""
        key = squeeze(text)
        if self._rivals is None:
            places: Iterable[Place] = self.others(key)
        else:
            places = itertools.starmap(Place, self._rivals.get(key, ()))
        within = None if country is None else country.alpha_2
        for place in places:
            there = within is None or (place.country == within and place.population is not None)
            if there and _outranks(place, city) and _spelt(text, key, place.all_names):
                return None if _spelt(text, key, _own_names(city)) else place
        return None

    def _reaches(self, text: str, city: City) -> bool:
        """Return whether a city that bears a name by its key does so by how the name is spelt.

        By its transliteration alone a name reaches a city of which no name is on record in its
        script, or of which it gives the main name; the latter not in Chinese characters.
        """
        key = squeeze(text)
        is_main = squeeze(city.name) == key
        if is_main and spelt_alike(text, city.name):
            return True
        exact, asked, names = spelling(text), scripts(text), self._names_of(city)
        there = [name for name in names if name.scripts & asked]
        alike = (name.text for name in there if name.key == key)
        if any(name.exact == exact for name in names) or _spelt(text, key, alike):
            return True
        return readable(text) and (not there or (is_main and HAN not in asked))

    def _names_of(self, city: City) -> list[_Name]:
        """Return what a city is called, each name with what it is compared by."""
        names = self._names.get(city.id)
        if names is None:
            names = self._names[city.id] = [
                _Name(name, squeeze(name), spelling(name), scripts(name)) for name in names_of(city)
            ]
        return names

    def rivals(self) -> Rivals:
        """Return the other places that outrank a city that bears a name of theirs."""
        rivals: dict[str, list[Sequence[Any]]] = {}
        for key, ids in _without_spaces(self.bearers).items():
            cities = [self._city(city_id) for city_id in ids.split()]
            for place in self.others(key):
                if any(_outranks(place, city) for city in cities):
                    names = [name for name in place.names if squeeze(name) == key]
                    row = [*place[:3], *([names] if names else ())]
                    rivals.setdefault(key, []).append(row)
        return rivals

    def others(self, key: str) -> Sequence[Place]:
        """Return all other places with a name that has a key, those with most people first."""
        places = (*self._areas.get().get(key, ()), *_others.get().bearing(key))
        return sorted(places, key=_people, reverse=True)

    def place_called(self, text: str, country: Country | None = None) -> Place | None:
        """Return the place that a name means if it means no city, the one with most people."""
        key = squeeze(text)
        within = None if country is None else country.alpha_2
        places = (p for p in self.others(key) if within is None or p.country == within)
        return next((place for place in places if _spelt(text, key, place.all_names)), None)

    def country_name(self, code: str) -> str:
        """Return the English name of a country."""
        return _others.get().countries.get(code, code)


def keys_of(cities: Iterable[City]) -> dict[str, str]:
    """Return which cities bear each name, in order of the names."""
    bearers: dict[str, list[str]] = {}
    for city in cities:
        for key in {fold(name) for name in names_of(city)}:
            bearers.setdefault(key, []).append(city.id)
    return {key: " ".join(ids) for key, ids in sorted(bearers.items()) if key}


def names_of(city: City) -> dict[str, str]:
    """Return what a city is called, with the recorded name of which it is all or a part.

    These are its names, and without the words that say where it lies: `Nam-gu` for `Nam-gu (Ulsan)`
    and, since its place is Ulsan, for `Ulsan Nam-gu`.
    """
    names = {name: name for name in city.names}
    for name in city.names:
        if (parts := _QUALIFIED.fullmatch(name)) is not None:
            names.setdefault(parts[1].strip(), name)
    if city.location is not None and city.location.relation == "parent":
        parent = squeeze(city.location.name)
        for name in city.names:
            first, _, rest = name.partition(" ")
            if rest and squeeze(first) == parent:
                names.setdefault(rest, name)
    return names


def _outranks(place: Place, city: City) -> bool:
    """Return whether a place is better known than a city: whether more people live there.

    Countries, and parts of them, are better known than cities that do not lie there. Cities of
    unknown population are taken to be as well known as places of 100,000 people.
    """
    home, at = city.country, city.location
    if place.population is None:
        if place.country is None:
            return squeeze(place.name) not in map(squeeze, home.names)
        return place.country != home.alpha_2
    if at is None:
        return place.population > _USUAL
    # A place of the same name in the country is taken to be the member's own.
    itself = place.country == home.alpha_2 and squeeze(place.name) == squeeze(at.name)
    more = place.population > (_USUAL if at.population is None else at.population)
    return more and not (itself and at.relation != "parent")


def _spelt(text: str, key: str, names: Iterable[str]) -> bool:
    """Return whether one of some names has a key and is spelt as a text with this key is."""
    return any(squeeze(name) == key and spelt_alike(text, name) for name in names)


def _own_names(city: City) -> Iterable[str]:
    """Return the names that a city has by its sources, and by its place if that is the city."""
    place = city.location
    at_geonames = (place.name,) if place is not None and place.relation == "same" else ()
    listed = (admission.listed_as for admission in city.admissions)
    return (city.name, *listed, *city.aliases, *at_geonames)


def _surroundings(city: City) -> set[str]:
    """Return the keys of what tells a city from its namesakes: the names of where it lies."""
    country = city.country
    names = [*country.names, country.alpha_2, country.alpha_3]
    if city.subdivision is not None:
        names.append(city.subdivision.name)
    if city.location is not None:
        names.append(city.location.name)
    return set(map(squeeze, names))


def _people(place: Place) -> float:
    return inf if place.population is None else place.population


def _by_key(places: Iterable[Place]) -> Mapping[str, Sequence[Place]]:
    by_key: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_key[squeeze(place.name)].append(place)
    return by_key


def _without_spaces(keys: Keys) -> Keys:
    joined: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, ids in keys.items():
        joined[name.replace(" ", "")].update(dict.fromkeys(ids.split()))
    return {key: " ".join(ids) for key, ids in joined.items()}
