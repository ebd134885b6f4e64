"""Edit distances from one text to many keys, all at once."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, groupby
from math import floor
from operator import itemgetter
from types import MappingProxyType

LONGEST = 127
"""How many letters of a key or a text count, so that twice as many fit in a byte."""

_HIGHEST = 128
_MARK = bytes([_HIGHEST])
_PLANES = 8  # As many as a byte has bits.
_KEPT = 64  # Of so many sizes of a text the bounds are kept: most texts are short.


class DistanceIndex:
    """An index of keys that finds those near to a text.

    The letters of the longer of two strings that the other one lacks must be inserted or replaced,
    so their number is a lower bound of the distance. It is computed for all keys at once: letters
    are counted in one large integer, with a byte for each key. The distance itself is computed only
    for the keys within the bound, mostly a few of a hundred.

    Args:
        keys: strings of a-z and 0-9.
        favoured: more of them, by the number of letters by which they count as nearer.

    Attributes:
        keys (tuple[str, ...]): the keys, the shorter ones first.
    """

    __slots__ = (
        *("_bounds", "_columns", "_ends", "_highest", "_holders", "_lengths", "_planes", "_runs"),
        "keys",
    )

    def __init__(
        self,
        keys: Iterable[str],
        favoured: Mapping[float, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        by_length: defaultdict[int, list[tuple[float, list[str]]]] = defaultdict(list)
        for favour, group in sorted([(0.0, keys), *favoured.items()], key=itemgetter(0)):
            for length, alike in groupby(sorted(group, key=len), len):
                by_length[length].append((favour, list(alike)))
        in_order: list[str] = []
        # The keys of each length and favour: how long they are, the favour, and how many.
        self._runs: list[tuple[int, float, int]] = []
        # Of each length the letters: the first of each key, the second of each, ...; and how many.
        self._columns: list[tuple[list[bytes], int]] = []
        # How many letters of each key count; and by the size of their lanes, where the keys end.
        self._lengths = b""
        self._ends: dict[int, int] = {}
        for whole in sorted(by_length):
            length, same = min(whole, LONGEST), list[str]()
            for favour, some in by_length[whole]:
                same += some
                self._runs.append((length, favour, len(some)))
            in_order += same
            letters = "".join(same if length == whole else [key[:LONGEST] for key in same]).encode()
            self._columns.append(([letters[place::length] for place in range(length)], len(same)))
            self._lengths += bytes([length]) * len(same)
            self._ends[_size(length)] = len(self._lengths)
        self.keys: tuple[str, ...] = tuple(in_order)
        self._holders: dict[str, list[int]] = {}
        # Of each key once it was compared.
        self._planes = [b""] * len(self.keys)
        self._highest = _number(_MARK * len(self.keys))
        self._bounds = lru_cache(_KEPT)(self._bounds_of)

    def _holding(self, letter: str) -> list[int]:
        """Return numbers with a 1 in the bytes of the keys that have a letter: once, twice, ..."""
        if letter not in self._holders:
            marking = _marking(letter)
            counts = b"".join(
                _bytes(sum(_number(column.translate(marking)) for column in columns), count)
                for columns, count in self._columns
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
        places = self._sharing(text, missing)
        counted = self._distances(text, places)
        return [
            (self.keys[place], distance, max(size, self._lengths[place]))
            for place, distance in zip(places, counted, strict=True)
            if distance <= most[place]
        ]

    def _sharing(self, text: str, missing: int) -> list[int]:
        """Return the places of the keys that share as many letters with a text as they must."""
        held = (
            holders
            for letter, count in Counter(text).items()
            for holders in self._holding(letter)[:count]
        )
        enough = _bytes(sum(held, missing) & self._highest, len(self.keys))
        # As lines, each of which ends at such a key: their lengths add up to the places.
        lines = enough[: enough.rfind(_HIGHEST) + 1].replace(_MARK, b"\n").splitlines(keepends=True)
        return [*accumulate(map(len, lines), initial=-1)][1:]

    def _distances(self, text: str, places: Sequence[int]) -> bytes:
        """Return the distances of a text to the keys at some places, which must be in order."""
        found, start = b"", 0
        for size, end in self._ends.items():
            stop = bisect_left(places, end, start)
            if start < stop:
                found += _distances(text, self._planes_at(places[start:stop], size), size)
            start = stop
        return found

    def _planes_at(self, places: Sequence[int], size: int) -> bytes:
        """Return the planes of keys with lanes of so many bytes."""
        known = self._planes
        planes = b"".join([known[place] for place in places])
        if len(planes) < len(places) * _PLANES * size:
            for place in places:
                known[place] = known[place] or _planes(self.keys[place], size)
            planes = b"".join([known[place] for place in places])
        return planes

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
def _marking(letter: str) -> bytes:
    """Return a table for `bytes.translate` that marks a letter."""
    return bytes(chr(code) == letter for code in range(256))


def _number(lanes: bytes | bytearray) -> int:
    return int.from_bytes(lanes, "little")


def _bytes(lanes: int, count: int) -> bytes:
    return lanes.to_bytes(count, "little")


def _size(length: int) -> int:
    """Return the number of bytes of a lane: a power of two, of more bits than a key has letters.

    The highest bit of a lane is for no letter: it takes the carry of additions, which must not
    reach the next lane. Two bytes for shorter keys too make fewer sizes, which is faster.
    """
    return max(16, 1 << length.bit_length()) // 8


def _planes(key: str, size: int) -> bytes:
    """Return the letters of a key in lanes of so many bytes, a lane for each bit of their codes.

    ASCII has seven bits. The eighth is set for each letter of the key.
    """
    planes = 0
    for place, letter in enumerate(key[:LONGEST]):
        planes |= _spread(letter, size) << place
    return _bytes(planes, _PLANES * size)


@cache
def _spread(letter: str, size: int) -> int:
    """Return the bits of the code of a letter as the lowest bits of lanes of so many bytes."""
    code = ord(letter) | _HIGHEST
    return sum((code >> bit & 1) << 8 * size * bit for bit in range(_PLANES))


def _distances(text: str, planes: bytes, size: int) -> bytes:
    """Return the distances of a text to keys.

    The distance is that of optimal string alignment: the minimum number of letters to insert,
    delete, replace or swap with a neighbour, where no letter is edited twice.

    Hyyrö's bit-parallel form of the algorithm keeps a column of the table of distances in an
    integer, with a bit for each letter of the key. Here one large integer holds the columns of many
    keys, each in a lane of its own: two dozen operations on it for each letter of the text replace
    a loop over the keys.

    Args:
        text: what to compare.
        planes: the letters of each key, as `_planes` gives them.
        size: how many bytes a lane has.
    """
    width, step = 8 * size, _PLANES * size
    count = len(planes) // step
    first = _number(_bytes(1, size) * count)
    full = first * ((1 << width) - 1)
    codes: list[int] = []
    for start in range(0, step, size):
        lanes = bytearray(size * count)
        for byte in range(size):
            lanes[byte::size] = planes[start + byte :: step]
        codes.append(_number(lanes))
    *codes, used = codes
    # Where the keys have a letter: the places at which each bit is that of its code.
    either = [(code ^ full, code) for code in codes]
    agreeing = dict.fromkeys(text, used)
    for letter in agreeing:
        for bit, choice in enumerate(either):
            agreeing[letter] &= choice[ord(letter) >> bit & 1]
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
    for steps in (more, full ^ (less & used)):
        twos = steps - ((steps >> 1) & pairs)
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
