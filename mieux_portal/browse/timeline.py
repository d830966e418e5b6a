"""When: the years of an Action with what happened in them, and what has no date."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from actions.base.partial_dates import PartialDate
from actions.models import Activity, Milestone
from actions.spans import Span
from practices.models import KnowledgeItem


@dataclass(frozen=True)
class Event:
    """Something that happened, by a fact with its references: `date` None where the source gives none."""

    fact: Milestone | Activity | KnowledgeItem
    title: str
    date: PartialDate | None
    address: str = ""
    description: str = ""


@dataclass
class Year:
    """One year on the line. `inside`: it lies in the Action's span."""

    year: int
    inside: bool
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """`years` without a gap, and what has no date."""

    years: list[Year]
    undated: list[Event]

    @property
    def is_empty(self) -> bool:
        return not self.years and not self.undated


def events_of(
    milestones: Iterable[Milestone], activities: Iterable[Activity], impacts: Iterable[KnowledgeItem]
) -> list[Event]:
    """Milestones, activities and dated impacts as events. An undated impact belongs to no time, so it is no event."""
    events = [Event(row, row.title, row.date, description=row.description) for row in milestones]
    events += [Event(row, row.title, row.start) for row in activities]
    events += [Event(row, row.heading, row.observed, row.get_absolute_url()) for row in impacts if row.observed]
    return events


def timeline(span: Span, events: Iterable[Event]) -> Timeline:
    """The line from the first to the last year of span and events; within a year, in the order of their dates."""
    dated: list[tuple[PartialDate, Event]] = []
    undated: list[Event] = []
    for event in events:
        if event.date:
            dated.append((event.date, event))
        else:
            undated.append(event)
    known = [*span.years(), *(date.first.year for date, _event in dated)]
    if not known:
        return Timeline([], undated)
    years = {year: Year(year, year in span.years()) for year in range(min(known), max(known) + 1)}
    for date, event in sorted(dated, key=lambda pair: pair[0]):
        years[date.first.year].events.append(event)
    return Timeline(list(years.values()), undated)
