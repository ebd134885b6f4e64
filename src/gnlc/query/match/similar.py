"""Names that differ from a name in a few letters: those of members, and those of other places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from gnlc.names.distance import DistanceIndex
from gnlc.query.gazetteer import Gazetteer

# Adjustments of distances, in letters: people mostly get the ends of a name right.
_SAME_END = 0.1


class Near(NamedTuple):
    """A member with a name that is near.

    Attributes:
        id: of the member.
        text: the key that was asked for.
        key: of the name.
        distance: letters to insert, delete, replace or swap.
        score: from 0 to 99.
        sure: whether so few letters differ that it may be the name meant.
    """

    id: str
    text: str
    key: str
    distance: int
    score: float
    sure: bool


class Nearest:
    """The names of members and of other places, by country.

    Args:
        gazetteer: the names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        # The ids of the cities that bear a name, joined by spaces, by its key.
        self._bearers: dict[str, str] = {}
        for name, ids in (*gazetteer.bearers.items(), *gazetteer.further().items()):
            key = name.replace(" ", "")
            self._bearers[key] = f"{self._bearers[key]} {ids}" if key in self._bearers else ids
        self._members: dict[frozenset[str] | None, DistanceIndex] = {}
        self._others: dict[tuple[frozenset[str] | None, bool], DistanceIndex] = {}

    def _known(self, countries: frozenset[str] | None) -> Iterable[str]:
        """Return the keys of the names of members, in countries if given."""
        if countries is None:
            return self._bearers
        codes = tuple(f"{code.lower()}-" for code in countries)
        return [
            key
            for key, ids in self._bearers.items()
            if ids.startswith(codes)
            or (" " in ids and any(each.startswith(codes) for each in ids.split()))
        ]

    def members(
        self,
        key: str,
        codes: Collection[str] | None,
        min_score: float,
        keep: Callable[[str, str], bool],
        *,
        within: int | None,
    ) -> list[Near]:
        """Return members with a name that is near, the nearest first, each once.

        Args:
            key: of the name that was asked for.
            codes: the alpha-2 codes of the countries to look in; None for all.
            min_score: the least score.
            keep: whether a name counts, given the id of the member and the key of the name.
            within: how many letters may differ at most; None for as many as the score allows.
        """
        countries = None if codes is None else frozenset(codes)
        index = self._members.get(countries)
        if index is None:
            index = self._members[countries] = DistanceIndex(self._known(countries))
        best: dict[str, Near] = {}
        share, slack = (1 - min_score / 100, 2 * _SAME_END) if within is None else (0.0, within)
        for known, distance, longer in index.near(key, share, slack=slack):
            same = _SAME_END * ((known[0] == key[0]) + (known[-1] == key[-1])) if distance else 0
            score = 99 * (1 - max(0.0, distance - same) / longer)
            if score < min_score:
                continue
            sure = distance <= _most(len(key))
            for city_id in self._bearers[known].split():
                if countries is not None and city_id[:2].upper() not in countries:
                    continue
                better = city_id not in best or best[city_id].score < score
                if better and keep(city_id, known):
                    best[city_id] = Near(city_id, key, known, distance, score, sure)
        return sorted(best.values(), key=lambda near: (-near.score, near.id))

    def others(
        self, key: str, codes: Collection[str] | None, distance: int, *, latin: bool
    ) -> list[tuple[int, str]]:
        """Return the keys of other places within a distance, the nearest first.

        Keys that are names of members are left out, and with `latin` names in other scripts.
        """
        countries = None if codes is None else frozenset(codes)
        index = self._others.get((countries, latin))
        if index is None:
            keys = set(self._gazetteer.other_keys(countries, latin=latin))
            keys.difference_update(self._known(countries))
            index = self._others[countries, latin] = DistanceIndex(keys)
        near = index.near(key, 0.0, slack=distance)
        return sorted((d, k) for k, d, _ in near if d <= distance)


def _most(letters: int) -> int:
    """Return how many letters of a misspelt name may differ."""
    return 0 if letters < 4 else 1 if letters < 8 else 2 if letters < 12 else 3
