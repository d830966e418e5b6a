"""What a page draws on the world's outline: which countries, how, and with which words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import hypot

from actions.models import Country

from .outline import DOT_RADIUS, HEIGHT, VIEW_BOX, WIDTH
from .outline_boxes import Box, boxes, dots, drawing_order

SHADES = ((8, "shade-4"), (4, "shade-3"), (2, "shade-2"), (1, "shade-1"))
WIDEST_REACH = 14  # units of the canvas: on a map of 800 pixels, 24 of them across


@dataclass(frozen=True)
class CountryCount:
    """A country with a number and the address that lists exactly that many.

    `through_body`: it is there only as a member of regional bodies. `chosen`: the reader has chosen it.
    """

    country: Country
    number: int
    address: str
    through_body: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Reach:
    """A circle round a dot that takes the press of a finger: centre and radius in units of the canvas."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Place:
    """A country on a map: its code in the outline, its CSS class, its words and, where it is a link, its address.

    `reach`: for the dot of a small state, how far round it a press still counts.
    """

    code: str
    look: str
    label: str
    address: str = ""
    reach: Reach | None = None


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
        """Each shade in use with the numbers that it stands for."""
        ends = ["+", *(f"–{least - 1}" if least - 1 > lower else "" for (least, _s), (lower, _t) in pairwise(SHADES))]
        used = {look for place in self.places for look in place.look.split()}
        pairs = [(shade, f"{least}{end}") for (least, shade), end in zip(SHADES, ends, strict=True)]
        return [pair for pair in reversed(pairs) if pair[0] in used]

    @property
    def marks(self) -> set[str]:
        """What is told by a line round a country: «through-body», «chosen»."""
        return {look for place in self.places for look in place.look.split()} & {"through-body", "chosen"}


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


def map_of_portfolio(counted: Iterable[CountryCount]) -> WorldMap:
    """Each country with its number and the address that lists them, shaded by the number."""
    rows = list(counted)
    reaches = reaches_of(row.country.code for row in rows)
    places = (
        Place(
            row.country.code,
            _look_of(row),
            f"{row.country.name}: {row.number}",
            row.address,
            reaches.get(row.country.code),
        )
        for row in rows
    )
    return draw(places, {row.country.code: row.country.name for row in rows})


def reaches_of(codes: Iterable[str]) -> dict[str, Reach]:
    """Code of each dot among these → its reach: as wide as it can be without meeting that of another dot."""
    centres = {code: (boxes()[code].left, boxes()[code].top) for code in codes if code in dots()}
    found = {}
    for code, (x, y) in centres.items():
        nearest = min(
            (hypot(x - right, y - down) for other, (right, down) in centres.items() if other != code), default=WIDTH
        )
        found[code] = Reach(int(x), int(y), max(DOT_RADIUS, min(WIDEST_REACH, int(nearest / 2))))
    return found


def _look_of(row: CountryCount) -> str:
    marks = [(row.through_body, "through-body"), (row.chosen, "chosen")]
    return " ".join([_shade(row.number), *(mark for holds, mark in marks if holds)])


def _shade(count: int) -> str:
    return next((shade for least, shade in SHADES if count >= least), "")
