"""When: the years of some Actions with the number that covers each, and the initiative's phases beside them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from actions.filters import UNKNOWN
from actions.models import Phase

AddressOf = Callable[[str, str], str]  # name and value of a facet → the address that lists what it counts


@dataclass(frozen=True)
class PhaseBand:
    """A phase with the number of Actions in it. `count` 0 has no list."""

    name: str
    years: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class TimelineYear:
    """One year. `length`: its bar in per cent of the longest; `within`: for each phase, whether it holds the year."""

    year: int
    count: int
    address: str
    length: str
    within: tuple[bool, ...]
    chosen: bool


@dataclass(frozen=True)
class PortfolioTimeline:
    """`years` without a gap. `undated`: how many have no year at all, with their address."""

    phases: list[PhaseBand]
    years: list[TimelineYear]
    undated: int
    undated_address: str

    @property
    def is_empty(self) -> bool:
        return not self.years and not self.undated


def portfolio_timeline(
    by_year: Mapping[str, int],
    by_phase: Mapping[str, int],
    phases: Iterable[Phase],
    address_of: AddressOf,
    chosen: Mapping[str, set[str]] | None = None,
) -> PortfolioTimeline:
    """`by_year`, `by_phase`: value of the facet → number; what is not recorded under its own value.

    An Action of several years counts in each of them. A phase without a year on the line is left out.
    `chosen`: values that the reader has chosen, by the name of their facet.
    """
    ticked = {"year": set(), "phase": set(), **(chosen or {})}
    numbers = {int(year): count for year, count in by_year.items() if year != UNKNOWN}
    span = range(min(numbers), max(numbers) + 1) if numbers else range(0)
    shown = [phase for phase in phases if phase.covers(span)]
    longest = max(numbers.values(), default=1)
    return PortfolioTimeline(
        phases=[
            PhaseBand(
                name=phase.name,
                years=years_of(phase),
                count=by_phase.get(phase.slug, 0),
                address=address_of("phase", phase.slug),
                chosen=phase.slug in ticked["phase"],
            )
            for phase in shown
        ],
        years=[
            TimelineYear(
                year=year,
                count=numbers.get(year, 0),
                address=address_of("year", str(year)),
                length=f"{round(100 * numbers.get(year, 0) / longest)}%",
                within=tuple(phase.covers([year]) for phase in shown),
                chosen=str(year) in ticked["year"],
            )
            for year in span
        ],
        undated=by_year.get(UNKNOWN, 0),
        undated_address=address_of("year", UNKNOWN),
    )


def years_of(phase: Phase) -> str:
    """«2009–2011», or an open end as far as it is known."""
    ends = (phase.start.first.year if phase.start else "", phase.end.last.year if phase.end else "")
    return f"{ends[0]}–{ends[1]}"
