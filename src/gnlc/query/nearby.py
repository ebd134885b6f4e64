"""The cities nearest to a place, each with its distance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from attrs import frozen

from gnlc.models.base import Kept, Source
from gnlc.rows.tabular import Located
from gnlc.wording import LINE, in_a_line, in_short, shortened

if TYPE_CHECKING:
    from gnlc.formats import FeatureCollection
    from gnlc.models.cities import City
    from gnlc.rows.records import NeighborRecord


@frozen
class Neighbor(Kept):
    """A city and its distance from a place.

    Attributes:
        city (City): the city.
        km (float): the distance, in km along the great circle.

    Example:
        >>> gnlc.nearest("Ganja", country="AZ", year=2020)[0].city.name
        'Gabala'
    """

    city: City
    km: float

    def __repr__(self) -> str:
        return in_a_line("Neighbor", {"city": shortened(self.city), "km": f"{self.km:.1f}"})


@frozen(repr=False)
class Neighbors(Located["NeighborRecord"]):
    """The cities nearest to a place, the nearest first, as returned by `gnlc.nearest`.

    Attributes:
        ids (tuple[str, ...]): the ids of the cities, in the same order.

    Example:
        >>> gnlc.nearest("Ganja", country="AZ", year=2020)
        Neighbors(2: az-gabala 129 km, az-baku 300 km)
        >>> [round(km) for km in gnlc.nearest("Ganja", country="AZ", year=2020).to_pandas()["km"]]
        [129, 300]
    """

    _cities: tuple[City, ...]
    _km: tuple[float, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the cities, in order."""
        return tuple(city.id for city in self._cities)

    def __len__(self) -> int:
        return len(self._km)

    def __iter__(self) -> Iterator[Neighbor]:
        return map(Neighbor, self._cities, self._km)

    @overload
    def __getitem__(self, position: SupportsIndex) -> Neighbor: ...
    @overload
    def __getitem__(self, position: slice[Any, Any, Any]) -> Neighbors: ...
    def __getitem__(self, position: SupportsIndex | slice[Any, Any, Any]) -> Neighbor | Neighbors:
        if isinstance(position, slice):
            return Neighbors(self._cities[position], self._km[position])
        return Neighbor(self._cities[position], self._km[position])

    def _row(self) -> type[NeighborRecord]:
        from gnlc.rows.records import NeighborRecord

        return NeighborRecord

    def _records(self, language: str | None = None) -> list[NeighborRecord]:
        from gnlc.rows.records import neighbor_record

        return [neighbor_record(city, km, language) for city, km in self._pairs()]

    def _features(self, language: str | None = None) -> FeatureCollection:
        from gnlc.rows.geojson import feature, feature_collection

        found = feature_collection(feature(city, language) for city in self._cities)
        for each, km in zip(found["features"], self._km, strict=True):
            each["properties"]["km"] = km
        return found

    def _cited(self) -> Iterator[Source]:
        return (source for city in self._cities for source in city.sources)

    def _pairs(self) -> Iterator[tuple[City, float]]:
        return zip(self._cities, self._km, strict=True)

    def __repr__(self) -> str:
        if not self:
            return "Neighbors(0)"
        head = f"Neighbors({len(self)}: "
        shown = [f"{city.id} {km:.0f} km" for city, km in self._pairs()]
        return f"{head}{in_short(shown, LINE - len(head) - 1)})"
