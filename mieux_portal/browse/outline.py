"""The outline of the world map, drawn once into one small SVG file.

The portal draws its map from ``static/world.svg``, which this module makes
out of the Natural Earth country outlines in npm's ``world-atlas`` package.
``manage.py draw_world`` runs it; no page does.  What a page needs from here
is ``VIEW_BOX``::

    <svg viewBox="{{ VIEW_BOX }}">
      <use href="{% static 'world.svg' %}#world" class="land"/>
      <a href="…"><use href="{% static 'world.svg' %}#MW" class="partner"/></a>
    </svg>

Ids in the file:

``world``
    everything: the two groups that follow.
``land``
    every country's outline, Antarctica excepted.
``dots``
    a circle for each country that is too small to be seen or clicked.
``MW``, ``MU``, …
    one country, by its upper-case ISO 3166-1 alpha-2 code: an outline or a
    dot, never both.  Draw them in the order of ``country_codes``.

The file says nothing about colours, so that the page's style sheet decides:
``fill`` and ``stroke`` are inherited through ``<use>``.

A drawing passes through three kinds of coordinates:

* degrees: ``(longitude, latitude)``, east and north positive;
* canvas units as real numbers, x to the right and y downwards;
* whole canvas units ("pixels"), which are what the file holds.
"""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import hypot, radians
from pathlib import Path
from typing import Any, NamedTuple

from django_countries.data import ALT_CODES

Point = tuple[float, float]
Pixel = tuple[int, int]
Ring = list[Point]
Polygon = list[Ring]  # the outer ring, then its holes

WORLD_FILE = Path(__file__).resolve().parents[1] / "static" / "world.svg"

COARSE_FILE_NAME = "countries-110m.json"
FINE_FILE_NAME = "countries-50m.json"

PROVENANCE = (
    "Made by `manage.py draw_world`; do not edit by hand. Data: Natural Earth "
    "(public domain), through npm world-atlas 2.0.2: outlines at 1:110 million, "
    "positions of the dots for small states from 1:50 million; changed as "
    "mieux_portal/browse/outline.py says (Crimea, Western Sahara, Somaliland)."
)

ANTARCTICA = "AQ"

# A country becomes a dot when the box around its outline has fewer square
# units than this.  Area rather than width, so that the Gambia, which is long
# but hardly thicker than a line, becomes a dot and Eswatini does not.
SMALLEST_BOX = 20
DOT_RADIUS = 4

# Dots may overlap, but a part of each must stay free to be clicked.  A wider
# spacing would push the Lesser Antilles too far from where they are.
DOT_SPACING = 4.5
SPREADING_ROUNDS = 200


class Move(NamedTuple):
    """Land to give to another country than Natural Earth does.

    ``place`` is any place on the polygon that holds the land; what lies south
    of ``north_limit``, in degrees, moves (90: the whole polygon).
    """

    place: Point
    taken_from: str
    given_to: str
    north_limit: float


# Natural Earth draws who holds a piece of land, whatever the law says.  The
# European Union and the United Nations hold that Crimea is Ukrainian (General
# Assembly resolution 68/262), and that Western Sahara is no part of Morocco
# but a non-self-governing territory; it begins at 27 degrees 40 minutes north.
MOVES = (
    Move(place=(34.3, 45.2), taken_from="RU", given_to="UA", north_limit=90.0),
    Move(place=(-14.0, 25.0), taken_from="MA", given_to="EH", north_limit=27.667),
    Move(place=(45.5, 9.6), taken_from="", given_to="SO", north_limit=90.0),
)

CODE_OF_NUMBER = {f"{numeric:03}": alpha2 for alpha2, (_alpha3, numeric) in ALT_CODES.items()}


class Territory(NamedTuple):
    """A piece of the world: ``code`` is empty where ISO 3166-1 has none."""

    code: str
    polygons: list[Polygon]


# --- From degrees to the canvas -------------------------------------------


def project(longitude: float, latitude: float) -> Point:
    """Project a place, in degrees, with the Natural Earth projection.

    Returns x (east) and y (north) on a globe of radius 1.  The polynomial is
    that of B. Šavrič, B. Jenny, T. Patterson, D. Petrovič and L. Hurni, "A
    polynomial equation for the Natural Earth projection", Cartography and
    Geographic Information Science 38 (4), 2011, pages 363–372, with the
    coefficients as d3 has them (``geoNaturalEarth1``).
    """
    phi = radians(latitude)
    x_scale = 0.870700 - 0.131979 * phi**2 - 0.013791 * phi**4 + 0.003971 * phi**10 - 0.001529 * phi**12
    y_scale = 1.007226 + 0.015085 * phi**2 - 0.044475 * phi**6 + 0.028874 * phi**8 - 0.005916 * phi**10
    return radians(longitude) * x_scale, phi * y_scale


# The canvas is as wide as the equator, and from the north of Greenland to
# the south of Tierra del Fuego it is as high as the land that is drawn.
NORTHERN_EDGE = 84.0
SOUTHERN_EDGE = -56.5
WIDTH = 960
UNITS_PER_RADIUS = WIDTH / (2 * project(180, 0)[0])
TOP = project(0, NORTHERN_EDGE)[1]
HEIGHT = round(UNITS_PER_RADIUS * (TOP - project(0, SOUTHERN_EDGE)[1]))
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"


def to_canvas(ring: Iterable[Point]) -> Ring:
    """Turn a ring of degrees into a ring of canvas units (real numbers)."""
    projected = [project(longitude, latitude) for longitude, latitude in ring]
    return [(WIDTH / 2 + UNITS_PER_RADIUS * x, UNITS_PER_RADIUS * (TOP - y)) for x, y in projected]


def to_pixels(ring: Iterable[Point]) -> list[Pixel]:
    """Turn a ring of degrees into a ring of whole canvas units."""
    return [(round(x), round(y)) for x, y in to_canvas(ring)]


def tidy(ring: Sequence[Pixel]) -> list[Pixel]:
    """Remove the points of a closed ring that change nothing in its shape.

    These are repeated points, points in the middle of a straight line, and
    spikes (there and back again), all of which rounding makes plenty of.  The
    ring comes back without its first point repeated at the end, and empty
    where it has no area.
    """
    points = list(ring)
    index, unchanged = 0, 0
    while len(points) > 2 and unchanged < len(points):
        before = points[index - 1]
        here = points[index]
        after = points[(index + 1) % len(points)]
        if doubled_area((before, here, after)):
            index, unchanged = (index + 1) % len(points), unchanged + 1
        else:
            # Its removal may make its neighbours superfluous: step back and
            # go round again.
            del points[index]
            index, unchanged = (index - 1) % len(points), 0
    return points if len(points) > 2 else []


def doubled_area(ring: Sequence[Point]) -> float:
    """Return twice the area of a closed ring; its sign tells the direction."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))


def centre(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of the area inside a closed ring."""
    # Counting from a point of the ring itself keeps the sums small: tiny
    # islands far from the origin would otherwise drown in rounding errors.
    x0, y0 = ring[0]
    near = [(x - x0, y - y0) for x, y in ring]
    area = doubled_area(near)
    x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(near, [*near[1:], near[0]], strict=True):
        weight = x1 * y2 - x2 * y1
        x_sum += (x1 + x2) * weight
        y_sum += (y1 + y2) * weight
    return x0 + x_sum / (3 * area), y0 + y_sum / (3 * area)


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Tell whether a point lies inside a closed ring (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            inside = not inside
    return inside


# --- Cutting and joining --------------------------------------------------


def cut_at_antimeridian(ring: Ring) -> list[Ring]:
    """Cut a ring of degrees that crosses 180° into one ring for each side.

    world-atlas stitches Chukotka and Fiji together across the antimeridian;
    drawn as they are, they would leave lines across the whole map.
    """
    unrolled = unroll(ring)
    pieces = []
    # The ring may leave the globe's ±180° on either side: lay it there three
    # times, a whole turn apart, and keep each time what lies within.
    for turn in (-360.0, 0.0, 360.0):
        shifted = [(longitude + turn, latitude) for longitude, latitude in unrolled]
        _, eastern = split(shifted, axis=0, limit=-180.0)
        within, _ = split(eastern, axis=0, limit=180.0)
        if within:
            pieces.append(within)
    return pieces


def unroll(ring: Ring) -> Ring:
    """Let longitudes run on beyond ±180°, so that no step exceeds half a turn."""
    unrolled: Ring = []
    for longitude, latitude in ring:
        if unrolled:
            previous = unrolled[-1][0]
            longitude -= 360.0 * round((longitude - previous) / 360.0)
        unrolled.append((longitude, latitude))
    return unrolled


def split(ring: Ring, axis: int, limit: float) -> tuple[Ring, Ring]:
    """Split a closed ring where the coordinate ``axis`` (0 or 1) is ``limit``.

    Returns the part below and the part above; either may be empty.  Clips as
    I. Sutherland and G. Hodgman do ("Reentrant polygon clipping",
    Communications of the ACM 17 (1), 1974).
    """
    below: Ring = []
    above: Ring = []
    for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if (before[axis] - limit) * (here[axis] - limit) < 0:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            x = before[0] + share * (here[0] - before[0])
            y = before[1] + share * (here[1] - before[1])
            below.append((x, y))
            above.append((x, y))
        if here[axis] <= limit:
            below.append(here)
        if here[axis] >= limit:
            above.append(here)
    # A ring that merely touches the limit leaves points on it, but no area.
    return (
        below if any(point[axis] < limit for point in ring) else [],
        above if any(point[axis] > limit for point in ring) else [],
    )


def join_neighbours(rings: Iterable[Sequence[Pixel]]) -> list[list[Pixel]]:
    """Join closed rings that share a border, which then disappears.

    All outer rings run the same way round, so that two neighbours follow
    their common border in opposite directions: such pairs of steps go, and
    the steps that remain are strung together again.
    """
    steps_from: dict[Pixel, list[Pixel]] = {}
    for ring in rings:
        for start, end in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if start in steps_from.get(end, []):
                steps_from[end].remove(start)
            elif start != end:
                steps_from.setdefault(start, []).append(end)
    joined = []
    for first, ends in steps_from.items():
        while ends:
            ring = [first]
            while (here := steps_from[ring[-1]].pop()) != first:
                ring.append(here)
            joined.append(ring)
    return joined


# --- Reading TopoJSON -----------------------------------------------------


def read_territories(path: Path) -> list[Territory]:
    """Read the countries of a world-atlas file, one territory for each code.

    Land without a numeric code of ISO 3166-1 (Kosovo, Northern Cyprus,
    Somaliland) comes together under the empty code.  Antarctica is left out.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    polygons_of: dict[str, list[Polygon]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = CODE_OF_NUMBER.get(geometry.get("id", ""), "")
        several = geometry["type"] == "MultiPolygon"
        for indices in geometry["arcs"] if several else [geometry["arcs"]]:
            polygon = [join_arcs(ring_indices, arcs) for ring_indices in indices]
            polygons_of.setdefault(code, []).append(polygon)
    polygons_of.pop(ANTARCTICA, None)
    for move in MOVES:
        carry_out(move, polygons_of)
    return [Territory(*item) for item in sorted(polygons_of.items())]


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the lines of a TopoJSON document in degrees.

    The document holds them as steps from point to point on a grid, which
    ``transform`` places on the globe (TopoJSON specification, section 2.1.2
    to 2.1.4: https://github.com/topojson/topojson-specification).
    """
    x_scale, y_scale = topology["transform"]["scale"]
    x_origin, y_origin = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for x_step, y_step in steps:
            x, y = x + x_step, y + y_step
            arc.append((x * x_scale + x_origin, y * y_scale + y_origin))
        arcs.append(arc)
    return arcs


def join_arcs(indices: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    """Join lines end to end into a closed ring, its first point not repeated.

    A negative index -1 means line 0 backwards, -2 line 1 backwards, and so
    on.  Each line begins where the one before ends.
    """
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[:-1])
    return ring


def carry_out(move: Move, polygons_of: dict[str, list[Polygon]]) -> None:
    """Move land from one country's polygons to another's, in place."""
    for polygon in list(polygons_of.get(move.taken_from, [])):
        if contains(unroll(polygon[0]), move.place):
            moved, kept = [], []
            for ring in polygon:
                south, north = split(ring, axis=1, limit=move.north_limit)
                moved += [south] if south else []
                kept += [north] if north else []
            polygons_of[move.taken_from].remove(polygon)
            if kept:
                polygons_of[move.taken_from].append(kept)
            polygons_of.setdefault(move.given_to, []).append(moved)


# --- Writing SVG ----------------------------------------------------------


def pixel_rings(territory: Territory) -> list[list[Pixel]]:
    """Return all rings of a territory, holes included, in whole units."""
    rings = [
        to_pixels(piece) for polygon in territory.polygons for ring in polygon for piece in cut_at_antimeridian(ring)
    ]
    tidied = [tidy(ring) for ring in join_neighbours(rings)]
    return [ring for ring in tidied if ring]


def is_small(rings: Sequence[Sequence[Pixel]]) -> bool:
    """Tell whether rings, if there are any, are too small to see and click."""
    if not rings:
        return True
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys)) < SMALLEST_BOX


def dot_position(territory: Territory) -> Point:
    """Return where a small country's dot goes: the middle of its main island.

    In canvas units.  Not the middle of all its islands, which for Kiribati
    would lie on the other side of the globe.
    """
    islands = [to_canvas(unroll(polygon[0])) for polygon in territory.polygons]
    return centre(max(islands, key=lambda ring: abs(doubled_area(ring))))


def spread(dots: dict[str, Point]) -> dict[str, Pixel]:
    """Push apart the dots that would hide one another, a little at a time.

    Takes and returns positions on the canvas by country code.  The islands of
    the Lesser Antilles are closer together than their dots are wide.
    """
    positions = {code: list(position) for code, position in sorted(dots.items())}
    for _ in range(SPREADING_ROUNDS):
        for one, other in combinations(positions.values(), 2):
            x_gap, y_gap = other[0] - one[0], other[1] - one[1]
            distance = hypot(x_gap, y_gap)
            if 0 < distance < DOT_SPACING:
                share = (DOT_SPACING - distance) / distance / 2
                one[0] -= share * x_gap
                one[1] -= share * y_gap
                other[0] += share * x_gap
                other[1] += share * y_gap
    return {code: (round(x), round(y)) for code, (x, y) in positions.items()}


def path_data(rings: Iterable[Sequence[Pixel]]) -> str:
    """Write rings as the shortest relative SVG path data.

    ``m`` moves to a ring's first point, counted from the first point of the
    ring before; the pairs that follow are lines; ``z`` closes the ring.  A
    minus sign separates numbers just as well as a space.
    """
    data = []
    start_x = start_y = 0
    for ring in rings:
        x, y = start_x, start_y
        numbers = []
        for next_x, next_y in ring:
            numbers += [str(next_x - x), str(next_y - y)]
            x, y = next_x, next_y
        data.append("m" + " ".join(numbers).replace(" -", "-") + "z")
        start_x, start_y = ring[0]
    return "".join(data)


def draw_world(coarse: Iterable[Territory], fine: Iterable[Territory]) -> str:
    """Return the SVG document that the module's docstring describes.

    ``coarse`` gives the outlines; ``fine`` gives the position of each country
    that ``coarse`` lacks or shows too small.
    """
    outlines = {territory.code: pixel_rings(territory) for territory in coarse}
    # Land under the empty code, and the outlines of countries that are dots,
    # belong to the land (they would be holes in it) but have no id.
    nameless = outlines.pop("", [])
    dots: dict[str, Point] = {}
    for territory in fine:
        if territory.code and is_small(outlines.get(territory.code, [])):
            dots[territory.code] = dot_position(territory)
            nameless += outlines.pop(territory.code, [])
    paths = [f'<path d="{path_data(nameless)}"/>'] if nameless else []
    paths += [f'<path id="{code}" d="{path_data(rings)}"/>' for code, rings in sorted(outlines.items())]
    circles = [
        f'<circle id="{code}" cx="{x}" cy="{y}" r="{DOT_RADIUS}"/>' for code, (x, y) in sorted(spread(dots).items())
    ]
    return "\n".join(
        [
            f"<!-- {PROVENANCE} -->",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}">',
            '<g id="world">',
            '<g id="land">',
            *paths,
            "</g>",
            '<g id="dots">',
            *circles,
            "</g>",
            "</g>",
            "</svg>",
            "",
        ]
    )


def country_codes(svg: str) -> list[str]:
    """Return the codes of the countries in a file that ``draw_world`` wrote.

    They come in the order in which to draw them, dots last: an outline drawn
    after a dot may hide it, as Senegal's would the Gambia.
    """
    return re.findall(r' id="([A-Z]{2})"', svg)
