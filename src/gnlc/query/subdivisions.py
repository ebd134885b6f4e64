"""Look-up of subdivisions by code or name."""

from __future__ import annotations

from gnlc.errors import NotFoundError
from gnlc.models.base import Record
from gnlc.models.deferred import Table
from gnlc.models.places import Country, Subdivision
from gnlc.names.folding import fold
from gnlc.query.lookup import SUGGESTED
from gnlc.wording import close_to, listed, shortened


class Called:
    """An index of the subdivisions of a network by code and name.

    Args:
        table: the subdivisions.
    """

    def __init__(self, table: Table[Subdivision]) -> None:
        self._table = table
        self._by_name: dict[str, list[Subdivision]] = {}
        for subdivision in table.all():
            self._by_name.setdefault(fold(subdivision.name), []).append(subdivision)

    def find(self, key: Subdivision | str, country: Country | None) -> tuple[Subdivision, ...]:
        """Return the subdivisions that a key means, at least one.

        Args:
            key: a code or a name, or a Subdivision of the network.
            country: the country to look in; None for all.

        Raises:
            NotFoundError: there is none, or none there.
            TypeError: the key is not a str.
        """
        meant = self._meant(key)
        there = tuple(each for each in meant if country is None or each.country == country)
        if there:
            return there
        if country is not None and meant:
            elsewhere = f"not in {country.common_name}, but there is {_labels(meant)}"
            raise NotFoundError("subdivision", key, _codes(meant), elsewhere)
        near = self._near(key, country) if isinstance(key, str) else []
        hint = f"did you mean {_labels(near)}?" if near else None
        raise NotFoundError("subdivision", key, _codes(near), hint)

    def _meant(self, key: Subdivision | str) -> list[Subdivision]:
        if isinstance(key, str):
            coded = self._table.get(key.strip().upper())
            return self._by_name.get(fold(key), []) if coded is None else [coded]
        if not isinstance(key, Record):
            raise TypeError(f"subdivision must be a str, got {shortened(key)}")
        return [each for each in self._table.all() if each == key]

    def _near(self, name: str, country: Country | None) -> list[Subdivision]:
        """Return subdivisions with similar names, first those with a word that begins with it."""
        folded = fold(name)
        like = (known for known in self._by_name if folded and f" {folded}" in f" {known}")
        names = dict.fromkeys((*like, *close_to(folded, self._by_name)))
        every = (each for known in names for each in self._by_name[known])
        return [each for each in every if country is None or each.country == country][:SUGGESTED]


def _labels(subdivisions: list[Subdivision]) -> str:
    return listed(f"{shortened(each.name)} ({each.code})" for each in subdivisions)


def _codes(subdivisions: list[Subdivision]) -> tuple[str, ...]:
    return tuple(each.code for each in subdivisions)[:SUGGESTED]
