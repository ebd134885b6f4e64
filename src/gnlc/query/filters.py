"""Filters of cities, and the predicates that they mean.

Each filter depends on one city only, so filters may be combined or chained in any order.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypedDict, TypeVar, get_args

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models.base import PartialDate
from gnlc.models.cities import Admission, Certainty, City, CityKind
from gnlc.models.places import Country, Region, Subdivision, km_between
from gnlc.query.arguments import (
    calendar_year,
    degrees,
    number,
    numbers,
    plain_date,
    several,
    spelled_time,
)
from gnlc.query.index import Lies, OneOf, Predicate
from gnlc.wording import close_to, shortened, unknown_choice

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])
OneOrMore: TypeAlias = T | Iterable[T]


class Filters(TypedDict, total=False):
    """The filters of cities; one that is omitted or None keeps every city.

    A filter with several values keeps the cities that match one of them.
    """

    country: OneOrMore[Country | str] | None
    """ISO 3166 codes or names, as `country` takes them."""

    region: OneOrMore[Region | str] | None
    """UNESCO regions, by name or id."""

    subdivision: OneOrMore[Subdivision | str] | None
    """Subdivisions, by ISO 3166-2 code or name. A name that occurs in several countries selects all
    of them, or those in `country`."""

    year: OneOrMore[int] | None
    """The year of any admission; `City.year` is that of the first."""

    announcement: OneOrMore[Announcement | int | str | datetime.date] | None
    """The announcement of an admission, by year, date or id."""

    as_of: datetime.date | PartialDate | str | int | None
    """Admitted by this day (the last of a month or year) and not withdrawn by then. An admission
    counts from the end of its year if its day is unknown."""

    kind: OneOrMore[CityKind] | None
    """What the member is."""

    awarded: bool | OneOrMore[int] | None
    """Whether it received the UNESCO Learning City Award, or the year in which it did."""

    certainty: OneOrMore[Certainty] | None
    """How certain an admission is."""

    near: City | str | tuple[float, float] | None
    """A city, as a record or by its id or name, or degrees north and east (WGS 84); requires
    `within_km`."""

    within_km: float | None
    """The greatest distance from `near`, in km."""

    bbox: tuple[float, float, float, float] | None
    """West, south, east, north in degrees (WGS 84), as in GeoJSON; a box whose west is greater than
    its east crosses the antimeridian."""

    where: Predicate | None
    """A predicate of one's own."""

    include_withdrawn: bool | None
    """Whether to keep cities all of whose admissions were withdrawn."""


class Directory(Protocol):
    """What the filters need of a network: looking up records by key."""

    @property
    def data_version(self) -> str:
        """The version of the data, by the calendar."""
        ...

    @property
    def as_of(self) -> datetime.date:
        """The day of the latest source."""
        ...

    def city(self, key: City | str, country: Country | str | None = None) -> City:
        """Return the city with an id or a name."""
        ...

    def country(self, key: Country | str) -> Country:
        """Return the country with a code or a name."""
        ...

    def countries(self, *, region: OneOrMore[Region | str] | None = None) -> tuple[Country, ...]:
        """Return the countries with a city on record, those in regions if given."""
        ...

    def subdivision(
        self, key: Subdivision | str, country: Country | str | None = None
    ) -> Subdivision:
        """Return the subdivision with a code or a name."""
        ...

    def announcement(self, key: Announcement | int | str | datetime.date) -> Announcement:
        """Return the announcement of a year, of a day, or with an id."""
        ...


def spelled_out(**defaults: object) -> Callable[[F], F]:
    """Give a function that takes `**filters` a signature that lists each of them."""

    def decorate(function: F) -> F:
        shown = signature(function)
        own = [p for p in shown.parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
        parameters = [*own, *_parameters(**defaults)]
        function.__dict__["__signature__"] = shown.replace(parameters=parameters)
        return function

    return decorate


@cache
def _parameters(**defaults: object) -> list[Parameter]:
    return [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=defaults.get(name),
            annotation=getattr(annotation, "__forward_arg__", annotation),
        )
        for name, annotation in Filters.__annotations__.items()
    ]


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
