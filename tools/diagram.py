"""The records of the library as a tree: as a picture (SVG) and, for who cannot see it, as a list.

Both are made of the fields of the classes, so that they show the records that there are.
"""

import inspect
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple, get_args, get_origin

import gnlc
from gnlc.models.base import Record, fields_of
from gnlc.models.facts import NetworkFacts
from gnlc.models.tables import CORE, RECORDS

_IN_TABLES = frozenset(RECORDS.values())

_BESIDE = "Used throughout, or worked out when asked for"

# In pixels.
_BOX = (132, 36)
_GAP = (20, 8)
_EDGE = 10
_STACKED = 3

_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d"
 width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">
<title id="t">The records of gnlc as a tree</title>
<desc id="d">{names}</desc>
<style>
rect {{fill: #fff; stroke: #36597f}}
path {{fill: none; stroke: #8093a8}}
text {{font: 600 12.5px sans-serif; fill: #12263a}}
text.to {{font: 10.5px sans-serif; fill: #44566a}}
</style>
<rect width="100%" height="100%" style="fill: #f4f6f9; stroke: none"/>"""


class Held(NamedTuple):
    """A class of records as a part of another."""

    cls: type[Record]
    several: bool


def records() -> list[type[Record]]:
    """Return every public class of records of the data."""
    public = (getattr(gnlc, name) for name in gnlc.__all__)
    found = [cls for cls in public if inspect.isclass(cls) and issubclass(cls, Record)]
    return [c for c in found if c is gnlc.Network or c.__module__.startswith("gnlc.models.")]


def named(cls: type[Record]) -> dict[type[Record], bool]:
    """Return the classes that the fields of a class name, and whether one of these has several."""
    if cls is gnlc.Network:
        # Its fields are tables and values that are made when they are asked for.
        return {**dict.fromkeys(CORE.values(), True), NetworkFacts: False}
    found: dict[type[Record], bool] = {}
    for attribute in fields_of(cls):
        for of, several in classes(attribute.type):
            found[of] = found.get(of, False) or several
    return found


def classes(annotation: Any, several: bool = False) -> Iterator[tuple[type[Record], bool]]:
    """Give the classes of records that a type names, and whether there are several of each."""
    if inspect.isclass(annotation) and issubclass(annotation, Record):
        yield annotation, several
    for part in get_args(annotation):
        yield from classes(part, several or get_origin(annotation) is tuple)


def _used_throughout() -> set[type[Record]]:
    """Return the classes that are in no table and that several others hold."""
    holders = Counter(part for cls in records() for part in named(cls))
    return {cls for cls, count in holders.items() if count > 1 and cls not in _IN_TABLES}


def parts(cls: type[Record]) -> list[Held]:
    """Return what a record is made of: its own parts, not what it refers to."""
    # Records of a table are parts of what holds the table, and others refer to them.
    whole = cls in (gnlc.Network, NetworkFacts)
    everywhere = _used_throughout()
    return [
        Held(of, several)
        for of, several in named(cls).items()
        if of not in everywhere and (whole or of not in _IN_TABLES)
    ]


def references(cls: type[Record]) -> list[type[Record]]:
    """Return the classes of the records that a record refers to."""
    return [of for of in named(cls) if of in _IN_TABLES and of not in {p.cls for p in parts(cls)}]


def _tree(cls: type[Record]) -> Iterator[type[Record]]:
    yield cls
    for part in parts(cls):
        yield from _tree(part.cls)


def beside() -> list[type[Record]]:
    """Return the classes that are no part of the tree: used throughout, or worked out."""
    shown = set(_tree(gnlc.Network))
    return [cls for cls in records() if cls not in shown]


def in_order() -> list[type[Record]]:
    """Return the classes of records, the whole before its parts and the tree before the others."""
    return [*_tree(gnlc.Network), *beside()]


def _summary(cls: type[Record]) -> str:
    first = (inspect.getdoc(cls) or "").split("\n", 1)[0].rstrip(".")
    return first[0].lower() + first[1:]


def listed() -> str:
    """Return the tree as a nested list in Markdown, and those beside it as another."""
    lines: list[str] = []

    def tell(held: Held, depth: int) -> None:
        cls = held.cls
        to = ", ".join(f"`{of.__name__}`" for of in references(cls))
        lines.append(
            f"{'  ' * depth}- `{cls.__name__}`{' (several)' if held.several else ''}: "
            f"{_summary(cls)}{f'; refers to {to}' if to else ''}"
        )
        for part in parts(cls):
            tell(part, depth + 1)

    tell(Held(gnlc.Network, several=False), 0)
    lines += ["", f"{_BESIDE}:", ""]
    lines += [f"- `{cls.__name__}`: {_summary(cls)}" for cls in beside()]
    return "\n".join(lines) + "\n"


def picture() -> str:
    """Return the tree as SVG, from left to right, on a ground of its own."""
    boxes: list[str] = []
    lines: list[str] = []
    (width, height), (across, down) = _BOX, _GAP
    deepest = 0

    def box(held: Held, x: float, y: float) -> None:
        to = ", ".join(of.__name__ for of in references(held.cls))
        frame = f'width="{width}" height="{height}" rx="4"'
        if held.several:
            boxes.append(f'<rect x="{x + _STACKED:g}" y="{y + _STACKED:g}" {frame}/>')
        boxes.append(f'<rect x="{x:g}" y="{y:g}" {frame}/>')
        middle = y + (15 if to else 22)
        boxes.append(f'<text x="{x + 8:g}" y="{middle:g}">{held.cls.__name__}</text>')
        if to:
            boxes.append(f'<text class="to" x="{x + 8:g}" y="{y + 29:g}">→ {escape(to)}</text>')

    def draw(held: Held, depth: int, top: float) -> tuple[float, float]:
        """Draw a class and its parts; return the middle of its box, and where they end."""
        nonlocal deepest
        deepest = max(deepest, depth)
        x, end, middles = _EDGE + depth * (width + across), top, list[float]()
        for part in parts(held.cls):
            middle, end = draw(part, depth + 1, end)
            middles.append(middle)
        if not middles:
            middles, end = [top + height / 2], top + height + down
            box(held, x, top)
            return middles[0], end
        middle = (middles[0] + middles[-1]) / 2
        box(held, x, middle - height / 2)
        right, turn = x + width, x + width + across / 2
        lines.append(f"M{right:g},{middle:g}H{turn:g}V{middles[0]:g}V{middles[-1]:g}")
        lines.extend(f"M{turn:g},{each:g}H{turn + across / 2:g}" for each in middles)
        return middle, end

    _, bottom = draw(Held(gnlc.Network, several=False), 0, _EDGE)
    bottom += 2 * down
    boxes.append(f'<text class="to" x="{_EDGE}" y="{bottom:g}">{_BESIDE}</text>')
    for place, cls in enumerate(beside()):
        box(Held(cls, several=False), _EDGE + place * (width + across), bottom + down)
    right = 2 * _EDGE + (deepest + 1) * (width + across) - across + _STACKED
    names = ", ".join(cls.__name__ for cls in in_order())
    head = _HEAD.format(width=right, height=bottom + down + height + _EDGE, names=names)
    return "\n".join([head, f'<path d="{"".join(lines)}"/>', *boxes, "</svg>"]) + "\n"
