"""Texts in the order in which they compress best."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_


def by_likeness(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the first key, and after each the one whose text shares most runs of four letters.

    What is alike compresses well if it is near.
    """
    # A bit for each run, of which sets have to be compared with one another.
    bits: defaultdict[str, int] = defaultdict(lambda: 1 << len(bits))
    runs = {
        key: reduce(or_, {bits[text[i : i + 4]] for i in range(len(text) - 3)}, 0)
        for key, text in texts.items()
    }

    def likeness(one: int, other: int) -> float:
        return (one & other).bit_count() / (one | other).bit_count()

    key = min(runs)
    while True:
        yield key
        these = runs.pop(key)
        if not runs:
            return
        key = max(runs, key=lambda k: (likeness(these, runs[k]), k))
