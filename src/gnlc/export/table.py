"""Text in columns for people to read: tables, and facts with their labels."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

from gnlc.wording import printable

Cell: TypeAlias = str | int | float | None
"""What a table holds; None stands for something unknown."""

Fact: TypeAlias = tuple[str, Sequence[str]]
"""A label, and the lines that it stands before."""

_GAP = "  "
_UNKNOWN = "-"
_ELLIPSIS = "…"

# The widest label that others are aligned with, and the least room for what is cut or broken.
_LABEL = 24
_CELL = 8
_LINE = 20

# What is drawn over or within its neighbours.
_WIDTHLESS = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _WIDTHLESS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cut(text: str, columns: int) -> str:
    """Return a text that takes no more than so many columns, with an ellipsis where it was cut."""
    if width(text) <= columns:
        return text
    ends = accumulate(map(_char_width, text))
    kept = (char for char, end in zip(text, ends, strict=True) if end < columns)
    return "".join(kept) + _ELLIPSIS


def wrapped(text: str, columns: int | None) -> list[str]:
    """Return a text in lines of so many columns at most, broken at spaces only; None: in one."""
    if columns is None or width(text) <= columns:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > columns:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    columns: int | None = None,
    key: int = 0,
) -> str:
    """Return rows in aligned columns under a header in capitals, each line ended.

    A column of numbers stands at the right, fractions with one digit.

    Args:
        header: the name of each column.
        rows: as many cells each as there are names.
        columns: how wide the whole may be, for which the widest cells are cut; None: nothing is.
        key: the column by which rows are known, of which cells are cut only where it must be.
    """
    body = list(rows)
    numeric = [not any(isinstance(row[i], str) for row in body) for i in range(len(header))]
    lines = [[name.upper() for name in header], *([_shown(cell) for cell in row] for row in body)]
    widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
    if columns is not None:
        widths = _narrowed(widths, columns - len(_GAP) * (len(widths) - 1), key)
    return "".join(f"{_row(line, widths, numeric)}\n" for line in lines)


def _shown(cell: Cell) -> str:
    if cell is None:
        return _UNKNOWN
    return f"{cell:.1f}" if isinstance(cell, float) else printable(str(cell))


def _narrowed(widths: Sequence[int], room: int, key: int) -> list[int]:
    """Return widths that fit together, that of the key being reduced last."""
    others = [*widths[:key], *widths[key + 1 :]]
    # The key makes way only so far that the others can be told from one another.
    least = min(_CELL * len(others), room * len(others) // len(widths))
    fitted = _levelled(others, max(room - widths[key], least))
    own = max(min(widths[key], room - sum(fitted)), 1)
    return [*fitted[:key], own, *fitted[key:]]


def _levelled(widths: Sequence[int], room: int) -> list[int]:
    """Return widths that fit together, those above a common limit being reduced to it."""
    limit = max(widths, default=1)
    while limit > 1 and sum(min(wide, limit) for wide in widths) > room:
        limit -= 1
    spare = room - sum(min(wide, limit) for wide in widths)
    fitted: list[int] = []
    for wide in widths:
        more = wide > limit and spare > 0
        spare -= more
        fitted.append(min(wide, limit + more))
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    aligned: list[str] = []
    for cell, columns, at_right in zip(cells, widths, numeric, strict=True):
        text = cut(cell, columns)
        blank = " " * (columns - width(text))
        aligned.append(blank + text if at_right else text + blank)
    return _GAP.join(aligned).rstrip(" ")


def facts(pairs: Iterable[Fact], *, columns: int | None = None) -> str:
    """Return facts, each in lines of its own behind its label, each line ended.

    A label that is too long for the column of labels has a line to itself.

    Args:
        pairs: the facts.
        columns: how wide the whole may be, for which lines are broken; None: none is.
    """
    shown = [(printable(label), list(map(printable, lines))) for label, lines in pairs]
    label_width = max((width(label) for label, _ in shown if width(label) <= _LABEL), default=2)
    indent = " " * label_width + 2 * _GAP
    room = None if columns is None else max(columns - len(indent), _LINE)
    lines: list[str] = []
    for label, values in shown:
        texts = [part for value in values for part in wrapped(value, room)]
        if width(label) > label_width:
            lines.append(_GAP + label)
        else:
            blank = " " * (label_width - width(label))
            lines.append(f"{_GAP}{label}{blank}{_GAP}{texts.pop(0)}")
        lines += [indent + text for text in texts]
    return "".join(f"{line}\n" for line in lines)
