"""The world as paths of SVG, in the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from gnlc.plot.outline import Arc, Outline

WIDTH = 10_000
_SOUTH, _NORTH = -57, 84
"""The parts of the world beyond them are cut off: Antarctica, and ice."""

_MIDDLE = 11
"""Degrees east of the meridian in the middle: so the world is cut in the Bering Strait."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT = sqrt(3)


def _project(north: float, turn: float) -> tuple[float, float]:
    """Return where a place is in radii of the earth, to the right and up."""
    angle = asin(_ROOT / 2 * sin(radians(north)))
    square = angle**2
    sixth = square**3
    a, b, c, d = _A
    slope = a + 3 * b * square + sixth * (7 * c + 9 * d * square)
    x = 2 * _ROOT * radians(turn) * cos(angle) / (3 * slope)
    return x, angle * (a + b * square + sixth * (c + d * square))


# At the equator the projection is widest.
_SCALE = WIDTH / (2 * _project(0, 180)[0])
_TOP = _project(_NORTH, 0)[1]
HEIGHT = round(_SCALE * (_TOP - _project(_SOUTH, 0)[1]))


def locate(north: float, east: float) -> tuple[int, int]:
    """Return where a place is, in units to the right and down."""
    return _place(north, (east - _MIDDLE + 180) % 360 - 180)


def _place(north: float, turn: float) -> tuple[int, int]:
    x, y = _project(north, turn)
    return round(WIDTH / 2 + _SCALE * x), round(_SCALE * (_TOP - y))


def globe() -> str:
    """Return the outline of the part of the world that is shown."""
    norths = range(_SOUTH, _NORTH + 1, 3)
    edge = [_place(n, 180) for n in norths] + [_place(n, -180) for n in reversed(norths)]
    return f"{_path(edge)}z"


def land(outline: Outline) -> str:
    """Return all land, to be filled by the rule `evenodd`."""
    rings = (
        [point for arc in ring for point in arc] for polygon in outline.land for ring in polygon
    )
    return "".join(f"{_path(line)}z" for ring in rings for line in _lines(ring, outline.grid))


def borders(outline: Outline) -> str:
    """Return the lines between countries."""
    return "".join(_path(line) for arc in outline.borders for line in _lines(arc, outline.grid))


def _lines(arc: Arc, grid: float) -> Iterator[list[tuple[int, int]]]:
    """Yield a line where it is seen: on both edges of the map, if it crosses the cut."""
    turns = [arc[0][0] * grid - _MIDDLE]
    for (x, _), (to_x, _) in pairwise(arc):
        # It goes on beyond the antimeridian.
        turns.append(turns[-1] + ((to_x - x) * grid + 180) % 360 - 180)
    for around in (-360, 0, 360):
        if min(turns) + around < 180 and max(turns) + around > -180:
            norths = (y * grid for _, y in arc)
            yield [_place(n, turn + around) for n, turn in zip(norths, turns, strict=True)]


def _path(points: Sequence[tuple[int, int]]) -> str:
    """Return a path in steps, which are shorter to write than places."""
    moved = [points[0], *(to for at, to in pairwise(points) if to != at)]
    steps = ((to[0] - at[0], to[1] - at[1]) for at, to in pairwise(moved))
    parts = (f"{x}{'' if y < 0 else ' '}{y}" for x, y in (moved[0], *steps))
    first, *rest = parts
    line = (
        rest[0] + "".join(part if part[0] == "-" else f" {part}" for part in rest[1:])
        if rest
        else ""
    )
    return f"M{first}l{line}" if rest else f"M{first}"
