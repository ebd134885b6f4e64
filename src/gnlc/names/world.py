"""The places of the world that are not members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gnlc.models.deferred import Deferred
from gnlc.names.folding import keys_of_names, script_of
from gnlc.names.packing import THOUSAND, unpack_places
from gnlc.packaged import read

PLACES = "places"
"""The name of the derived file of other places."""

LARGE = 100_000
"""The population from which on every place is on file."""


# A country, and a place of it as it is packed: it is made when it is asked for.
_Row: TypeAlias = tuple[str | None, list[str]]


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
        from gnlc.names.territories import names_by_code

        named: list[tuple[str, _Row]] = [(n, (None, ["", n])) for n in names_by_code().values()]
        others: list[tuple[str, _Row]] = []
        for country, packed in read(PLACES).items():
            for place in unpack_places(packed):
                row = (country, place)
                for name in place[1:]:
                    latin = name.isascii() or script_of(name) == "LATIN"
                    (named if latin else others).append((name, row))
        # Names in other scripts, which take long to fold, are folded when one is asked for.
        self._latin = _by_key(named)
        self._all = Deferred(lambda: _by_key([*named, *others]))

    def _known(self, *, latin: bool) -> Mapping[str, Sequence[_Row]]:
        return self._latin if latin else self._all.get()

    def bearing(self, key: str, *, latin: bool) -> Sequence[Place]:
        """Return the places that have a name with a key, in Latin letters or in any script."""
        rows = self._known(latin=latin).get(key, ())
        return [
            Place(name, country, int(people) * THOUSAND if people else None, names)
            for country, [people, name, *names] in rows
        ]

    def keys(self, countries: Collection[str] | None, *, latin: bool) -> Iterable[str]:
        """Return the keys of the places in some countries, or of the large ones in all."""
        rows = self._known(latin=latin).items()
        if countries is None:
            return (key for key, known in rows if any(_is_large(row[0]) for _, row in known))
        return (key for key, known in rows if any(country in countries for country, _ in known))


def _by_key(named: Sequence[tuple[str, _Row]]) -> Mapping[str, Sequence[_Row]]:
    """Return the rows that have a name, each once, by the key of the name."""
    by_key: dict[str, list[_Row]] = {}
    for key, (_, row) in zip(keys_of_names([name for name, _ in named]), named, strict=True):
        known = by_key.setdefault(key, [])
        if row not in known:
            known.append(row)
    return by_key


def _is_large(people: str) -> bool:
    """Return whether a place has many people, by their number in thousands; countries have."""
    return not people or int(people) * THOUSAND >= LARGE


other_places: Deferred[OtherPlaces] = Deferred(OtherPlaces)
"""The places, read when they are first needed."""
