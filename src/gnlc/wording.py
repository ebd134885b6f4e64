"""Words for messages: values cut short, lists in a sentence, what comes near."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from reprlib import Repr

_SHORT = 60

# What would break a line, or give an order to the terminal.
_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")

# Cuts what is long, wide or deep before it is written, so that a message costs the same whatever
# came in.
_writer = Repr()
_writer.maxlevel = 4
_writer.maxdict = _writer.maxlist = _writer.maxtuple = 6
_writer.maxstring = _writer.maxother = 2 * _SHORT


def shortened(value: object) -> str:
    """Return the repr of a value, with its middle left out where it is long."""
    try:
        text = _writer.repr(value[: 2 * _SHORT] if isinstance(value, bytes) else value)
    except ValueError:
        # An int has too many digits to be written.
        return f"a very long {type(value).__name__}"
    if len(text) <= _SHORT:
        return text
    return f"{text[: _SHORT - 12]}...{text[-9:]}"


def printable(text: str) -> str:
    """Return a text as one line, with an escape for each character that would break or drive it."""
    if text.isprintable():
        return text
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in _UNPRINTABLE else char for char in text
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


def unknown_choice(what: str, value: object, choices: Collection[str]) -> ValueError:
    """Return the error for a value that is none of a few fixed choices."""
    near = close_to(value, choices) if isinstance(value, str) else ()
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return ValueError(f"{what} must be {listed(choices)}, got {shortened(value)}{hint}")
