"""The members and other places that bear a name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any, TypeAlias

from gnlc.models.deferred import Deferred
from gnlc.names.folding import HAN, LATIN, LONGEST, Text, by_key, script_of
from gnlc.names.packing import PackedKeys

if TYPE_CHECKING:
    from gnlc.models.cities import City
    from gnlc.models.places import Country
    from gnlc.names.world import OtherPlaces, Place

Keys: TypeAlias = Mapping[str, str]
"""The ids of the cities that bear a name, joined by spaces, by the name as it is folded."""

# A name, and in parentheses or after a comma where the city lies.
_QUALIFIED = r"([^,(\uff0c\uff08\u060c\u3001]+)[,(\uff0c\uff08\u060c\u3001](.+?)[)\uff09]?\s*"

# The word for a city that follows its name, by the alpha-2 code of the country.
_CITY_WORDS = {"CN": "shi", "JP": "shi", "KR": "si"}
_WITH_CITY_WORD = r"(?i)(.+)[\s-](shi|si)\s*"

_MANY = 100
"""How many cities of one name are looked at one by one; of more, each bears the name."""

_USUAL = 100_000
"""The population that a city of unknown population is assumed to have."""


Rivals: TypeAlias = Mapping[str, Sequence[Sequence[Any]]]
"""Other places by the key of a name: name, country, population, and the names with that key."""


Folded: TypeAlias = Mapping[str, Any]
"""What is derived from the names of the cities: `bearers`, `further`, `rivals` and `labels`."""


# Not a NamedTuple, which would be compiled before the first city can be looked up.
class Answer:
    """What a name means.

    Attributes:
        cities (tuple[City, ...]): the cities that bear it.
        refused (tuple[City, ...]): cities that bear it, but that it does not mean.
        place (Place | None): the other place that it means, if known.
    """

    __slots__ = ("cities", "place", "refused")

    def __init__(
        self,
        cities: tuple[City, ...],
        refused: tuple[City, ...] = (),
        place: Place | None = None,
    ) -> None:
        self.cities: tuple[City, ...] = cities
        self.refused: tuple[City, ...] = refused
        self.place: Place | None = place


class Gazetteer:
    """The names of members, and those of other places.

    Args:
        city: gives a city by its id.
        bearers: which cities bear a name.
        rivals: gives the other places that matter to these names; None to look them up.
        areas: gives countries and parts of countries.
        further: gives the cities that more names may mean: see `gnlc.query.keys`.
    """

    def __init__(
        self,
        city: Callable[[str], City],
        bearers: Keys,
        rivals: Callable[[], Rivals] | None = None,
        areas: Callable[[], Iterable[Place]] = tuple,
        further: Callable[[], Keys] = dict,
    ) -> None:
        self.bearers = bearers
        self._city = city
        self._rivals = rivals
        # Only for recorded names, which limits the size of the cache.
        self._text = cache(Text)
        self._names: dict[str, dict[str, tuple[Text, str]]] = {}
        self._own_names: dict[str, frozenset[str]] = {}
        self._by_key: dict[str, dict[str, list[tuple[Text, str]]]] = {}
        self._latin: dict[str, dict[str, list[tuple[Text, str]]]] = {}
        self._areas = Deferred(lambda: by_key([(place.name, place) for place in areas()]))
        self.further: Callable[[], Keys] = Deferred(further).get
        self._joined = Deferred(lambda: _without_spaces(bearers))

    def bearers_of(self, text: Text) -> tuple[City, ...]:
        """Return the cities with a name that folds as a text does; spaces count if any has them."""
        ids = self.bearers.get(text.folded) or self.bearers.get(text.key)
        if ids is None:
            ids = self._joined.get().get(text.key, "")
        return tuple(map(self._city, ids.split()))

    def look_up(self, text: Text, country: Country | None = None) -> Answer:
        """Return the meaning of a name, within a country if one is given.

        The name may be followed by where the city lies (`Nam-gu (Ulsan)`) or by the word for a city
        (`Okayama-shi`).
        """
        answer = self.judge(text, country)
        if answer.cities:
            return answer
        asked = text.raw[:LONGEST]
        parts = re.fullmatch(_QUALIFIED, asked) or re.fullmatch(_WITH_CITY_WORD, asked)
        if parts is None:
            return answer
        name, qualifier = Text(parts[1]), Text(parts[2]).key
        cities = tuple(
            city
            for bearer in self.bearers_of(name)
            if qualifier in _qualifiers(bearer) and country in (None, bearer.country)
            for city in self.judge(name, bearer.country, among=(bearer,)).cities
        )
        return Answer(cities, answer.refused, answer.place)

    def judge(
        self, text: Text, country: Country | None = None, *, among: Sequence[City] | None = None
    ) -> Answer:
        """Return the cities that a name means among its bearers, in a country if one is given.

        Where several cities bear it because their names fold alike (the Arabic for Sevan and for
        Aswan), those whose exact spelling is recorded come before the others.
        """
        bearers = self.bearers_of(text) if among is None else among
        if country is not None:
            bearers = [city for city in bearers if city.country == country]
        if len(bearers) > _MANY:
            return Answer(tuple(bearers))
        if len(bearers) > 1:
            bearers = [city for city in bearers if self.is_recorded(text, city)] or bearers
        cities: list[City] = []
        refused: list[City] = []
        place: Place | None = None
        for city in bearers:
            # A main name is always answered, which saves asking about other places.
            is_main = self.is_main_name(text, city)
            rival = None if is_main else self.rival(text, city, country)
            if is_main or (rival is None and self.reaches(text, city)):
                cities.append(city)
            else:
                refused.append(city)
                place = place or rival
        return Answer(tuple(cities), tuple(refused), place)

    def rival(self, text: Text, city: City, country: Country | None = None) -> Place | None:
        """Return the place that a name means rather than a city that bears it."""
        place = self.better_known(text, city, None if country is None else (country.alpha_2,))
        return None if place is None or self.is_own(text, city) else place

    def better_known(
        self,
        text: Text,
        city: City,
        countries: Collection[str] | None = None,
        *,
        least: int | None = None,
    ) -> Place | None:
        """Return a place with a name that is better known than a city, in countries if given.

        With `least`, places of so many people count too if it is their main name.
        """
        if self._rivals is None:
            places: Iterable[Place] = self.others(text.key, latin=text.scripts == LATIN)
        elif rows := self._rivals().get(text.key):
            from gnlc.names.world import Place

            places = itertools.starmap(Place, rows)
        else:
            return None
        for place in places:
            there = countries is None or (place.country in countries and place.population)
            large = least is not None and _is_large(place, text.key, least)
            if there and (large or _outranks(place, city)) and _names(text, place.all_names):
                return place
        return None

    def is_main_name(self, text: Text, city: City) -> bool:
        """Return whether a name is the main one of a city."""
        return text.same_name(self._text(city.name))

    def is_own(self, text: Text, city: City) -> bool:
        """Return whether a name is the main one of a city, or one that its sources use."""
        return _names(text, own_names_of(city))

    def own_names(self, city: City) -> Collection[str]:
        """Return the names that a city has by its sources, and by its place if that is the city."""
        own = self._own_names.get(city.id)
        if own is None:
            own = self._own_names[city.id] = frozenset(own_names_of(city))
        return own

    def named(self, key: str, city: City, *, latin: bool = False) -> Sequence[tuple[Text, str]]:
        """Return the names of a city that have a key, each with the recorded one.

        With `latin`, names in other scripts count only if there is none in Latin letters: to fold
        them takes long at first.
        """
        if latin:
            folded = self._latin.get(city.id)
            if folded is None:
                own = names_of(city).items()
                some = [(self._text(name), one) for name, one in own if script_of(name) in LATIN]
                folded = self._latin[city.id] = _names_by_key(some)
            if key in folded:
                return folded[key]
        names = self._by_key.get(city.id)
        if names is None:
            names = self._by_key[city.id] = _names_by_key(self.names_of(city).values())
        return names.get(key, ())

    def reaches(self, text: Text, city: City) -> bool:
        """Return whether a city that bears a name by its key does so by how the name is spelled.

        By its transliteration alone a name reaches a city that has no recorded name in its script,
        or whose main name it gives; the latter not in Chinese characters.
        """
        names = self.names_of(city)
        if text.exact in names or any(text.same_name(name) for name, _ in names.values()):
            return True
        is_main = self._text(city.name).key == text.key and HAN not in text.scripts
        shared = (name.scripts & text.scripts for name, _ in names.values())
        return text.is_readable and (is_main or not any(shared))

    def is_recorded(self, text: Text, city: City) -> bool:
        """Return whether a name is recorded of a city as it is spelled."""
        return text.exact in self.names_of(city)

    def names_of(self, city: City) -> Mapping[str, tuple[Text, str]]:
        """Return the names of a city by their exact spelling, the main one first.

        With each goes the recorded name that it is, or is a part of.
        """
        names = self._names.get(city.id)
        if names is None:
            # Other threads see what a function has returned, and never the beginning of it.
            names = self._names[city.id] = self._names_by_exact(city)
        return names

    def _names_by_exact(self, city: City) -> dict[str, tuple[Text, str]]:
        names: dict[str, tuple[Text, str]] = {}
        for name, recorded in names_of(city).items():
            text = self._text(name)
            names.setdefault(text.exact, (text, recorded))
        return names

    def rivals(self) -> Rivals:
        """Return the other places that outrank a city that bears a name of theirs."""
        from gnlc.names.world import LARGE

        rivals: dict[str, list[Sequence[Any]]] = {}
        for key, ids in {**self.further(), **_without_spaces(self.bearers)}.items():
            cities = [self._city(city_id) for city_id in ids.split()]
            for place in self.others(key):
                if _is_large(place, key, LARGE) or any(_outranks(place, city) for city in cities):
                    names = [name for name in place.names if Text(name).key == key]
                    row = [*place[:3], *([names] if names else ())]
                    rivals.setdefault(key, []).append(row)
        return rivals

    def others(self, key: str, *, latin: bool = False) -> Sequence[Place]:
        """Return all other places with a name that has a key, the most populous first.

        With `latin`, names in other scripts do not count, which is faster.
        """
        places = (*self._areas.get().get(key, ()), *_other_places().bearing(key, latin=latin))
        return sorted(places, key=_people, reverse=True)

    def place_called(self, text: Text, country: Country | None = None) -> Place | None:
        """Return the most populous other place that a name means."""
        within = None if country is None else country.alpha_2
        for place in self.others(text.key, latin=text.scripts == LATIN):
            if within in (None, place.country) and _names(text, place.all_names):
                return place
        return None

    def other_keys(
        self, countries: Collection[str] | None = None, *, latin: bool = False
    ) -> Iterable[str]:
        """Return the keys of other places: those in some countries, or the large ones in all."""
        return _other_places().keys(countries, latin=latin)


def _other_places() -> OtherPlaces:
    # Imported late: few names of members are those of other places, too.
    from gnlc.names.world import other_places

    return other_places.get()


def names_of(city: City) -> dict[str, str]:
    """Return the names of a city, each with the recorded name that it is, or is a part of.

    A part is a name without the words for where the city lies: `Nam-gu` of `Nam-gu (Ulsan)` and,
    since its place is Ulsan, of `Ulsan Nam-gu`.
    """
    names = {name: name for name in city.names}
    for name in city.names:
        if (parts := re.fullmatch(_QUALIFIED, name)) is not None:
            names.setdefault(parts[1].strip(), name)
    if city.location is not None and city.location.relation == "parent":
        parent = Text(city.location.name).key
        for name in city.names:
            first, _, rest = name.partition(" ")
            if rest and Text(first).key == parent:
                names.setdefault(rest, name)
    return names


def _outranks(place: Place, city: City) -> bool:
    """Return whether a place is better known than a city: whether it has more people.

    Countries and subdivisions are better known than cities that lie elsewhere.
    """
    home, at = city.country, city.location
    if place.population is None:
        if place.country is None:
            return Text(place.name).key not in {Text(name).key for name in home.names}
        return place.country != home.alpha_2
    if at is None:
        return place.population > _USUAL
    # A place of the same name in the same country is assumed to be the member itself.
    itself = place.country == home.alpha_2 and Text(place.name).key == Text(at.name).key
    more = place.population > (_USUAL if at.population is None else at.population)
    return more and not (itself and at.relation != "parent")


def _is_large(place: Place, key: str, least: int) -> bool:
    """Return whether a key is that of the main name of a place of so many people."""
    return (place.population or 0) >= least and Text(place.name).key == key


def _names(text: Text, names: Iterable[str]) -> bool:
    """Return whether a text is one of some names."""
    return any(text.same_name(Text(name)) for name in names)


def own_names_of(city: City) -> Iterable[str]:
    """Return the names that a city has by its sources, and by its place if that is the city."""
    place = city.location
    at_geonames = (place.name,) if place is not None and place.relation == "same" else ()
    listed = (admission.listed_as for admission in city.admissions)
    return (city.name, *listed, *city.aliases, *at_geonames)


def _qualifiers(city: City) -> set[str]:
    """Return the keys of what may follow the name of a city: the names of where it lies."""
    country = city.country
    names = [*country.names, country.alpha_2, country.alpha_3]
    if city.subdivision is not None:
        names.append(city.subdivision.name)
    if city.location is not None:
        names.append(city.location.name)
    keys = {Text(name).key for name in names}
    return keys | {_CITY_WORDS.get(country.alpha_2, "")}


def _people(place: Place) -> float:
    return inf if place.population is None else place.population


def _names_by_key(names: Iterable[tuple[Text, str]]) -> dict[str, list[tuple[Text, str]]]:
    found: dict[str, list[tuple[Text, str]]] = {}
    for text, recorded in names:
        found.setdefault(text.key, []).append((text, recorded))
    return found


def _without_spaces(keys: Keys) -> Keys:
    if isinstance(keys, PackedKeys):
        return keys.without_spaces()
    joined: dict[str, str] = {}
    for name, ids in keys.items():
        key = name.replace(" ", "")
        known = joined.setdefault(key, ids)
        if known != ids:
            joined[key] = " ".join(dict.fromkeys(f"{known} {ids}".split()))
    return joined
