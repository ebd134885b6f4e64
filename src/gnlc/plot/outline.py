"""The outline of the land and the borders of countries, from their file."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple, TypeAlias

from gnlc import bundled

LAND = "land"
"""The name of the file."""

Arc: TypeAlias = Sequence[tuple[int, int]]
"""A line: columns and rows of the grid, to the east and to the north."""
Ring: TypeAlias = Sequence[Arc]


class Outline(NamedTuple):
    """What a map shows of the world besides cities.

    Attributes:
        grid: the size of a cell of the grid in degrees.
        land: polygons; each is a ring clockwise around land and rings around its waters, and
            each ring is made of arcs.
        borders: the lines between countries.
    """

    grid: float
    land: Sequence[Sequence[Ring]]
    borders: Sequence[Arc]

    def thinned(self, step: Callable[[Arc], int]) -> "Outline":
        """Return the outline with fewer points: in each arc, they are so many cells apart.

        The ends of arcs stay where they are, because others begin there. Rings that collapse are
        left out: one that turns the other way would be all of the world but what is in it.
        """

        def thin(ring: Ring) -> Ring:
            return [_thin(arc, step(arc)) for arc in ring]

        land = [
            [thinner for ring in polygon if self._turns_alike(ring, thinner := thin(ring))]
            for polygon in self.land
        ]
        return self._replace(land=[p for p in land if p], borders=thin(self.borders))

    def _turns_alike(self, one: Ring, other: Ring) -> bool:
        return self._area(one) * self._area(other) > 0

    def _area(self, ring: Ring) -> int:
        """Return twice the area of a ring in cells, less than 0 if it runs clockwise."""
        around = round(360 / self.grid)
        points = [point for arc in ring for point in arc]
        # A ring that crosses the antimeridian goes on there.
        return -sum(
            ((to_x - x + around // 2) % around - around // 2) * (y + to_y)
            for (x, y), (to_x, to_y) in pairwise(points)
        )

    def topology(self) -> dict[str, Any]:
        """Return the outline as TopoJSON with the objects `land` and `borders`."""
        arcs: list[list[list[int]]] = []

        def add(arc: Arc) -> int:
            steps = [
                (x - x0, y - y0) for (x0, y0), (x, y) in zip(((0, 0), *arc), arc, strict=False)
            ]
            arcs.append([list(step) for step in steps])
            return len(arcs) - 1

        land = [[list(map(add, ring)) for ring in polygon] for polygon in self.land]
        borders = [[add(arc)] for arc in self.borders]
        return {
            "type": "Topology",
            "transform": {"scale": [self.grid, self.grid], "translate": [0, 0]},
            "objects": {
                "land": {"type": "MultiPolygon", "arcs": land},
                "borders": {"type": "MultiLineString", "arcs": borders},
            },
            "arcs": arcs,
        }


def outline() -> Outline:
    """Return the outline that is in the package."""
    file = bundled.read(LAND)
    arcs = map(_decode, file["arcs"].split())
    land = [
        [list(islice(arcs, int(count))) for count in polygon.split(",")]
        for polygon in file["land"].split()
    ]
    return Outline(file["grid"], land, list(arcs))


def _decode(text: str) -> Arc:
    """Return the points of an encoded polyline."""
    numbers = _numbers(text)
    x = y = 0
    arc: list[tuple[int, int]] = []
    for dx, dy in zip(numbers, numbers, strict=True):
        x, y = x + dx, y + dy
        arc.append((x, y))
    return arc


def _numbers(text: str) -> Iterator[int]:
    number = shift = 0
    for char in text:
        digits = ord(char) - 63
        number |= (digits & 31) << shift
        shift += 5
        if digits < 32:
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def _thin(arc: Arc, step: int) -> Arc:
    kept = [arc[0]]
    for x, y in arc[1:-1]:
        if max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= step:
            kept.append((x, y))
    return [*kept, arc[-1]]
