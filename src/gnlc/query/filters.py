"""Filters of cities, and the signatures of functions that take them.

Each filter depends on one city only, so filters may be combined or chained in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypedDict, TypeVar

from gnlc.models.cities import City

if TYPE_CHECKING:
    import datetime

    from gnlc.models.announcements import Announcement
    from gnlc.models.base import PartialDate
    from gnlc.models.cities import Certainty, CityKind
    from gnlc.models.places import Country, Region, Subdivision

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])
OneOrMore: TypeAlias = T | Iterable[T]
Predicate: TypeAlias = Callable[[City], bool]


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
