"""What the outline of the world tells of each country: where it lies, whether it is a dot, and when it is drawn."""

import re
from dataclasses import dataclass
from functools import cache

from .outline import HEIGHT, WIDTH, WORLD_FILE, country_codes

CLOSEST = 320  # units of the canvas: closer, nobody sees which part of the world it is


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
def dots() -> frozenset[str]:
    """Codes of the countries that are too small for an outline."""
    return frozenset(re.findall(r'<circle id="([A-Z]{2})"', WORLD_FILE.read_text()))


@cache
def drawing_order() -> dict[str, int]:
    """Code of a country → its position in the outline: dots come last, or a neighbour would cover them."""
    return {code: at for at, code in enumerate(country_codes(WORLD_FILE.read_text()))}
