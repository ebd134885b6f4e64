"""Edit distances from one text to many keys, all at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from math import floor
from types import MappingProxyType

LONGEST = 127
"""How many letters of a key or a text count, so that twice as many fit in a byte."""

# The highest bit of a byte, and the table that marks the bytes that have it.
_HIGHEST = 128
_KEPT = 64  # Of so many sizes of a text the bounds are kept: most texts are short.
_MARKS = bytes(_HIGHEST) + b"\1" * _HIGHEST


class DistanceIndex:
    """An index of keys that finds those near to a text.

    The letters of the longer of two strings that the other one lacks must be inserted or replaced,
    so their number is a lower bound of the distance. It is computed for all keys at once: letters
    are counted in one large integer, with a byte for each key. The distance itself is computed only
    for the keys within the bound, mostly a few of a hundred.

    Args:
        keys: strings of a-z and 0-9.
        favours: the number of letters by which some keys count as nearer than they are.

    Attributes:
        keys (tuple[str, ...]): the keys, the shorter ones first.
    """

    __slots__ = ("_bounds", "_columns", "_holders", "_runs", "keys")

    def __init__(
        self, keys: Iterable[str], favours: Mapping[str, float] = MappingProxyType({})
    ) -> None:
        # By favour first, because that is seldom given.
        ranked = sorted(keys, key=lambda key: favours.get(key, 0.0)) if favours else keys
        by_length = sorted(ranked, key=len)
        self.keys: tuple[str, ...] = tuple(by_length)
        # The keys of each length and favour: how long they are, the favour, and how many.
        self._runs: list[tuple[int, float, int]] = []
        # And their letters: the first of each, the second of each, ...
        self._columns: list[list[bytes]] = []
        alike = groupby(by_length, lambda key: (len(key[:LONGEST]), favours.get(key, 0.0)))
        for (length, favour), group in alike:
            same = [key[:LONGEST] for key in group]
            self._runs.append((length, favour, len(same)))
            letters = "".join(same).encode()
            self._columns.append([letters[place::length] for place in range(length)])
        self._holders: dict[str, list[int]] = {}
        self._bounds = lru_cache(_KEPT)(self._bounds_of)

    def _holding(self, letter: str) -> list[int]:
        """Return numbers with a 1 in the bytes of the keys that have a letter: once, twice, ..."""
        if letter not in self._holders:
            counts = b"".join(
                _bytes(
                    sum(_number(column.translate(_marking(letter))) for column in columns), count
                )
                for columns, (*_, count) in zip(self._columns, self._runs, strict=True)
            )
            self._holders[letter] = [
                _number(counts.translate(bytes(count >= least for count in range(256))))
                for least in range(1, max(counts, default=0) + 1)
            ]
        return self._holders[letter]

    def near(self, text: str, share: float, *, slack: float = 0.0) -> list[tuple[str, int, int]]:
        """Return the keys that are near to a text, each with two numbers.

        The numbers are the distance, and the length of the key or of the text, whichever is longer,
        as far as it counts: the distance is never greater than that.

        Args:
            text: what to compare.
            share: the maximum distance as a share of the second number, 0 to 1.
            slack: letters to add to the maximum distance, in addition to the favour of a key.
        """
        text = text[:LONGEST]
        size = len(text)
        missing, most = self._bounds(size, share, slack)
        held = (
            holders
            for letter, count in Counter(text).items()
            for holders in self._holding(letter)[:count]
        )
        enough = _bytes(sum(held, missing), len(self.keys)).translate(_MARKS)
        places: list[int] = []
        at = -1
        for gap in enough.split(b"\1")[:-1]:
            at += len(gap) + 1
            places.append(at)
        counted = distances(text, [self.keys[at] for at in places])
        return [
            (key := self.keys[at], distance, max(size, min(len(key), LONGEST)))
            for at, distance in zip(places, counted, strict=True)
            if distance <= most[at]
        ]

    def _bounds_of(self, size: int, share: float, slack: float) -> tuple[int, bytes]:
        """Return the bounds within which keys are near to a text of some size.

        Returns:
            What is missing in each lane to its highest bit once the letters are in it that the key
            must share at least, and the greatest distance of each key.
        """
        missing, greatest = bytearray(), bytearray()
        for length, favour, count in self._runs:
            longer = max(size, length)
            most = min(floor(share * longer + slack + favour), longer)
            within = abs(size - length) <= most
            missing += bytes([_HIGHEST - longer + most if within else 0]) * count
            greatest += bytes([most if within else 0]) * count
        return _number(bytes(missing)), bytes(greatest)


@cache
def _marking(letter: str, marks: bytes = b"\0\1") -> bytes:
    """Return a table for `bytes.translate` that marks a letter."""
    return bytes(marks[chr(code) == letter] for code in range(256))


def _number(lanes: bytes) -> int:
    return int.from_bytes(lanes, "little")


def _bytes(lanes: int, count: int) -> bytes:
    return lanes.to_bytes(count, "little")


def distances(text: str, keys: Iterable[str]) -> bytes:
    """Return the distances of a text to keys, which must be ordered by length.

    The distance is that of optimal string alignment: the minimum number of letters to insert,
    delete, replace or swap with a neighbour, where no letter is edited twice. Only the first 127
    letters of the text and of a key count.

    Hyyrö's bit-parallel form of the algorithm keeps a column of the table of distances in an
    integer, with a bit for each letter of the key. Here one large integer holds the columns of many
    keys, each in a lane of its own: two dozen operations on it for each letter of the text replace
    a loop over the keys.

    Args:
        text: what to compare.
        keys: strings of ASCII letters and digits.
    """
    text = text[:LONGEST]
    by_length = groupby([k if len(k) <= LONGEST else k[:LONGEST] for k in keys], len)
    groups = [(length, list(group)) for length, group in by_length]
    lanes = groupby(groups, lambda group: _width(group[0]))
    return b"".join([_distances(text, list(wide), width) for width, wide in lanes])


def _width(length: int) -> int:
    """Return the number of bits of a lane: a power of two, greater than the length of the key.

    The highest bit of a lane is for no letter: it takes the carry of additions, which must not
    reach the next lane.
    """
    return max(8, 1 << length.bit_length())


def _distances(text: str, groups: Sequence[tuple[int, Sequence[str]]], width: int) -> bytes:
    """Return the distances of a text to groups of keys of equal length, in lanes of equal width."""
    size = width // 8
    count = sum(len(group) for _, group in groups)
    first = _number(_bytes(1, size) * count)
    full = first * ((1 << width) - 1)
    # The bits that belong to letters.
    used = _number(b"".join([_bytes((1 << length) - 1, size) * len(g) for length, g in groups]))
    # A digit for a bit; the last, which is the lowest, is the first letter of the first key.
    padded = [(gap := "\0" * (width - length)).join(g) + gap for length, g in groups]
    digits = "".join(padded)[::-1].encode()
    agreeing = {letter: int(digits.translate(_marking(letter, b"01")), 2) for letter in set(text)}
    # Of the column of one letter of the text: where the distance is one more, or one less, than
    # at the letter of the key before; where it is the same as diagonally before; and where the
    # letters agree.
    more, less, same, agree = used, 0, 0, 0
    for letter in text:
        agreed, agree = agree, agreeing[letter]
        swapped = ((agree & (same ^ full)) << 1) & agreed
        same = (((agree & more) + more) ^ more) | agree | less | swapped
        # One more, or one less, than in the column before. In row 0 it is always one more.
        rise = (less | ((same | more) ^ full)) << 1 | first
        fall = (same & more) << 1
        more = (fall | ((same | rise) ^ full)) & used
        less = rise & same
    # The distance is that in row 0, which is the length of the text, and the sum of the steps
    # down the column. Bits are counted in all lanes at once, by pairs, fours and bytes; those of
    # `less` by their absence, since a count cannot be negative: as many as a lane has, less them.
    pairs, fours, bytewise = full // 3, full // 5, full // 17
    total = 0
    for bits in (more, full ^ (less & used)):
        twos = bits - ((bits >> 1) & pairs)
        total += (twos & fours) + ((twos >> 2) & fours)
    total = (total & bytewise) + ((total >> 4) & bytewise)
    shift = 8
    while shift < width:
        total += total >> shift
        shift *= 2
    # The lowest byte of each lane holds the sum; what the others hold does not matter.
    lowest = total & (first * 255)
    found = lowest + first * len(text) - first * width
    return _bytes(found, count * size)[::size]
