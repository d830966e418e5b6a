"""When some Actions were, as bars over the same years."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.models import Action

FEWEST = 2  # a single bar compares nothing: its card tells the years


@dataclass(frozen=True)
class Bar:
    """An Action whose years are known: where its bar begins and how long it is, in years of the chart."""

    action: Action
    start: int
    length: int


@dataclass(frozen=True)
class SpanChart:
    """From the first to the last year that one of the Actions covers; those without any year have no bar."""

    first: int
    last: int
    bars: list[Bar]

    @property
    def width(self) -> int:
        return self.last - self.first + 1


def span_chart(actions: Iterable[Action]) -> SpanChart | None:
    """None where there is nothing to compare. Of a span with one end unknown, only the known year is drawn."""
    spans = [(action, years) for action in actions if (years := action.span.years())]
    if len(spans) < FEWEST:
        return None
    first = min(years[0] for _action, years in spans)
    last = max(years[-1] for _action, years in spans)
    return SpanChart(first, last, [Bar(action, years[0] - first, len(years)) for action, years in spans])
