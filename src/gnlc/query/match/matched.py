"""What a column of names means: an immutable sequence of rows."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, SupportsIndex, Unpack, overload

from attrs import field, frozen

from gnlc.models.base import Source
from gnlc.models.doors import Citable
from gnlc.models.matches import STATUSES, MatchedName, Status
from gnlc.query.cities import Cities
from gnlc.query.filters import Filters, spelled_out
from gnlc.rows.tabular import Located
from gnlc.wording import LINE, in_short

if TYPE_CHECKING:
    from gnlc.formats import FeatureCollection
    from gnlc.rows.matches import MatchRecord


class _Roll(Protocol):
    """What is needed of a network: its members."""

    def cities(self, **filters: Unpack[Filters]) -> Cities:
        """Return the cities that pass every filter."""
        ...


# As for `Cities`.
if TYPE_CHECKING:
    _Base = Sequence[MatchedName]
else:
    _Base = object


@frozen(repr=False)
class Matched(Located["MatchRecord"], Citable, _Base):
    """A row for each name of a column, in order, as `gnlc.match` returns them.

    It is an immutable sequence, as `Cities` is. Two are equal if they have equal rows.

    Example:
        >>> names = ["Ganja", "City of Cork", "Gdnyia", "Lima"]
        >>> matched = gnlc.match(names)
        >>> matched
        Matched(4: 2 found, 1 likely, 1 elsewhere)
        >>> [row.city.id for row in matched if row.status == "found"]
        ['az-ganja', 'ie-cork']
    """

    _rows: tuple[MatchedName, ...]
    _network: _Roll = field(eq=False)

    @property
    def counts(self) -> dict[Status, int]:
        """How many rows have each status that occurs, the surest first."""
        counted = Counter(row.status for row in self._rows)
        return {status: counted[status] for status in STATUSES if counted[status]}

    @spelled_out(include_withdrawn=False)
    def missing(self, **filters: Unpack[Filters]) -> Cities:
        """Return the members that no row found, nor has as a likely one.

        The filters are those of `gnlc.cities`.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range.

        Example:
            >>> gnlc.match(["Ganja", "Baku"]).missing(country="AZ", year=2020).ids
            ('az-gabala',)
        """
        seen = {row.city.id for row in self._rows if row.city is not None}
        return self._network.cities(**filters).filter(where=lambda city: city.id not in seen)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[MatchedName]:
        return iter(self._rows)

    def __contains__(self, value: object) -> bool:
        return value in self._rows

    def __reversed__(self) -> Iterator[MatchedName]:
        return reversed(self._rows)

    def index(self, value: Any, start: int = 0, stop: int = sys.maxsize) -> int:
        """Return the first position of a row; ValueError if it is missing.

        Example:
            >>> matched = gnlc.match(["Ganja", "Lima"])
            >>> matched.index(matched[1])
            1
        """
        return self._rows.index(value, start, stop)

    def count(self, value: Any) -> int:
        """Return how often a row occurs.

        Example:
            >>> matched = gnlc.match(["Ganja", "Lima", "Ganja"])
            >>> matched.count(matched[0])
            2
        """
        return self._rows.count(value)

    @overload
    def __getitem__(self, position: SupportsIndex) -> MatchedName: ...
    @overload
    def __getitem__(self, position: slice[Any, Any, Any]) -> Matched: ...
    def __getitem__(self, position: SupportsIndex | slice[Any, Any, Any]) -> MatchedName | Matched:
        if isinstance(position, slice):
            return Matched(self._rows[position], self._network)
        return self._rows[position]

    def _row(self) -> type[MatchRecord]:
        from gnlc.rows.matches import MatchRecord

        return MatchRecord

    def _records(self, language: str | None = None) -> list[MatchRecord]:
        from gnlc.rows.matches import match_record

        return [match_record(row, language) for row in self._rows]

    def _features(self, language: str | None = None) -> FeatureCollection:
        from gnlc.rows.geojson import feature_collection, match_feature

        rows = enumerate(self._rows)
        return feature_collection(match_feature(place, row, language) for place, row in rows)

    def _cited(self) -> Iterator[Source]:
        return (source for row in self._rows for source in row.sources)

    def __repr__(self) -> str:
        if not self:
            return "Matched(0)"
        head = f"Matched({len(self)}: "
        counts = [f"{count} {status}" for status, count in self.counts.items()]
        return f"{head}{in_short(counts, LINE - len(head) - 1)})"
