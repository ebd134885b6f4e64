"""Edit distances from one text to many keys, all at once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from math import floor

LONGEST = 127
"""How many letters of a key or a text count, so that twice as many fit in a byte."""


class DistanceIndex:
    """Keys, made ready to be asked which of them are near to a text.

    Of two strings, those letters of the longer that the other has not must be put in or replaced,
    so that their number is a lower bound of the distance. It is the same sum for all keys: letters
    are counted in one large integer, a byte for each key. The distance itself is computed only
    for the keys, mostly a few of a hundred, that the bound lets pass.

    Args:
        keys: strings of a-z and 0-9.

    Attributes:
        keys (tuple[str, ...]): the keys, the shorter ones first.
    """

    __slots__ = ("_columns", "_holders", "_runs", "keys")

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys: tuple[str, ...] = tuple(sorted(keys, key=len))
        # The keys of each length: the length, where they start and where they end.
        self._runs: list[tuple[int, int, int]] = []
        # And their letters: the first of each, the second of each, ...
        self._columns: list[list[bytes]] = []
        for length, group in groupby([key[:LONGEST] for key in self.keys], len):
            same = list(group)
            start = self._runs[-1][2] if self._runs else 0
            self._runs.append((length, start, start + len(same)))
            letters = "".join(same).encode()
            self._columns.append([letters[place::length] for place in range(length)])
        self._holders: dict[str, list[int]] = {}

    def _holding(self, letter: str) -> list[int]:
        """Return in the bytes of which keys a letter is a 1: those with one, with two, ..."""
        if letter not in self._holders:
            counts = b"".join(
                _bytes(
                    sum(_number(column.translate(_marking(letter))) for column in columns),
                    end - start,
                )
                for columns, (_, start, end) in zip(self._columns, self._runs, strict=True)
            )
            self._holders[letter] = [
                _number(counts.translate(bytes(count >= least for count in range(256))))
                for least in range(1, max(counts, default=0) + 1)
            ]
        return self._holders[letter]

    def near(
        self, text: str, share: float, *, slack: float = 0.0
    ) -> Iterator[tuple[str, int, int]]:
        """Yield the keys that are near to a text, each with two numbers.

        They are the distance, and how many letters count of the key or of the text, whichever has
        more of them: the distance is never greater than that.

        Args:
            text: what to compare.
            share: the greatest distance as a share of the second number, 0 to 1.
            slack: what is added to the greatest distance, in letters.
        """
        text = text[:LONGEST]
        size = len(text)
        held = (
            holders
            for letter, count in Counter(text).items()
            for holders in self._holding(letter)[:count]
        )
        shared = _bytes(sum(held), len(self.keys))
        # Few keys pass. A regular expression finds them sooner than a loop would.
        passed: list[str] = []
        spans: list[tuple[int, int, int, int]] = []
        for length, start, end in self._runs:
            longer = max(size, length)
            most = min(floor(share * longer + slack), longer)
            if abs(size - length) <= most:
                first = len(passed)
                found = _between(longer - most, LONGEST).finditer(shared, start, end)
                passed += [self.keys[match.start()] for match in found]
                spans.append((longer, most, first, len(passed)))
        counted = distances(text, passed)
        for longer, most, first, last in spans:
            for match in _between(0, most).finditer(counted, first, last):
                at = match.start()
                yield passed[at], counted[at], longer


@cache
def _between(least: int, most: int) -> re.Pattern[bytes]:
    return re.compile(rb"[\x%02x-\x%02x]" % (least, most))


@cache
def _marking(letter: str, marks: bytes = b"\0\1") -> bytes:
    """Return the table with which `bytes.translate` marks a letter."""
    return bytes(marks[chr(code) == letter] for code in range(256))


def _number(lanes: bytes) -> int:
    return int.from_bytes(lanes, "little")


def _bytes(lanes: int, count: int) -> bytes:
    return lanes.to_bytes(count, "little")


def distances(text: str, keys: Iterable[str]) -> bytes:
    """Return the distance of a text to each of some keys, which come in order of their lengths.

    The distance is that of optimal string alignment: the least number of letters to be put in, left
    out, replaced, or swapped with a neighbour, no letter being touched twice. Only the first 127
    letters of the text and of a key count.

    Hyyrö's bit-parallel form of the algorithm keeps a column of the table of distances in an
    integer, a bit for a letter of the key. Here the columns of many keys lie side by side in one
    large integer, each in a lane of its own: two dozen operations on it for each letter of the text
    take the place of a loop over the keys.

    Args:
        text: what to compare.
        keys: strings of ASCII letters and digits.
    """
    text = text[:LONGEST]
    by_length = groupby([key[:LONGEST] for key in keys], len)
    groups = [(length, list(group)) for length, group in by_length]
    lanes = groupby(groups, lambda group: _width(group[0]))
    return b"".join([_distances(text, list(wide), width) for width, wide in lanes])


def _width(length: int) -> int:
    """Return how many bits a key gets: a power of two, with one bit to spare at least.

    The highest bit of a lane belongs to no letter: it takes the carry of an addition, which must
    not get into the next lane.
    """
    return max(8, 1 << length.bit_length())


def _distances(text: str, groups: Sequence[tuple[int, Sequence[str]]], width: int) -> bytes:
    """Return the distance of a text to each key of groups of one length, in lanes of one width."""
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
