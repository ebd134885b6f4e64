"""The ways to read a text as the name of a place, with what else it says of where that lies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gnlc.names.folding import LONGEST, Text
from gnlc.names.generic import GenericWords

# Commas, brackets, slashes and colons of any script, and dashes between spaces.
_SEPARATORS = re.compile(
    "[,;:/|()\\[\\]{}\n\t\uff0c\uff08\uff09\u060c\u061b\u3001\u3010\u3011\uff1a\uff0f]"
    "|\\s[-\u2010-\u2015\u2212]+\\s|[\u2013\u2014]"
)

_MOST_PARTS = 6
_MOST_WORDS = 10

# A country or subdivision without a comma before it has so many words at most.
_LONGEST_PLACE = 5


class Reading(NamedTuple):
    """A way to read a text.

    Attributes:
        name: the name of the place.
        rest: what else the text says, in parts.
        aside: the generic words that were set aside.
        area: whether a word for a province, state or region was set aside.
    """

    name: Text
    rest: tuple[Text, ...] = ()
    aside: tuple[str, ...] = ()
    area: bool = False


def parts_of(raw: str) -> list[str]:
    """Divide a text at its separators; the first 512 characters count."""
    parts = (part.strip() for part in _SEPARATORS.split(raw[:LONGEST]))
    return [part for part in parts if part][:_MOST_PARTS]


def cores(
    generic: GenericWords, name: Text, rest: tuple[Text, ...] = (), aside: tuple[str, ...] = ()
) -> Iterator[Reading]:
    """Yield the readings of a name without its generic words."""
    for core in generic.cores(name):
        yield Reading(core.name, rest, (*core.aside, *aside), core.area)


def in_parts(generic: GenericWords, parts: Sequence[str]) -> Iterator[Reading]:
    """Yield the readings of a text that has separators: what is the name, and what is not.

    The name comes first (`Cork, Ireland`) or last (`Ireland: Cork`), with its generic words behind
    a comma (`MEXICO, CIUDAD DE`).
    """
    texts = tuple(map(Text, parts))
    first, *_, last = texts
    if generic.is_generic(texts[1]):
        inverted = Text(f"{parts[1]} {parts[0]}")
        yield Reading(inverted, texts[2:])
        yield from cores(generic, inverted, texts[2:])
    for name, rest in (first, texts[1:]), (last, texts[:-1]):
        yield Reading(name, rest)
        yield from cores(generic, name, rest)
    yield from in_words(generic, first, texts[1:])


def in_words(generic: GenericWords, text: Text, rest: tuple[Text, ...] = ()) -> Iterator[Reading]:
    """Yield the readings of a text whose first or last words are not part of the name."""
    words = text.raw[:LONGEST].split()
    if not 1 < len(words) <= _MOST_WORDS:
        return
    for size in range(1, min(len(words), _LONGEST_PLACE + 1)):
        for name, place in (words[:-size], words[-size:]), (words[size:], words[:size]):
            read = Text(" ".join(name))
            also = (Text(" ".join(place)), *rest)
            yield Reading(read, also)
            yield from cores(generic, read, also)
