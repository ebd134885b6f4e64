"""Write the outline of the land of the earth, on which `gnlc.plot.map` draws the cities.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/land.py package/land-110m.json

It takes the TopoJSON of world-atlas, which is made from Natural Earth (1:110m, public domain), and
writes src/gnlc/data/land.json, TopoJSON too: rounded to tenths of a degree, without the points that
make no difference then, and without Antarctica, where no city is. The rings keep their direction,
clockwise around the land, as D3 and Vega want them on the sphere.
"""

import argparse
import json
from itertools import pairwise
from math import dist, hypot
from pathlib import Path
from typing import Any

OUTLINE = Path(__file__).parents[1] / "src" / "gnlc" / "data" / "land.json"

PER_DEGREE = 10
TOLERANCE = 0.15 * PER_DEGREE
ANTARCTICA = -60 * PER_DEGREE

Point = tuple[float, float]


def rings_of(topology: Any) -> list[list[list[Point]]]:
    """Return the rings of each polygon, in tenths of a degree."""
    [land] = topology["objects"]["land"]["geometries"]
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> list[Point]:
        # ~n stands for arc n backwards; an arc begins where the one before it ends.
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return [*parts[0], *(point for part in parts[1:] for point in part[1:])]

    return [[ring(numbers) for numbers in polygon] for polygon in land["arcs"]]


def _arc(steps: list[list[int]], transform: Any) -> list[Point]:
    x = y = 0
    points: list[Point] = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        degrees = (
            n * scale + least
            for n, scale, least in zip(
                (x, y), transform["scale"], transform["translate"], strict=True
            )
        )
        east, north = (degree * PER_DEGREE for degree in degrees)
        points.append((east, north))
    return points


def simplified(points: list[Point]) -> list[Point]:
    """Leave out the points that lie within the tolerance of the line without them."""
    (x, y), (to_x, to_y) = points[0], points[-1]
    length = dist(points[0], points[-1])

    def off(point: Point) -> float:
        if not length:
            return hypot(point[0] - x, point[1] - y)
        return abs((point[0] - x) * (to_y - y) - (point[1] - y) * (to_x - x)) / length

    if len(points) < 3:
        return points
    farthest = max(range(1, len(points) - 1), key=lambda place: off(points[place]))
    if off(points[farthest]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def outline(topology: Any) -> dict[str, Any]:
    """Return the outline as TopoJSON: each ring an arc of its own."""
    arcs: list[list[list[int]]] = []
    polygons: list[list[list[int]]] = []
    for rings in rings_of(topology):
        if max(north for _, north in rings[0]) < ANTARCTICA:
            continue
        numbers: list[list[int]] = []
        for ring in rings:
            points = [(round(east), round(north)) for east, north in simplified(ring)]
            if len(set(points)) > 2:
                numbers.append([len(arcs)])
                steps = ([x - was_x, y - was_y] for (was_x, was_y), (x, y) in pairwise(points))
                arcs.append([list(points[0]), *(step for step in steps if any(step))])
        if numbers:
            polygons.append(numbers)
    return {
        "type": "Topology",
        "transform": {"scale": [1 / PER_DEGREE] * 2, "translate": [0, 0]},
        "objects": {"land": {"type": "MultiPolygon", "arcs": polygons}},
        "arcs": arcs,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("source", type=Path, help="land-110m.json of world-atlas")
    topology = json.loads(parser.parse_args().source.read_text("utf-8"))
    text = json.dumps(outline(topology), separators=(",", ":"))
    OUTLINE.write_text(f"{text}\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
