"""The criteria rosette: ten petals, a petal per criterion, its length the evidence."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.models import Criterion

CENTRE, INNER, OUTER = 100.0, 20.0, 92.0
LONGEST = 4  # «4 or more» items fill a petal: beyond that, the exact number is told by the text alone
SPREAD = math.radians(20)  # half the opening of a petal
LABEL_RADIUS = 97.5


@dataclass(frozen=True)
class Petal:
    """One criterion: how many items speak to it, and its drawing as text (a float prints «12,5» in French)."""

    criterion: Criterion
    count: int
    path: str
    base: str
    label_x: str
    label_y: str


@dataclass(frozen=True)
class Rosette:
    petals: tuple[Petal, ...]

    @property
    def evident(self) -> int:
        """How many of the criteria have evidence."""
        return sum(petal.count > 0 for petal in self.petals)


def rosette(criteria: Iterable[Criterion], counts: Mapping[int, int]) -> Rosette:
    """`criteria` in their order; `counts`: order of a criterion → number of items. A missing one has none."""
    return Rosette(tuple(_petal(criterion, counts.get(criterion.order, 0)) for criterion in criteria))


def _petal(criterion: Criterion, count: int) -> Petal:
    angle = math.radians(-90 + 36 * (criterion.order - 1))
    x, y = _point(LABEL_RADIUS, angle)
    return Petal(
        criterion=criterion,
        count=count,
        path=_leaf(angle, min(count, LONGEST)) if count else "",
        base=_leaf(angle, LONGEST),
        label_x=f"{x:.1f}",
        label_y=f"{y + 2.6:.1f}",
    )


def _leaf(angle: float, length: int) -> str:
    """The outline of a petal, from the inner circle outward; `length` in items, 0 to 4."""
    tip = INNER + (OUTER - INNER) * length / LONGEST
    belly = INNER + (tip - INNER) * 0.6
    start, end = _text(_point(INNER, angle)), _text(_point(tip, angle))
    left, right = _text(_point(belly, angle - SPREAD)), _text(_point(belly, angle + SPREAD))
    return f"M{start}Q{left} {end}Q{right} {start}Z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    return CENTRE + radius * math.cos(angle), CENTRE + radius * math.sin(angle)


def _text(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
