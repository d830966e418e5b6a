"""What a page draws on the world's outline: which countries, how, and with which words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from itertools import pairwise

from actions.models import Country

from .outline import HEIGHT, VIEW_BOX, WIDTH, WORLD_FILE, country_codes

CLOSEST = 320  # units of the canvas: closer, nobody sees which part of the world it is
SHADES = ((8, "shade-4"), (4, "shade-3"), (2, "shade-2"), (1, "shade-1"))


@dataclass(frozen=True)
class Place:
    """A country on a map: its code in the outline, its CSS class, its words and, where it is a link, its address."""

    code: str
    look: str
    label: str
    address: str = ""


@dataclass(frozen=True)
class WorldMap:
    """`places` in drawing order; `missing`: names of countries that the outline does not show (none is hidden)."""

    places: list[Place]
    missing: list[str]
    view_box: str = VIEW_BOX
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Each shade with the numbers that it stands for."""
        ends = ["+", *(f"–{least - 1}" if least - 1 > lower else "" for (least, _s), (lower, _t) in pairwise(SHADES))]
        used = {place.look for place in self.places}
        pairs = [(shade, f"{least}{end}") for (least, shade), end in zip(SHADES, ends, strict=True)]
        return [pair for pair in reversed(pairs) if pair[0] in used]


@dataclass(frozen=True)
class Box:
    """A rectangle on the canvas, in its units."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def framed(self) -> str:
        """A viewBox round it with a margin, in the proportions of the canvas, wholly on it and never too close."""
        width = max((self.right - self.left) * 1.25, (self.bottom - self.top) * 1.25 * WIDTH / HEIGHT, CLOSEST)
        width = min(width, WIDTH)
        height = width * HEIGHT / WIDTH
        left = min(max((self.left + self.right - width) / 2, 0), WIDTH - width)
        top = min(max((self.top + self.bottom - height) / 2, 0), HEIGHT - height)
        return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"


@cache
def boxes() -> dict[str, Box]:
    """Code of a country → the box round its largest part: France is framed without French Guiana."""
    found: dict[str, Box] = {}
    for code, path in re.findall(r'<path id="([A-Z]{2})" d="([^"]+)"', WORLD_FILE.read_text()):
        rings = _ring_boxes(path)
        found[code] = max(rings, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    for code, x, y in re.findall(r'<circle id="([A-Z]{2})" cx="(\d+)" cy="(\d+)"', WORLD_FILE.read_text()):
        found[code] = Box(int(x), int(y), int(x), int(y))
    return found


def _ring_boxes(path: str) -> list[Box]:
    """The box of each ring of a path in relative whole numbers, as `outline.path_data` writes it."""
    boxes_found, x, y = [], 0, 0
    for ring in path.strip("mz").split("zm"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = x + steps[0][0], y + steps[0][1]
        at, points = (x, y), [(x, y)]
        for right, down in steps[1:]:
            at = (at[0] + right, at[1] + down)
            points.append(at)
        columns, rows = zip(*points, strict=True)
        boxes_found.append(Box(min(columns), min(rows), max(columns), max(rows)))
    return boxes_found


@cache
def drawing_order() -> dict[str, int]:
    """Code of a country → its position in the outline: dots come last, or a neighbour would cover them."""
    return {code: at for at, code in enumerate(country_codes(WORLD_FILE.read_text()))}


def draw(places: Iterable[Place], names: Mapping[str, str], close: bool = False) -> WorldMap:
    """`names`: code → name, for those that cannot be drawn. `close`: frame the places, not the whole world."""
    order = drawing_order()
    wanted = list(places)
    drawn = sorted((place for place in wanted if place.code in order), key=lambda place: order[place.code])
    missing = [names[place.code] for place in wanted if place.code not in order]
    if not close or not drawn:
        return WorldMap(drawn, missing)
    return WorldMap(drawn, missing, reduce(Box.joined, (boxes()[place.code] for place in drawn)).framed())


def map_of_action(partners: Iterable[Country], expert_countries: Iterable[Country]) -> WorldMap:
    """Partner countries filled, countries of experts marked; a country can be both."""
    names: dict[str, str] = {}
    looks: dict[str, list[str]] = {}
    for look, countries in (("partner", partners), ("expert", expert_countries)):
        for country in countries:
            names[country.code] = country.name
            looks.setdefault(country.code, []).append(look)
    return draw((Place(code, " ".join(look), names[code]) for code, look in looks.items()), names, close=True)


def map_of_portfolio(counted: Iterable[tuple[Country, int, str]]) -> WorldMap:
    """Each country with its number of Actions and the address that lists them, shaded by the number."""
    rows = list(counted)
    places = (Place(country.code, _shade(count), f"{country.name}: {count}", link) for country, count, link in rows)
    return draw(places, {country.code: country.name for country, _count, _link in rows})


def _shade(count: int) -> str:
    return next((shade for least, shade in SHADES if count >= least), "")
