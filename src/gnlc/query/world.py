"""The places of the world that are not members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from gnlc.models.deferred import Deferred
from gnlc.packaged import read
from gnlc.query.folding import keys_of_names
from gnlc.query.packing import THOUSAND, unpack_places

PLACES = "places"
"""The name of the derived file of other places."""

LARGE = 100_000
"""The population from which on every place is on file."""


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
    """The places of the world that are not members, from GeoNames."""

    def __init__(self) -> None:
        # Imported late: looking up a city needs the form of a place, and none of them.
        from gnlc.query.territories import names_by_code

        names = list(names_by_code().values())
        rows: list[tuple[str | None, list[str]]] = [(None, ["", name]) for name in names]
        for country, packed in read(PLACES).items():
            for place in unpack_places(packed):
                names += place[1:]
                rows += ((country, place),) * (len(place) - 1)
        # A place is made when it is asked for: there are ten thousand.
        self._by_key: dict[str, list[tuple[str | None, list[str]]]] = {}
        for key, row in zip(keys_of_names(names), rows, strict=True):
            known = self._by_key.setdefault(key, [])
            if not known or known[-1] is not row:
                known.append(row)

    def bearing(self, key: str) -> Sequence[Place]:
        """Return the places that have a name with a key."""
        rows = self._by_key.get(key, ())
        return [
            Place(name, country, int(people) * THOUSAND if people else None, names)
            for country, [people, name, *names] in rows
        ]

    def keys(self, countries: Collection[str] | None) -> Iterable[str]:
        """Return the keys of the places in some countries, or of the large ones in all."""
        rows = self._by_key.items()
        if countries is None:
            return (key for key, known in rows if any(_is_large(row[0]) for _, row in known))
        return (key for key, known in rows if any(country in countries for country, _ in known))


def _is_large(people: str) -> bool:
    """Return whether a place has many people, by their number in thousands; countries have."""
    return not people or int(people) * THOUSAND >= LARGE


other_places: Deferred[OtherPlaces] = Deferred(OtherPlaces)
"""The places, read when they are first needed."""
