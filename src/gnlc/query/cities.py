"""An immutable sequence of cities, which can be filtered, grouped, sorted and exported."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, TypeVar, Unpack, overload

from attrs import field, frozen

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models.base import Source
from gnlc.models.cities import City
from gnlc.models.doors import Citable
from gnlc.models.places import Country, Region, Subdivision
from gnlc.names.folding import fold
from gnlc.query.arguments import at_most
from gnlc.query.filters import Directory, Filters, spelled_out
from gnlc.query.predicates import CityIndex, distance_from, predicates
from gnlc.rows.tabular import Located
from gnlc.wording import LINE, in_short, shortened, unknown_choice

if TYPE_CHECKING:
    import datetime

    from gnlc.formats import FeatureCollection
    from gnlc.query.nearby import Neighbors
    from gnlc.rows.records import CityRecord

K = TypeVar("K")

_KEYS: dict[str, Callable[[City], Any]] = {
    "id": lambda city: city.id,
    "name": lambda city: city.name,
    "country": lambda city: city.country,
    "region": lambda city: city.region,
    "subdivision": lambda city: city.subdivision,
    "kind": lambda city: city.kind,
    "year": lambda city: city.year,
    "announced_on": lambda city: city.announced_on,
    "certainty": lambda city: city.certainty,
    "latitude": lambda city: city.latitude,
    "longitude": lambda city: city.longitude,
    "place_population": lambda city: city.location and city.location.population,
}

Key = Literal[
    "id",
    "name",
    "country",
    "region",
    "subdivision",
    "kind",
    "year",
    "announced_on",
    "certainty",
    "latitude",
    "longitude",
    "place_population",
]
"""Keys to group and sort by; `place_population` is that of the place at GeoNames."""


def _function(key: str | Callable[[City], K]) -> Callable[[City], Any]:
    if isinstance(key, str):
        if key not in _KEYS:
            raise unknown_choice("key", key, _KEYS)
        return _KEYS[key]
    if not callable(key):
        raise TypeError(f"key must be a name or a function of a city, got {shortened(key)}")
    return key


def _orderable(value: Any) -> Any:
    """Sort key of a value: of a record its name, of a name its folded spelling."""
    text = value.name if isinstance(value, Country | Region | Subdivision) else value
    return (fold(text), text) if isinstance(text, str) else text


# See the docstring of `Cities`.
if TYPE_CHECKING:
    _Base = Sequence[City]
else:
    _Base = object


@frozen
class Cities(Located["CityRecord"], Citable, _Base):
    """An immutable sequence of cities, as returned by `gnlc.cities` and `Network.cities`.

    Two sequences are equal if they have the same cities in the same order.

    It has all the methods of a sequence, and is one for type checkers. At run time it is not an
    instance of `collections.abc.Sequence`, because Polars would turn it into a column of objects.
    Pass `tuple(cities)` to functions that need one, such as `random.sample`.

    Example:
        >>> cities = gnlc.cities(country="AZ", year=2020)
        >>> cities
        Cities(3: az-baku, az-gabala, az-ganja)
        >>> cities[0].name, len(cities), "Ganja" in cities, gnlc.city("Baku") in cities
        ('Baku', 3, True, True)
    """

    _cities: tuple[City, ...]
    _directory: Directory = field(eq=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the cities, in order."""
        return tuple(city.id for city in self._cities)

    @property
    def data_version(self) -> str:
        """The version of the data that the cities come from."""
        return self._directory.data_version

    @property
    def as_of(self) -> datetime.date:
        """The date of the latest source of that data."""
        return self._directory.as_of

    def __len__(self) -> int:
        return len(self._cities)

    def __iter__(self) -> Iterator[City]:
        return iter(self._cities)

    def __contains__(self, value: object) -> bool:
        return bool(self._among(value))

    def _among(self, value: object) -> list[City]:
        """Return the cities of the sequence that a city, an id or a name may mean."""
        if isinstance(value, str):
            try:
                meant: tuple[object, ...] = (self._directory.city(value),)
            except AmbiguousNameError as error:
                meant = error.candidates
            except NotFoundError:
                return []
        elif isinstance(value, City):
            meant = (value,)
        else:
            raise TypeError(f"city must be a City, an id or a name, got {shortened(value)}")
        return [city for city in self._cities if city in meant]

    def __reversed__(self) -> Iterator[City]:
        return reversed(self._cities)

    def index(self, value: Any, start: int = 0, stop: int = sys.maxsize) -> int:
        """Return the first position of a city, given as a record, an id or a name.

        Raises:
            TypeError: the value is none of these.
            ValueError: the city is missing.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).index("Ganja")
            2
        """
        found = self._among(value)
        return self._cities.index(found[0] if found else value, start, stop)

    def count(self, value: Any) -> int:
        """Return how often a city occurs, given as a record, an id or a name.

        Raises:
            TypeError: the value is none of these.

        Example:
            >>> gnlc.cities(country="AZ").count("Ganja")
            1
        """
        return len(self._among(value))

    @overload
    def __getitem__(self, position: SupportsIndex) -> City: ...
    @overload
    def __getitem__(self, position: slice[Any, Any, Any]) -> Cities: ...
    def __getitem__(self, position: SupportsIndex | slice[Any, Any, Any]) -> City | Cities:
        if isinstance(position, slice):
            return Cities(self._cities[position], self._directory)
        return self._cities[position]

    @spelled_out()
    def filter(self, **filters: Unpack[Filters]) -> Cities:
        """Return the cities that pass every filter, in the same order.

        The filters are those of `gnlc.cities`, but withdrawn cities are kept unless
        `include_withdrawn=False` is given.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is invalid.

        Example:
            >>> gnlc.cities(country="AZ").filter(year=2020).ids
            ('az-baku', 'az-gabala', 'az-ganja')
        """
        tests = predicates(filters, self._directory)
        return Cities(tuple(self._index.keep(tests)), self._directory) if tests else self

    @cached_property
    def _index(self) -> CityIndex:
        return CityIndex(self._cities)

    @overload
    def group_by(self, key: Literal["country"]) -> dict[Country, Cities]: ...
    @overload
    def group_by(self, key: Literal["region"]) -> dict[Region, Cities]: ...
    @overload
    def group_by(self, key: Literal["subdivision"]) -> dict[Subdivision | None, Cities]: ...
    @overload
    def group_by(self, key: Literal["year"]) -> dict[int | None, Cities]: ...
    @overload
    def group_by(self, key: Literal["id", "name", "kind", "certainty"]) -> dict[str, Cities]: ...
    @overload
    def group_by(self, key: Key) -> dict[Any, Cities]: ...
    @overload
    def group_by(self, key: Callable[[City], K]) -> dict[K, Cities]: ...
    def group_by(self, key: Key | Callable[[City], Any]) -> dict[Any, Cities]:
        """Return the cities grouped by a key, the groups in order of first appearance.

        Args:
            key: the name of an attribute, such as "country" or "year", or a function of a city.

        Raises:
            ValueError: the attribute is unknown, or not one to group by.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).group_by("year")
            {2020: Cities(3: az-baku, az-gabala, az-ganja)}
        """
        function = _function(key)
        groups: dict[Any, list[City]] = {}
        for city in self._cities:
            groups.setdefault(function(city), []).append(city)
        return {value: Cities(tuple(group), self._directory) for value, group in groups.items()}

    @overload
    def count_by(self, key: Literal["country"]) -> dict[Country, int]: ...
    @overload
    def count_by(self, key: Literal["region"]) -> dict[Region, int]: ...
    @overload
    def count_by(self, key: Literal["subdivision"]) -> dict[Subdivision | None, int]: ...
    @overload
    def count_by(self, key: Literal["year"]) -> dict[int | None, int]: ...
    @overload
    def count_by(self, key: Literal["id", "name", "kind", "certainty"]) -> dict[str, int]: ...
    @overload
    def count_by(self, key: Key) -> dict[Any, int]: ...
    @overload
    def count_by(self, key: Callable[[City], K]) -> dict[K, int]: ...
    def count_by(self, key: Key | Callable[[City], Any]) -> dict[Any, int]:
        """Return the number of cities in each group, the largest group first.

        Args:
            key: the name of an attribute, such as "country" or "year", or a function of a city.

        Raises:
            ValueError: the attribute is unknown, or not one to count by.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).count_by("year")
            {2020: 3}
        """
        return dict(Counter(map(_function(key), self._cities)).most_common())

    def sorted_by(
        self,
        key: Key | Literal["distance"] | Callable[[City], Any],
        *,
        reverse: bool = False,
        near: City | str | tuple[float, float] | None = None,
    ) -> Cities:
        """Return the cities in order of a key; those without a value come last in both directions.

        Args:
            key: the name of an attribute, such as "name" or "year", "distance", or a function of a
                city.
            reverse: whether to sort in descending order.
            near: the place to which "distance" refers: a city (a record, an id or a name), or
                degrees north and east (WGS 84).

        Raises:
            NotFoundError: no city has the id or name given for `near`.
            ValueError: the attribute is unknown or not one to sort by, only one of `near` and
                "distance" is given, or a value is out of range.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).sorted_by("latitude", reverse=True).ids
            ('az-gabala', 'az-ganja', 'az-baku')
            >>> gnlc.cities(country="AZ", year=2020).sorted_by("distance", near="Ganja").ids
            ('az-ganja', 'az-gabala', 'az-baku')
        """
        if (isinstance(key, str) and key == "distance") != (near is not None):
            raise ValueError('the key "distance" and near must be given together')
        if near is not None:
            function: Callable[[City], Any] = distance_from("near", near, self._directory)
        else:
            function = _function(key)
        keyed = [(function(city), city) for city in self._cities]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: _orderable(pair[0]), reverse=reverse)
        unknown = [pair for pair in keyed if pair[0] is None]
        return Cities(tuple(city for _, city in known + unknown), self._directory)

    def nearest(
        self, place: City | str | tuple[float, float], *, limit: int | None = 5
    ) -> Neighbors:
        """Return the cities nearest to a place, the nearest first, each with its distance.

        A city is not near itself, and one whose location is unknown is near nothing.

        Args:
            place: a city (a record, an id or a name), or degrees north and east (WGS 84).
            limit: the greatest number of cities; None for all.

        Raises:
            NotFoundError: no city has this id or name.
            TypeError: the place is none of these, or the limit is not an int.
            ValueError: a value is out of range, or the location of the city is unknown.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).nearest((40.4, 49.9), limit=2)
            Neighbors(2: az-baku 3 km, az-gabala 185 km)
        """
        from gnlc.query.nearby import Neighbors

        center = self._directory.city(place) if isinstance(place, str) else place
        distance = distance_from("place", center, self._directory)
        itself = center if isinstance(center, City) else None
        pairs = [
            (km, city)
            for city in self._cities
            if city != itself and (km := distance(city)) is not None
        ]
        pairs.sort(key=lambda pair: (pair[0], pair[1].id))
        kept = pairs[: at_most(limit)]
        return Neighbors(tuple(city for _, city in kept), tuple(km for km, _ in kept))

    def _row(self) -> type[CityRecord]:
        from gnlc.rows.records import CityRecord

        return CityRecord

    def _records(self, language: str | None = None) -> list[CityRecord]:
        from gnlc.rows.records import city_record

        return [city_record(city, language) for city in self._cities]

    def _features(self, language: str | None = None) -> FeatureCollection:
        from gnlc.rows.geojson import feature, feature_collection

        return feature_collection(feature(city, language) for city in self._cities)

    def _cited(self) -> Iterator[Source]:
        return (source for city in self._cities for source in city.sources)

    def __repr__(self) -> str:
        if not self:
            return "Cities(0)"
        head = f"Cities({len(self)}: "
        return f"{head}{in_short(self.ids, LINE - len(head) - 1)})"
