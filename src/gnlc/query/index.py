"""Predicates of cities that are looked up instead of being asked city by city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import compress
from typing import TypeAlias

from gnlc.models.cities import City

Predicate: TypeAlias = Callable[[City], bool]
Values: TypeAlias = Callable[[City], Collection[Hashable]]


class OneOf:
    """A predicate of the cities that have one of some values.

    Args:
        of: gives the values of a city.
        values: the values.
    """

    __slots__ = ("of", "values")

    def __init__(self, of: Values, values: Iterable[Hashable]) -> None:
        self.of: Values = of
        self.values: set[Hashable] = set(values)

    def __call__(self, city: City) -> bool:
        """Return whether a city has one of the values."""
        return not self.values.isdisjoint(self.of(city))


class Lies:
    """A predicate of the cities whose place lies where it should.

    Args:
        there: whether a point does, given by its latitude and longitude.
    """

    __slots__ = ("there",)

    def __init__(self, there: Callable[[float, float], bool]) -> None:
        self.there: Callable[[float, float], bool] = there

    def __call__(self, city: City) -> bool:
        """Return whether the place of a city is known and lies there."""
        at = city.location
        return at is not None and self.there(at.latitude, at.longitude)


class CityIndex:
    """What filters ask of cities, by value; computed when it is first asked.

    Args:
        cities: the cities.
    """

    def __init__(self, cities: Sequence[City]) -> None:
        self._cities = cities
        self._places: dict[Values, dict[Hashable, list[int]]] = {}

    def keep(self, tests: Iterable[Predicate]) -> Sequence[City]:
        """Return the cities that pass all tests, in the same order."""
        looked_up = [self._where(test) for test in tests if isinstance(test, OneOf)]
        kept = self._cities
        if looked_up:
            places = looked_up[0].intersection(*looked_up[1:])
            kept = [kept[place] for place in sorted(places)]
        for test in tests:
            if isinstance(test, Lies) and kept is self._cities:
                located, latitudes, longitudes = self._points
                kept = [*compress(located, map(test.there, latitudes, longitudes))]
            elif not isinstance(test, OneOf):
                kept = [city for city in kept if test(city)]
        return kept

    def _where(self, test: OneOf) -> set[int]:
        """Return the places in the sequence of the cities that have one of some values."""
        places = self._places.get(test.of)
        if places is None:
            places = self._places[test.of] = self._places_by(test.of)
        return set[int]().union(*[places.get(value, ()) for value in test.values])

    def _places_by(self, of: Values) -> dict[Hashable, list[int]]:
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, city in enumerate(self._cities):
            for value in of(city):
                places[value].append(place)
        return places

    @cached_property
    def _points(self) -> tuple[list[City], list[float], list[float]]:
        """The cities whose location is known, their latitudes, and their longitudes."""
        located = [city for city in self._cities if city.location is not None]
        places = [at for city in located if (at := city.location) is not None]
        return located, [at.latitude for at in places], [at.longitude for at in places]
