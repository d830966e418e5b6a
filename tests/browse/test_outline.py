"""The world map's outline: the functions that draw it, and the drawn file."""

import gzip
import json
import re
from math import pi
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management.base import CommandError

from mieux_portal.browse.management.commands.draw_world import Command
from mieux_portal.browse.outline import (
    DOT_RADIUS,
    HEIGHT,
    VIEW_BOX,
    WIDTH,
    WORLD_FILE,
    Pixel,
    Territory,
    centre,
    contains,
    country_codes,
    cut_at_antimeridian,
    doubled_area,
    draw_world,
    join_neighbours,
    path_data,
    project,
    read_territories,
    split,
    spread,
    tidy,
    to_canvas,
)

SVG = "{http://www.w3.org/2000/svg}"

# Countries in the regions that MIEUX works in, and the smallest ones above all.
PARTNERS = """
    AL AM AO AZ BA BB BF BI BJ BO BR BW BY CD CI CL CM CO CR CU CV DJ DM DO EC
    EG ET FJ GE GH GM GN GT GW GY HN HT ID IN IQ JM JO KE KG KH KM KZ LA LB LC
    LK LR LS MA MD ME MG MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NP PA
    PE PG PH PK PS PY RS RW SB SC SD SG SL SN SO SR SS ST SV SZ TD TG TH TJ TL
    TM TN TO TR TT TZ UA UG UY UZ VC VE VN VU WS ZA ZM ZW
"""

SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2)]


def rotated_to_smallest(ring: list[Pixel]) -> list[Pixel]:
    """Let a ring begin with its smallest point, to compare it with another."""
    start = ring.index(min(ring))
    return ring[start:] + ring[:start]


# --- The functions --------------------------------------------------------


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        (0, 0, (0, 0)),
        (180, 0, (0.8707 * pi, 0)),
        # By design the central meridian is 0.52 times as long as the equator.
        (0, 90, (0, 0.52 * 0.8707 * pi)),
    ],
)
def test_projection_at_places_that_are_known(longitude: float, latitude: float, expected: tuple[float, float]) -> None:
    assert project(longitude, latitude) == pytest.approx(expected, abs=1e-4)


def test_canvas_holds_the_land_and_is_measured_in_whole_units() -> None:
    assert [int(number) for number in VIEW_BOX.split()] == [0, 0, WIDTH, HEIGHT]
    cape_morris_jesup, cape_horn = to_canvas([(-32.5, 83.63), (-67.3, -55.98)])
    assert 0 < cape_morris_jesup[1] < 2
    assert HEIGHT - 2 < cape_horn[1] < HEIGHT


@pytest.mark.parametrize(
    ("ring", "expected"),
    [
        pytest.param(SQUARE, SQUARE, id="nothing to remove"),
        pytest.param([*SQUARE, (0, 0)], SQUARE, id="first point repeated"),
        pytest.param([(0, 0), (0, 0), *SQUARE[1:]], SQUARE, id="point repeated"),
        pytest.param([(0, 0), (1, 0), *SQUARE[1:]], SQUARE, id="point on a line"),
        pytest.param([*SQUARE[:2], (5, 0), *SQUARE[1:]], SQUARE, id="spike"),
        pytest.param([(1, 1), (1, 1), (1, 1)], [], id="a single place"),
        pytest.param([(0, 0), (3, 3), (1, 1)], [], id="a single line"),
        pytest.param([(0, 0), (1, 0), (3, 2), (1, 0)], [], id="there and back"),
        pytest.param([], [], id="empty"),
    ],
)
def test_tidy(ring: list[Pixel], expected: list[Pixel]) -> None:
    tidied = tidy(ring)
    assert sorted(tidied) == sorted(expected)
    assert len(tidied) == len(expected)


def test_ring_across_the_antimeridian_is_cut_in_two() -> None:
    ring = [(170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0)]
    pieces = cut_at_antimeridian(ring)
    spans = sorted((min(x for x, _ in p), max(x for x, _ in p)) for p in pieces)
    assert spans == [(-180.0, -170.0), (170.0, 180.0)]
    assert sum(abs(doubled_area(piece)) for piece in pieces) == 2 * 20 * 10


def test_ring_that_only_touches_the_antimeridian_is_left_whole() -> None:
    ring = [(170.0, 0.0), (180.0, 0.0), (-180.0, 10.0), (170.0, 10.0)]
    (piece,) = cut_at_antimeridian(ring)
    assert doubled_area(piece) == 2 * 10 * 10


def test_split_by_latitude() -> None:
    ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    south, north = split(ring, axis=1, limit=1.0)
    assert (doubled_area(south), doubled_area(north)) == (2 * 4, 2 * 12)
    assert split(ring, axis=1, limit=4.0) == (ring, [])


def test_neighbours_are_joined_and_islands_are_not() -> None:
    neighbour = [(2, 0), (4, 0), (4, 2), (2, 2)]
    island = [(8, 8), (9, 8), (9, 9)]
    joined = [tidy(ring) for ring in join_neighbours([SQUARE, neighbour, island])]
    assert sorted(map(rotated_to_smallest, joined)) == [
        [(0, 0), (4, 0), (4, 2), (0, 2)],
        island,
    ]


def test_path_data_is_relative_and_needs_few_separators() -> None:
    island = [(10, 5), (11, 5), (11, 6)]
    assert path_data([SQUARE, island]) == "m0 0 2 0 0 2-2 0zm10 5 1 0 0 1z"


def test_centre_and_contains() -> None:
    ring = [(10.0, 10.0), (12.0, 10.0), (12.0, 14.0), (10.0, 14.0)]
    assert centre(ring) == (11, 12)
    assert centre(ring[::-1]) == (11, 12)
    assert contains(ring, (11, 13))
    assert not contains(ring, (13, 13))


def test_spread_moves_only_dots_that_hide_one_another() -> None:
    dots = {"LC": (0.0, 0.0), "VC": (0.0, 2.0), "MU": (50.0, 50.0)}
    apart = spread(dots)
    assert apart["MU"] == (50, 50)
    assert apart["VC"][1] - apart["LC"][1] >= DOT_RADIUS


def square_topology(*, number: str | None, size: int) -> dict[str, object]:
    """Return a TopoJSON document with one square country, its side in degrees."""
    geometry = {"type": "Polygon", "arcs": [[0, ~1]]}
    if number:
        geometry["id"] = number
    return {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [30, -10]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": [geometry]}},
        "arcs": [
            [[0, 0], [0, size], [size, 0]],
            [[0, 0], [size, 0], [0, size]],
        ],
    }


def read(folder: Path, *, number: str | None, size: int) -> list[Territory]:
    """Read a document of ``square_topology`` back through a file."""
    path = folder / "countries.json"
    document = square_topology(number=number, size=size)
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_territories(path)


def test_topology_is_read_in_degrees_with_alpha2_codes(tmp_path: Path) -> None:
    expected = [(30.0, -10.0), (30.0, 10.0), (50.0, 10.0), (50.0, -10.0)]
    assert read(tmp_path, number="454", size=20) == [Territory("MW", [[expected]])]
    assert read(tmp_path, number=None, size=20)[0].code == ""
    assert read(tmp_path, number="010", size=20) == [], "Antarctica is not drawn"


def test_large_country_is_an_outline_and_small_one_a_dot(tmp_path: Path) -> None:
    large = read(tmp_path, number="454", size=20)
    small = read(tmp_path, number="480", size=1)
    nameless = read(tmp_path, number=None, size=8)
    drawing = draw_world(coarse=[*large, *nameless], fine=[*large, *small])
    assert re.findall(r"<(\w+) id=\"(\w+)\"", drawing) == [
        ("g", "world"),
        ("g", "land"),
        ("path", "MW"),
        ("g", "dots"),
        ("circle", "MU"),
    ]
    assert drawing.count("<path d=") == 1, "nameless land is drawn without an id"
    assert country_codes(drawing) == ["MW", "MU"]


def test_command_says_which_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "countries-50m.json").touch()
    with pytest.raises(CommandError, match=r"There is no countries-110m\.json in"):
        Command().handle(folder=tmp_path)


# --- The drawn file -------------------------------------------------------


@pytest.fixture(scope="module")
def drawing() -> str:
    """Return the committed file as text."""
    return WORLD_FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shapes(drawing: str) -> list[ElementTree.Element]:
    """Return the paths and circles in the committed file."""
    root = ElementTree.fromstring(drawing)
    return [shape for tag in ("path", "circle") for shape in root.iter(SVG + tag)]


def points(data: str) -> list[list[Pixel]]:
    """Read path data of ``path_data``'s kind back into rings."""
    rings = []
    x = y = 0
    for part in data.removesuffix("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        ring = []
        for x_step, y_step in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + x_step, y + y_step
            ring.append((x, y))
        x, y = ring[0]
        rings.append(ring)
    return rings


def test_file_is_small(drawing: str) -> None:
    raw = drawing.encode("utf-8")
    assert len(raw) < 45_000
    assert len(gzip.compress(raw, 9)) < 17_000


def test_file_names_its_source_and_fits_the_view_box(drawing: str) -> None:
    assert re.match(r"<!-- [^>]*Natural Earth \(public domain\)", drawing)
    assert f'viewBox="{VIEW_BOX}"' in drawing


def test_every_partner_has_an_element(drawing: str) -> None:
    assert set(PARTNERS.split()) <= set(country_codes(drawing))
    assert "AQ" not in country_codes(drawing)


def test_ids_are_unique_and_the_groups_hold_everything(drawing: str, shapes: list[ElementTree.Element]) -> None:
    ids = re.findall(r'id="([^"]*)"', drawing)
    assert len(ids) == len(set(ids))
    assert {"world", "land", "dots"} <= set(ids)
    (world,) = ElementTree.fromstring(drawing)
    assert len([e for e in world.iter() if e.tag != SVG + "g"]) == len(shapes)


def test_colours_are_left_to_the_page(drawing: str) -> None:
    attributes = set(re.findall(r' ([A-Za-z-]+)="', drawing))
    assert attributes == {"xmlns", "viewBox", "id", "d", "cx", "cy", "r"}


def test_coordinates_are_whole_and_on_the_canvas(
    shapes: list[ElementTree.Element],
) -> None:
    for shape in shapes:
        if shape.tag == SVG + "circle":
            x, y = int(shape.attrib["cx"]), int(shape.attrib["cy"])
            assert DOT_RADIUS <= x <= WIDTH - DOT_RADIUS
            assert DOT_RADIUS <= y <= HEIGHT - DOT_RADIUS
        else:
            data = shape.attrib["d"]
            assert re.fullmatch(r"(m-?\d+([ -]\d+)+z)+", data), data
            for ring in points(data):
                assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring)


def test_no_line_runs_across_the_map(shapes: list[ElementTree.Element]) -> None:
    """The longest straight border is that of Canada and the United States."""
    for shape in shapes:
        for ring in points(shape.attrib.get("d", "m0 0z")):
            for (x1, _), (x2, _) in zip(ring, [*ring[1:], ring[0]], strict=True):
                assert abs(x2 - x1) < 90, shape.attrib.get("id")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((34.0, -13.5), "MW"),
        ((34.3, 45.3), "UA"),
        ((100.0, 62.0), "RU"),
        ((-175.0, 66.5), "RU"),
        ((-6.0, 32.5), "MA"),
        ((-13.5, 25.5), "EH"),
        ((45.5, 9.6), "SO"),
        ((2.0, 47.0), "FR"),
    ],
)
def test_place_lies_in_its_country(shapes: list[ElementTree.Element], place: tuple[float, float], code: str) -> None:
    (spot,) = to_canvas([place])
    found = [
        shape.attrib.get("id")
        for shape in shapes
        if any(contains(ring, spot) for ring in points(shape.attrib.get("d", "m0 0z")))
    ]
    assert found == [code]


@pytest.mark.parametrize(
    ("place", "code"),
    [((57.6, -20.3), "MU"), ((-23.6, 15.1), "CV"), ((14.4, 35.9), "MT")],
)
def test_dot_lies_at_its_country(shapes: list[ElementTree.Element], place: tuple[float, float], code: str) -> None:
    ((x, y),) = to_canvas([place])
    (dot,) = (shape for shape in shapes if shape.attrib.get("id") == code)
    assert abs(int(dot.attrib["cx"]) - x) < 2
    assert abs(int(dot.attrib["cy"]) - y) < 2
