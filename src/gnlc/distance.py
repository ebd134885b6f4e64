"""Edit distances from one text to many keys, all at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from math import floor

_LONGEST = 127  # letters that count of a key or a text, so that twice as many fit in a byte
_ZEROS = b"0" * 256


class DistanceIndex:
    """Keys, made ready to be compared with a text in one go.

    The distance is that of optimal string alignment: the least number of letters to be put in,
    left out, replaced, or swapped with a neighbour, no letter being touched twice.

    Hyyrö's bit-parallel form of the algorithm keeps a column of the table of distances in an
    integer, a bit for a letter of the key. Here the columns of many keys lie side by side in one
    large integer, each in a lane of its own: two dozen operations on it for each letter of the text
    take the place of a loop over the keys.

    Args:
        keys: strings of a-z and 0-9.

    Attributes:
        keys (tuple[str, ...]): the keys, the shorter ones first.
    """

    __slots__ = ("_lanes", "_runs", "keys")

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = tuple(sorted(keys, key=len))
        cut = [key[:_LONGEST] for key in self.keys]
        self._lanes = [_Lanes(width, list(group)) for width, group in groupby(cut, _width)]
        # The keys of each length: the length, where they start and where they end.
        self._runs: list[tuple[int, int, int]] = []
        for length, group in groupby(map(len, cut)):
            start = self._runs[-1][2] if self._runs else 0
            self._runs.append((length, start, start + len(list(group))))

    def distances(self, text: str) -> bytes:
        """Return the distance of a text to each key, in order of `keys`.

        Only the first 127 letters of the text and of a key count.

        Args:
            text: what to compare.
        """
        return b"".join([lanes.distances(text[:_LONGEST]) for lanes in self._lanes])

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
        size = min(len(text), _LONGEST)
        distances = self.distances(text)
        for length, start, end in self._runs:
            longer = max(size, length)
            most = min(floor(share * longer + slack), longer)
            if abs(size - length) <= most:
                # Few keys are near. A regular expression finds them sooner than a loop would.
                for found in _at_most(most).finditer(distances, start, end):
                    at = found.start()
                    yield self.keys[at], distances[at], longer


@cache
def _at_most(number: int) -> re.Pattern[bytes]:
    return re.compile(rb"[\x00-\x%02x]" % number)


def _width(key: str) -> int:
    """Return how many bits a key gets: a power of two, with one bit to spare at least."""
    return max(8, 1 << len(key).bit_length())


class _Lanes:
    """Keys in lanes of one width.

    The highest bit of a lane belongs to no letter: it takes the carry of an addition, which must
    not get into the next lane.
    """

    __slots__ = ("_first", "_full", "_lengths", "_letters", "_used", "_width")

    def __init__(self, width: int, keys: Sequence[str]) -> None:
        self._width = width
        size = width // 8
        self._first = int.from_bytes((1).to_bytes(size, "little") * len(keys), "little")
        self._full = self._first * ((1 << width) - 1)
        self._lengths = int.from_bytes(
            b"".join([len(key).to_bytes(size, "little") for key in keys]), "little"
        )
        # A digit for a bit; the last, which is the lowest, is the first letter of the first key.
        digits = "".join([key.ljust(width) for key in keys])[::-1].encode()
        self._letters = {
            chr(code): int(digits.translate(_ZEROS[:code] + b"1" + _ZEROS[code + 1 :]), 2)
            for code in set(digits)
        }
        self._used = self._full ^ self._letters.pop(" ")

    def distances(self, text: str) -> bytes:
        """Return the distance of a text to each key."""
        first, full, used = self._first, self._full, self._used
        # Of the column of one letter of the text: where the distance is one more, or one less, than
        # at the letter of the key before; where it is the same as diagonally before; and where the
        # letters agree.
        more, less, same, agree = used, 0, 0, 0
        for letter in text:
            agreed, agree = agree, self._letters.get(letter, 0)
            swapped = ((agree & (same ^ full)) << 1) & agreed
            same = (((agree & more) + more) ^ more) | agree | less | swapped
            # One more, or one less, than in the column before. In row 0 it is always one more.
            rise = (less | ((same | more) ^ full)) << 1 | first
            fall = (same & more) << 1
            more = (fall | ((same | rise) ^ full)) & used
            less = rise & same
        # The distance is that in row 0, which is the length of the text, and the sum of the steps
        # down the column. Bits are counted in all lanes at once, by pairs, fours and bytes; those
        # of `less` by their absence, since a count cannot be negative.
        pairs, fours, bytewise = full // 3, full // 5, full // 17
        total = 0
        for bits in (more, used & ~less):
            twos = bits - ((bits >> 1) & pairs)
            total += (twos & fours) + ((twos >> 2) & fours)
        total = (total & bytewise) + ((total >> 4) & bytewise)
        shift = 8
        while shift < self._width:
            total += total >> shift
            shift *= 2
        # The lowest byte of each lane holds the sum; what the others hold does not matter.
        lowest = total & (first * 255)
        found = lowest + first * len(text) - self._lengths
        return found.to_bytes(full.bit_length() // 8, "little")[:: self._width // 8]
