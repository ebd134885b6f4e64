"""Words for messages and displays: shortened values, counts, lists, similar words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from reprlib import Repr

LINE = 79
"""How many columns a terminal has for sure, but one for the cursor."""

YEAR_NOT_KNOWN = "year not known"

_SHORT = 60

# Values in a line keep more characters than these.
_LEAST = 12

# What would break a line or give an order to the terminal, and what would set the text around it in
# another direction.
_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# What is drawn over or within its neighbours.
_WIDTHLESS = ("Mn", "Me", "Cf")

# Python writes ints of so many bits under any limit on digits: it cannot be below 640 digits.
_MOST_BITS = 2100


class _Writer(Repr):
    """A `Repr` that shortens long, wide and deep values, and omits addresses of objects.

    Messages then cost the same for any value, and are the same in each run.
    """

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 4
        self.maxdict = self.maxlist = self.maxtuple = 6
        self.maxstring = self.maxother = 2 * _SHORT

    def repr_int(self, x: int, level: int) -> str:
        """Return an int in digits, or the number of its digits if there are very many."""
        return super().repr_int(x, level) if x.bit_length() <= _MOST_BITS else "a very long int"

    def repr_instance(self, x: object, level: int) -> str:  # noqa: ARG002 - as the base has it
        """Return the repr of any other value."""
        try:
            text = repr(x)
        except Exception:  # noqa: BLE001 - a class of a caller's may raise anything
            return f"<{type(x).__name__} instance>"
        return _cut(re.sub(" at 0x[0-9A-Fa-f]+", "", text), self.maxother)


_writer = _Writer()


def shortened(value: object) -> str:
    """Return the repr of a value, with dots in place of the middle if it is long."""
    return _cut(_writer.repr(value[: 2 * _SHORT] if isinstance(value, bytes) else value), _SHORT)


def _cut(text: str, room: int) -> str:
    """Return a text, with dots in place of the middle if it has more than `room` characters."""
    if len(text) <= room:
        return text
    tail = min(9, room // 4)
    return f"{text[: room - tail - 3]}...{text[-tail:]}"


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _WIDTHLESS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def in_a_line(name: str, values: Mapping[str, str], *, key: str = "", room: int = LINE) -> str:
    """Return `Name(a=1, b='x')` in a line, with dots for values that do not fit.

    Args:
        name: the name of the class.
        values: the texts of the values, by name.
        key: the name of the value that is shortened last.
        room: the maximum number of columns.
    """
    line = f"{name}()"
    for count in range(len(values), 0, -1):
        shown = list(values.items())[:count]
        more = ["..."] if count < len(values) else []
        for limit in range(_SHORT, _LEAST, -1):
            # The key is cut only once it is alone.
            whole = key if count > 1 else ""
            parts = [f"{n}={text if n == whole else _cut(text, limit)}" for n, text in shown]
            line = f"{name}({', '.join(parts + more)})"
            if width(line) <= room:
                return line
    return _cut(line, room)


def in_short(words: Sequence[str], room: int) -> str:
    """Return the first of some words, with dots for those that do not fit."""
    # No more of them than there are characters.
    for count in range(min(len(words), room), 0, -1):
        shown = ", ".join([*words[:count], *(["..."] if count < len(words) else [])])
        if width(shown) <= room:
            return shown
    return "..."


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: `1 city`, `2 cities`."""
    return f"{count} {inflected(noun, count)}"


def inflected(noun: str, count: int) -> str:
    """Return a noun in the singular or plural, depending on a count."""
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def printable(text: str) -> str:
    """Return a text as one line, with control characters and line breaks escaped."""
    if text.isprintable():
        return text
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in _UNPRINTABLE or char in _BIDI else char
        for char in text
    )


def listed(choices: Iterable[object], *, word: str = "or") -> str:
    """Return choices as a list in a sentence: `a`, `a or b`, `a, b or c`."""
    *most, last = map(str, choices)
    return f"{', '.join(most)} {word} {last}" if most else last


def close_to(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the choices that look like the word, best first."""
    import difflib  # only errors need it, and it takes a millisecond to load

    by_folded = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(word[:_SHORT].casefold(), by_folded, n=3, cutoff=0.6)
    return tuple(by_folded[folded] for folded in near)


class Misspelt:
    """The message for a missing attribute: it lists the existing ones, the most similar first.

    The message is computed when it is shown, because `hasattr` often looks for missing attributes.

    Args:
        owner: the class without the attribute.
        attribute: the name of the attribute.
    """

    def __init__(self, owner: type, attribute: str) -> None:
        self._owner = owner
        self._attribute = attribute

    def __str__(self) -> str:
        names = [name for name in dir(self._owner) if not name.startswith("_")]
        near = close_to(self._attribute, names)
        there = in_short([*near, *(name for name in names if name not in near)], LINE)
        return f"{self._owner.__name__} has no {shortened(self._attribute)}; it has {there}"

    def __repr__(self) -> str:
        return repr(str(self))


def unknown_choice(what: str, value: object, choices: Collection[str]) -> ValueError:
    """Return the error for a value that is not one of a few fixed choices."""
    near = close_to(value, choices) if isinstance(value, str) else ()
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return ValueError(f"{what} must be {listed(choices)}, got {shortened(value)}{hint}")
