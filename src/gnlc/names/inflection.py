"""Names in the case that goes with a generic word: `Espoon kaupunki`, `Львівська міська рада`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gnlc.names.folding import fold, keys_of_names

# The forms of shorter names are too much like other names.
_SHORTEST = 4


class Inflection:
    """How a language inflects the names of cities, in their folded spelling.

    The rules ignore gender and meaning, so most keys that they give are not names: only those that
    are recorded in one of the countries count.

    Args:
        entry: the generic words of the language. Its `endings` and `beginnings` are those of
            inflected names, each with those that the names themselves may have.

    Attributes:
        words (frozenset[str]): the words beside which names are inflected. Those for districts and
            provinces are not among them, since the names of these are forms of names of cities.
        countries (frozenset[str]): the alpha-2 codes of the countries that have the language.
    """

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.words: frozenset[str] = frozenset(keys_of_names(entry["inflecting"]))
        self.countries: frozenset[str] = frozenset(entry["countries"])
        self._beginnings = _folded(entry.get("beginnings", {}))
        self._endings = _folded(entry.get("endings", {}))

    def keys(self, key: str) -> Iterator[str]:
        """Yield the keys of names that may be inflected so, without their present key."""
        starts = [key]
        for beginning, others in self._beginnings:
            if key.startswith(beginning):
                starts += [other + key[len(beginning) :] for other in others]
        for start in starts:
            stems = [start]
            for ending, others in self._endings:
                if start.endswith(ending):
                    stems += [start[: -len(ending)] + other for other in others]
            yield from (stem for stem in stems if len(stem) >= _SHORTEST and stem != key)


def _folded(parts: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    return [(fold(part), [fold(other) for other in others]) for part, others in parts.items()]
