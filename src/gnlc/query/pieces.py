"""Folded names and their parts, and what they have in common with a query."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from gnlc.names.distance import LONGEST, DistanceIndex

WHOLE = 99.0
"""The score of letters that are those of a name."""

# By how many of its first words a name is found, and by as many endings: without a limit a long
# name would take as many keys as it has words.
_WORDS = 8

# Comes after all texts that begin with what is before it.
_LAST = "\x7f"

# Adjustments of distances, in letters. Cities are mostly called by their main names, which count as
# nearer by this much, and other names as farther; and people mostly get the ends right.
_MAIN_NAME = 0.4
_SAME_END = 0.1

# Scores. The letters of a name in other words have less than the name. A part of a name has a share
# of 100 that grows with its length, from the first number to the sum of both; so has a name among
# other words.
_SHUFFLED = 98.0
_PART = (50.0, 49.0)
_BEGINNING = (55.0, 44.0)

# By how much rounding may add to a score.
_ROUNDED = 0.005

Near: TypeAlias = Sequence[tuple[str, int, int]]
"""Names and parts of names near to a text, as `DistanceIndex.near` gives them."""


class Pieces:
    """Folded names, and what they have in common with a query.

    Args:
        names: the ids of the cities to which a name leads, joined by spaces, by the name.
        part: the score of a word of a name, and what is added to it for the whole name.
        main: the keys of names that come before others; None where all are equal.
        others: further names, to compare at the same time.

    Attributes:
        bearers (dict[str, str]): the ids, joined by spaces, by the name without spaces, its key.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        part: tuple[float, float] = _PART,
        main: Collection[str] | None = None,
        others: Pieces | None = None,
    ) -> None:
        self.bearers: dict[str, str] = {}
        # By a part of a name, the keys to which it leads, and the score of who finds it.
        self._parts: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self._in_words: list[list[str]] = []
        self._main = main
        base, rest = part
        for name, ids in names.items():
            key = name
            if " " in name:
                words = name.split()
                key = "".join(words)
                self._in_words.append(words)
                starts = range(1, min(len(words), _WORDS)) if len(key) <= LONGEST else ()
                endings = ["".join(words[start:]) for start in starts]
                for piece in dict.fromkeys((*words[:_WORDS], *endings)):
                    self._parts[piece].append((key, base + rest * len(piece) / len(key)))
            known = self.bearers.get(key)
            self.bearers[key] = ids if known is None else f"{known} {ids}"
        own, further = self.pieces(), {} if others is None else others.pieces()
        if main is None:
            self._index = DistanceIndex(own | further)
        else:
            # The greater favour of a name that is in both: what is too far then scores too little.
            favoured = {
                _MAIN_NAME: [piece for piece in own | further if piece in main],
                -_MAIN_NAME: [each for each in own if each not in main and each not in further],
            }
            self._index = DistanceIndex([each for each in further if each not in main], favoured)

    def pieces(self) -> dict[str, None]:
        """Return the keys of the names and of their parts, always in the same order."""
        return dict.fromkeys(self.bearers) | dict.fromkeys(self._parts)

    @cached_property
    def _by_sorted(self) -> dict[str, list[str]]:
        """The keys of names of several words, by these in order of the alphabet."""
        by_sorted: defaultdict[str, list[str]] = defaultdict(list)
        for words in self._in_words:
            by_sorted["".join(sorted(words))].append("".join(words))
        return by_sorted

    @cached_property
    def _sorted(self) -> DistanceIndex:
        return DistanceIndex(self._by_sorted)

    @cached_property
    def _beginnings(self) -> list[str]:
        return sorted(self.pieces())

    def near(self, text: str, least: float) -> Near:
        """Return names and parts of names that are similar to a text, those of others too.

        Args:
            text: letters without spaces; one at least.
            least: the score that they may have at least.
        """
        return self._index.near(text, 1 - least / 100, slack=2 * _SAME_END)

    def like(self, words: Sequence[str], least: float, near: Near) -> Iterable[tuple[str, float]]:
        """Return keys that have something in common with words, with their scores.

        Args:
            words: the words of a query; one at least.
            least: the score that similar names must have.
            near: what is near to the words without spaces.
        """
        text = "".join(words)
        hits = self.scores(text, least, near)
        hits += self._beginning_with(text)
        if len(words) > 1:
            hits += self._shuffled(words, least)
            hits += self._among(words)
        # Keys come in the order in which they got what they have.
        best: dict[str, float] = {}
        for key, score in hits:
            if key not in best:
                best[key] = score
            elif best[key] < score:
                del best[key]
                best[key] = score
        return best.items()

    def scores(self, text: str, least: float, near: Near) -> list[tuple[str, float]]:
        """Return keys that are near to a text, or have a part that is, with scores up to 99."""
        hits: list[tuple[str, float]] = []
        least -= _ROUNDED
        main, first, last = self._main, text[0], text[-1]
        for piece, distance, longer in near:
            is_whole, parts = piece in self.bearers, self._parts.get(piece)
            if not is_whole and parts is None:
                continue
            likeness, wrong = 1.0, float(distance)
            if main is not None and distance:
                wrong -= _MAIN_NAME if piece in main else -_MAIN_NAME
            if wrong > 0:
                wrong -= _SAME_END * ((piece[0] == first) + (piece[-1] == last))
                likeness -= wrong / longer
            if likeness * WHOLE >= least:
                if is_whole:
                    hits.append((piece, WHOLE * likeness))
                if parts is not None:
                    hits += [(key, worth * likeness) for key, worth in parts]
        return hits

    def _beginning_with(self, text: str) -> list[tuple[str, float]]:
        """Return keys of names that, with or without their first words, begin with a text."""
        base, rest = _BEGINNING
        start = bisect_left(self._beginnings, text)
        end = bisect_left(self._beginnings, f"{text}{_LAST}", start)
        found = self._beginnings[start:end]
        leads = [(piece, piece) for piece in found if piece in self.bearers]
        parts = [(piece, self._parts[piece]) for piece in found if piece in self._parts]
        leads += [(piece, key) for piece, of_piece in parts for key, _ in of_piece]
        keys = dict.fromkeys([key for _, key in sorted(leads)])
        return [(key, base + rest * len(text) / len(key)) for key in keys]

    def _shuffled(self, words: Sequence[str], least: float) -> Iterator[tuple[str, float]]:
        """Yield keys of names whose words, in order of the alphabet, are similar to words."""
        near = self._sorted.near("".join(sorted(words)), 1 - least / 100)
        for shuffled, distance, longer in near:
            for key in self._by_sorted[shuffled]:
                yield key, _SHUFFLED * (1 - distance / longer)

    def _among(self, words: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Yield keys of names among some words."""
        base, rest = _PART
        letters = sum(map(len, words))
        for start in range(len(words)):
            key = ""
            for word in words[start:]:
                key += word
                if key in self.bearers:
                    yield key, base + rest * len(key) / letters
