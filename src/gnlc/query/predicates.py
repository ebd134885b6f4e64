"""The predicates that filters of cities mean; most are looked up, not asked city by city."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import compress
from typing import Any, TypeAlias, get_args

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models.base import PartialDate
from gnlc.models.cities import Admission, Certainty, City, CityKind
from gnlc.models.places import Country, Subdivision, km_between
from gnlc.query.arguments import (
    calendar_year,
    degrees,
    number,
    numbers,
    plain_date,
    several,
    spelled_time,
)
from gnlc.query.filters import Directory, Filters, Predicate
from gnlc.wording import close_to, shortened, unknown_choice

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


def predicates(filters: Filters, directory: Directory) -> list[Predicate]:
    """Return predicates that a city must satisfy.

    Raises:
        NotFoundError: a country, region, subdivision or announcement is not in the network.
        TypeError: a filter is unknown, or a value is of the wrong type.
        ValueError: a value is out of range.
    """
    given: dict[str, Any] = {name: value for name, value in filters.items() if value is not None}
    if unknown := given.keys() - _MAKERS - {"within_km"}:
        name = min(unknown)
        near = close_to(name, Filters.__annotations__)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise TypeError(f"unknown filter {shortened(name)}{hint}")
    if ("near" in given) != ("within_km" in given):
        raise ValueError("near and within_km must be given together")
    if "subdivision" in given:
        if "country" in given:
            given["country"] = several(given["country"])
        given["subdivision"] = (given["subdivision"], given.get("country", [None]))
    if "near" in given:
        given["near"] = (given["near"], given.pop("within_km"))
    tests = (_MAKERS[name](value, directory) for name, value in given.items())
    return [test for test in tests if test is not None]


def _choices(name: str, value: Any, choices: tuple[str, ...]) -> list[str]:
    chosen = several(value)
    for choice in chosen:
        if not isinstance(choice, str):
            raise TypeError(f"{name} must be a str, got {shortened(choice)}")
        if choice not in choices:
            raise unknown_choice(name, choice, choices)
    return chosen


def _years(name: str, value: Any) -> set[int]:
    return {calendar_year(name, year) for year in several(value)}


def _country_of(city: City) -> tuple[str]:
    return (city.country.alpha_2,)


def _in_countries(countries: Iterable[Country]) -> Predicate:
    return OneOf(_country_of, {country.alpha_2 for country in countries})


def _country(value: Any, directory: Directory) -> Predicate:
    return _in_countries(map(directory.country, several(value)))


def _region(value: Any, directory: Directory) -> Predicate:
    return _in_countries(directory.countries(region=value))


def _subdivision_of(city: City) -> tuple[str, ...]:
    return () if city.subdivision is None else (city.subdivision.code,)


def _subdivision(value: tuple[Any, list[Any]], directory: Directory) -> Predicate:
    keys, countries = value
    meant = (_subdivision_codes(key, countries, directory) for key in several(keys))
    return OneOf(_subdivision_of, set[str]().union(*meant))


def _subdivision_codes(key: Any, countries: list[Any], directory: Directory) -> set[str]:
    """Return the codes of the subdivisions that a key may mean in the countries."""
    codes = set[str]()
    missing: list[NotFoundError] = []
    for country in countries:
        try:
            codes.add(directory.subdivision(key, country=country).code)
        except AmbiguousNameError as error:
            codes.update(meant.code for meant in error.candidates if isinstance(meant, Subdivision))
        except NotFoundError as error:
            missing.append(error)
    if missing and not codes:
        raise max(missing, key=lambda error: len(error.suggestions))
    return codes


def _years_of(city: City) -> list[int | None]:
    return [admission.year for admission in city.admissions]


def _in_year(value: Any, _: Directory) -> Predicate:
    return OneOf(_years_of, _years("year", value))


def _in_announcement(value: Any, directory: Directory) -> Predicate:
    return OneOf(_years_of, {directory.announcement(key).year for key in several(value)})


def _as_of(value: Any, directory: Directory) -> Predicate:
    day, as_of = _day(value), directory.as_of

    def admitted_by(city: City) -> bool:
        for admission in city.admissions:
            if _since(admission, city, as_of) <= day:
                withdrawn = admission.withdrawn_on
                if withdrawn is None or withdrawn > day:
                    return True
        return False

    return admitted_by


def _day(value: Any) -> datetime.date:
    value = spelled_time("as_of", value)
    if isinstance(value, datetime.date):
        return plain_date("as_of", value)
    if isinstance(value, PartialDate):
        return value.latest
    if isinstance(value, str):
        try:
            return PartialDate.parse(value).latest
        except ValueError as error:
            raise ValueError(f"as_of: {error}") from error
    return PartialDate(calendar_year("as_of", value)).latest


def _since(admission: Admission, city: City, as_of: datetime.date) -> datetime.date:
    """Return the first day on which the city was certainly admitted."""
    if admission.announced_on is not None:
        return admission.announced_on
    if admission.year is not None:
        return PartialDate(admission.year).latest
    # Without a year, the city is a member as of the date of the data.
    return as_of if city.known_member_by is None else min(city.known_member_by.latest, as_of)


def _kind_of(city: City) -> tuple[CityKind]:
    return (city.kind,)


def _kind(value: Any, _: Directory) -> Predicate:
    return OneOf(_kind_of, _choices("kind", value, get_args(CityKind)))


def _awarded_of(city: City) -> tuple[bool]:
    return (bool(city.award_years),)


def _award_years_of(city: City) -> tuple[int, ...]:
    return city.award_years


def _awarded(value: Any, _: Directory) -> Predicate:
    if isinstance(value, bool):
        return OneOf(_awarded_of, {value})
    return OneOf(_award_years_of, _years("awarded", value))


def _certainties_of(city: City) -> list[Certainty]:
    return [admission.certainty for admission in city.admissions]


def _certainty(value: Any, _: Directory) -> Predicate:
    return OneOf(_certainties_of, _choices("certainty", value, get_args(Certainty)))


def _near(value: tuple[Any, Any], directory: Directory) -> Predicate:
    center, reach = value
    within_km = number("within_km", reach)
    if not within_km >= 0:
        raise ValueError(f"within_km must be 0 or more, got {shortened(reach)}")
    latitude, longitude = _point("near", center, directory)
    return Lies(lambda north, east: km_between(north, east, latitude, longitude) <= within_km)


def distance_from(name: str, place: Any, directory: Directory) -> Callable[[City], float | None]:
    """Return a function that gives the distance of a city from a place, in km.

    It gives None for a city whose location is unknown.

    Args:
        name: of the argument, for messages.
        place: a city, its id or name, or degrees north and east.
        directory: looks up the city.

    Raises:
        NotFoundError: no city has this id or name.
        TypeError: the place is none of these.
        ValueError: degrees are out of range, or the location of the city is unknown.
    """
    latitude, longitude = _point(name, place, directory)

    def distance(city: City) -> float | None:
        at = city.location
        return None if at is None else at.distance_km(latitude, longitude)

    return distance


def _point(name: str, place: Any, directory: Directory) -> tuple[float, float]:
    center = directory.city(place) if isinstance(place, str) else place
    if isinstance(center, City):
        if center.location is None:
            raise ValueError(f"{name}: the location of {shortened(center)} is unknown")
        return center.location.latitude, center.location.longitude
    north, east = numbers(f"{name}, if not a City,", center, count=2)
    return degrees("latitude", north, 90), degrees("longitude", east, 180)


def _bbox(value: Any, _: Directory) -> Predicate:
    limits = {"west": 180, "south": 90, "east": 180, "north": 90}
    given = zip(limits.items(), numbers("bbox", value, count=4), strict=True)
    west, south, east, north = (degrees(f"bbox {side}", n, limit) for (side, limit), n in given)
    if south > north:
        raise ValueError(f"bbox must be west, south, east, north; south {south} is above {north}")

    if west <= east:
        return Lies(lambda lat, lon: south <= lat <= north and west <= lon <= east)
    return Lies(lambda lat, lon: south <= lat <= north and (lon >= west or lon <= east))


def _where(value: Any, _: Directory) -> Predicate:
    if not callable(value):
        raise TypeError(f"where must be a function of a city, got {shortened(value)}")
    return lambda city: bool(value(city))


def _include_withdrawn(value: Any, _: Directory) -> Predicate | None:
    if not isinstance(value, bool):
        raise TypeError(f"include_withdrawn must be a bool, got {shortened(value)}")
    return None if value else OneOf(_withdrawn_of, {False})


def _withdrawn_of(city: City) -> tuple[bool]:
    return (city.withdrawn,)


_MAKERS: dict[str, Callable[[Any, Directory], Predicate | None]] = {
    "country": _country,
    "region": _region,
    "subdivision": _subdivision,
    "year": _in_year,
    "announcement": _in_announcement,
    "as_of": _as_of,
    "kind": _kind,
    "awarded": _awarded,
    "certainty": _certainty,
    "near": _near,
    "bbox": _bbox,
    "where": _where,
    "include_withdrawn": _include_withdrawn,
}
