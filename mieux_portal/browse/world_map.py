"""What a page draws on the world's outline: which countries, how, and with which words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from actions.models import Country

from .outline import HEIGHT, WIDTH, WORLD_FILE, country_codes

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
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Each shade with the numbers that it stands for."""
        ends = ["+", *(f"–{least - 1}" if least - 1 > lower else "" for (least, _s), (lower, _t) in pairwise(SHADES))]
        return [(shade, f"{least}{end}") for (least, shade), end in zip(SHADES, ends, strict=True)][::-1]


@cache
def drawing_order() -> dict[str, int]:
    """Code of a country → its position in the outline: dots come last, or a neighbour would cover them."""
    return {code: at for at, code in enumerate(country_codes(WORLD_FILE.read_text()))}


def draw(places: Iterable[Place], names: Mapping[str, str]) -> WorldMap:
    """`names`: code → name, for those that cannot be drawn."""
    order = drawing_order()
    wanted = list(places)
    drawn = sorted((place for place in wanted if place.code in order), key=lambda place: order[place.code])
    return WorldMap(drawn, [names[place.code] for place in wanted if place.code not in order])


def map_of_action(partners: Iterable[Country], expert_countries: Iterable[Country]) -> WorldMap:
    """Partner countries filled, countries of experts marked; a country can be both."""
    names: dict[str, str] = {}
    looks: dict[str, list[str]] = {}
    for look, countries in (("partner", partners), ("expert", expert_countries)):
        for country in countries:
            names[country.code] = country.name
            looks.setdefault(country.code, []).append(look)
    return draw((Place(code, " ".join(look), names[code]) for code, look in looks.items()), names)


def map_of_portfolio(counted: Iterable[tuple[Country, int, str]]) -> WorldMap:
    """Each country with its number of Actions and the address that lists them, shaded by the number."""
    rows = list(counted)
    places = (Place(country.code, _shade(count), f"{country.name}: {count}", link) for country, count, link in rows)
    return draw(places, {country.code: country.name for country, _count, _link in rows})


def _shade(count: int) -> str:
    return next((shade for least, shade in SHADES if count >= least), "")
