"""The outline of the land and the borders of countries, from npm's world-atlas, simplified.

Put the package into the root of the repository, and run the tool that writes what is derived:

    npm install --no-save world-atlas@2 && python tools/derive.py

Coasts and borders of small countries are kept more exactly, because maps of these show them
larger: within 5 km for Luxembourg, 9 km for Ireland, and 39 km for countries like China. Islands of
less than 600 km2 are left out, those of large countries up to what is as small on their maps, and
so is what lies south of 60 degrees south.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, dist, radians, sqrt
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
PACKAGE = _ROOT / "node_modules" / "world-atlas"
LAND = _ROOT / "src" / "gnlc" / "data" / "land.json"

# In degrees of latitude, of which one is 111 km.
GRID = 0.05
FINEST, COARSEST = 0.04, 0.35
SHARE = 0.025
"""How exact a line is, as a share of the side of a square as large as the country."""

_LEAST_AREA = 0.05
_SOUTH = -60.0

Point = tuple[float, float]
Cell = tuple[int, int]
Arc = Sequence[Point]


def version() -> str | None:
    """Return the version of world-atlas, None if it is not there."""
    about = PACKAGE / "package.json"
    return json.loads(about.read_text("utf-8"))["version"] if about.exists() else None


def digest() -> str:
    """Return what differs whenever this tool does."""
    return hashlib.sha256(Path(__file__).read_text("utf-8").encode()).hexdigest()[:16]


def borders() -> dict[str, Any]:
    """Return the outline of the land and the borders, as `land.json` has them.

    Arcs are lines on a grid of degrees. Coasts come first: `land` has a word for each polygon, with
    the number of arcs of each of its rings. The rest are borders.
    """
    topology = json.loads((PACKAGE / "countries-50m.json").read_text("utf-8"))
    arcs = _decode(topology)
    uses: Counter[int] = Counter()
    tolerances: dict[int, float] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [ring for polygon in _polygons(country) for ring in polygon]
        area = sum(_area(_joined(ring, arcs)) for ring in rings)
        tolerance = min(max(FINEST, SHARE * sqrt(abs(area))), COARSEST)
        for arc in (_index(n) for ring in rings for n in ring):
            uses[arc] += 1
            tolerances[arc] = min(tolerance, tolerances.get(arc, COARSEST))
    coasts: list[list[Cell]] = []
    land: list[str] = []
    for polygon in _polygons(topology["objects"]["land"]):
        counts: list[str] = []
        for ring in polygon:
            points = _joined(ring, arcs)
            tolerance = min(tolerances[_index(n)] for n in ring)
            # An island keeps its form, however large its country is.
            finest = sqrt(abs(_area(points))) / 6
            parts = [_cells(_part(n, arcs), min(tolerances[_index(n)], finest)) for n in ring]
            is_ring = len({cell for part in parts for cell in part}) > 2
            if is_ring and _is_seen(points, tolerance):
                coasts += parts
                counts.append(str(len(ring)))
        if counts:
            land.append(",".join(counts))
    shared = (_cells(arcs[n], tolerances[n]) for n, count in sorted(uses.items()) if count > 1)
    lines = list(_joining(shared, {cell for arc in coasts for cell in arc}))
    kept = " ".join(map(_encode, [*coasts, *lines]))
    return {"grid": GRID, "land": " ".join(land), "arcs": kept}


def _joining(borders: Iterable[list[Cell]], coast: set[Cell]) -> Iterator[list[Cell]]:
    """Yield the borders that lead to others or to a coast; one on an island left out does not."""
    borders = list(borders)
    ends = Counter(arc[end] for arc in borders for end in (0, -1))
    for arc in borders:
        if any(ends[arc[end]] > 1 or arc[end] in coast for end in (0, -1)):
            yield arc


def _decode(topology: Any) -> list[Arc]:
    (east, north), (from_east, from_north) = topology["transform"].values()
    arcs: list[Arc] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: list[Point] = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * east + from_east, y * north + from_north))
        arcs.append(arc)
    return arcs


def _polygons(shape: Any) -> Iterable[list[list[int]]]:
    if shape["type"] == "GeometryCollection":
        return [polygon for part in shape["geometries"] for polygon in _polygons(part)]
    polygons: list[list[list[int]]] = shape["arcs"]
    return [polygons] if shape["type"] == "Polygon" else polygons  # type: ignore[list-item]


def _index(number: int) -> int:
    """Return the index of an arc, which TopoJSON inverts where the arc runs backwards."""
    return number if number >= 0 else ~number


def _part(number: int, arcs: Sequence[Arc]) -> Arc:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _joined(ring: Sequence[int], arcs: Sequence[Arc]) -> list[Point]:
    return [point for number in ring for point in _part(number, arcs)]


def _even(arc: Arc) -> list[Point]:
    """Return points as they lie on the ground: degrees of longitude narrow towards the poles."""
    return [(east * cos(radians(north)), north) for east, north in arc]


def _area(ring: Arc) -> float:
    """Return the area of a ring in squares of a degree of latitude, less than 0 if clockwise."""
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(_even(ring))) / 2


def _is_seen(ring: Arc, tolerance: float) -> bool:
    large = abs(_area(ring)) >= max(_LEAST_AREA, tolerance**2)
    return large and max(north for _, north in ring) > _SOUTH


def _cells(arc: Arc, tolerance: float) -> list[Cell]:
    """Return a simplified arc on the grid."""
    cells = [(round(x / GRID), round(y / GRID)) for x, y in _simplify(arc, tolerance)]
    return [cells[0], *(to for at, to in pairwise(cells) if to != at)]


def _encode(cells: Sequence[Cell]) -> str:
    """Return cells as Google's encoded polylines are written: steps, in digits of five bits."""
    steps = [cells[0], *((to[0] - at[0], to[1] - at[1]) for at, to in pairwise(cells))]
    return "".join(_digits(number) for step in steps for number in step)


def _digits(number: int) -> str:
    rest, text = (~(number << 1) if number < 0 else number << 1), ""
    while rest >= 32:
        text, rest = text + chr(63 + (32 | rest & 31)), rest >> 5
    return text + chr(63 + rest)


def _simplify(arc: Arc, tolerance: float) -> list[Point]:
    """Return an arc without the points that its others tell (Ramer, Douglas and Peucker).

    One that closes is split first at the point farthest from its beginning.
    """
    even = _even(arc)
    kept = {0, len(arc) - 1}
    todo = [(0, len(arc) - 1)]
    while todo:
        first, last = todo.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far = max(between, key=lambda n: _distance(even[n], even[first], even[last]))
        if _distance(even[far], even[first], even[last]) > tolerance or arc[first] == arc[last]:
            kept.add(far)
            todo += [(first, far), (far, last)]
    return [arc[n] for n in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from the line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    if not length:
        return dist(point, start)
    share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length
    share = max(0.0, min(1.0, share))
    return dist(point, (start[0] + share * along[0], start[1] + share * along[1]))
