"""The part of the world that a map shows: where points are in it, and which labels have room."""

from collections.abc import Iterable, Mapping, Sequence
from math import atan2, cos, degrees, hypot, inf, radians, sin, sqrt
from typing import NamedTuple, TypeAlias

from gnlc.wording import width

Place: TypeAlias = tuple[float, float]
"""Degrees north and east."""
Pixels: TypeAlias = tuple[float, float]

WIDTH = 720
_HEIGHTS = (340, 620)
MARGIN = 70
"""Pixels around the points, in which their labels have room."""

_EARTH_KM = 6371
_LEAST_KM = 600
"""How much of the world is shown from north to south at least."""
_FARTHEST = 85
"""How far from the centre points may be, in degrees, to be seen on a map of a part of the world."""

FONT = 11
_LETTER, _LINE = 0.6 * FONT, FONT + 2
_DISC = 5

SIDES: Mapping[str, tuple[str, int, int]] = {
    "right": ("left", 7, 0),
    "left": ("right", -7, 0),
    "above": ("center", 0, -11),
    "below": ("center", 0, 11),
}
"""Where a label may be: its alignment, and how far it is from its point in pixels."""

Box: TypeAlias = tuple[float, float, float, float]
"""Its left, top, right and bottom edges."""


class View(NamedTuple):
    """A part of the world in Lambert's azimuthal equal-area projection.

    Attributes:
        north: degrees of the centre of the projection.
        east: the same.
        scale: pixels for a radius of the earth.
        left: where the centre is, in pixels.
        top: the same.
        height: how many pixels there are below each other.
    """

    north: float
    east: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    height: int = 0

    def locate(self, place: Place) -> Pixels:
        """Return where a place is in the picture."""
        north, turn, centre = radians(place[0]), radians(place[1] - self.east), radians(self.north)
        ahead = sin(centre) * sin(north) + cos(centre) * cos(north) * cos(turn)
        factor = self.scale * sqrt(2 / max(1 + ahead, 1e-9))
        x = cos(north) * sin(turn)
        y = cos(centre) * sin(north) - sin(centre) * cos(north) * cos(turn)
        return self.left + factor * x, self.top - factor * y

    def shows(self, pixels: Pixels, margin: float = 0) -> bool:
        """Return whether a point is in the picture, or within a margin around it."""
        x, y = pixels
        return -margin <= x <= WIDTH + margin and -margin <= y <= self.height + margin

    def sides(self, labels: Sequence[tuple[str, Pixels]]) -> list[str]:
        """Return for each label on which side of its point it has room, "" where it has none.

        Args:
            labels: texts and where their points are; the first ones come first. No label covers a
                point.
        """
        taken = [(x - _DISC, y - _DISC, x + _DISC, y + _DISC) for _, (x, y) in labels]
        found: list[str] = []
        for text, point in labels:
            room = (side for side in SIDES if self._has_room(box(side, text, point), taken))
            side = next(room, "")
            found.append(side)
            if side:
                taken.append(box(side, text, point))
        return found

    def _has_room(self, box: Box, taken: Iterable[Box]) -> bool:
        left, top, right, bottom = box
        inside = left >= 0 and top >= 0 and right <= WIDTH and bottom <= self.height
        return inside and not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in taken
        )


def box(side: str, text: str, point: Pixels) -> Box:
    """Return the box of a label on a side of its point."""
    align, dx, dy = SIDES[side]
    long = _LETTER * width(text)
    left = point[0] + dx - {"left": 0.0, "right": long, "center": long / 2}[align]
    top = point[1] + dy - _LINE / 2
    return left, top, left + long, top + _LINE


def fit(places: Sequence[Place]) -> View | None:
    """Return the view that shows some places, None if they are too far from each other."""
    x = sum(cos(radians(north)) * cos(radians(east)) for north, east in places)
    y = sum(cos(radians(north)) * sin(radians(east)) for north, east in places)
    z = sum(sin(radians(north)) for north, _ in places)
    if not places or hypot(x, y, z) < 1e-6 * len(places):
        return None
    view = View(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))
    located = [view.locate(place) for place in places]
    if max(hypot(*point) for point in located) > 2 * sin(radians(_FARTHEST) / 2):
        return None
    left, right = min(x for x, _ in located), max(x for x, _ in located)
    top, bottom = min(y for _, y in located), max(y for _, y in located)
    broad = WIDTH - 2 * MARGIN
    least, most = _HEIGHTS
    asked = broad * (bottom - top) / (right - left) if right > left else inf
    height = round(min(max(least, asked + 2 * MARGIN), most))
    # The centre of the picture is that of the points, be it that of the projection or not.
    scale = min(
        broad / (right - left) if right > left else inf,
        (height - 2 * MARGIN) / (bottom - top) if bottom > top else inf,
        height * _EARTH_KM / _LEAST_KM,
    )
    middle = ((left + right) / 2, (top + bottom) / 2)
    return view._replace(
        scale=scale,
        left=WIDTH / 2 - scale * middle[0],
        top=height / 2 - scale * middle[1],
        height=height,
    )
