"""When: the years of an Action with what happened in them, and what has no date."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actions.base.partial_dates import PartialDate
from actions.models import Activity, Milestone
from actions.spans import Span
from practices.models import KnowledgeItem


@dataclass(frozen=True)
class Event:
    """Something that happened, by a fact with its references: `date` None where the source gives none.

    `kind` says in a word what it is, and `mark` names its shape on the line: a word never stands for a shape alone.
    """

    fact: Milestone | Activity | KnowledgeItem
    title: str
    date: PartialDate | None
    kind: str
    mark: str
    until: PartialDate | None = None
    address: str = ""
    description: str = ""


@dataclass
class Stretch:
    """A year on the line, or several in a row of which nothing is dated. `inside`: within the Action's span."""

    first: int
    last: int
    inside: bool
    events: list[Event] = field(default_factory=list)

    def __str__(self) -> str:
        return str(Span(self.first, self.last))

    def goes_on_in(self, following: "Stretch") -> bool:
        """Whether there is nothing to tell them apart."""
        return not self.events and not following.events and self.inside == following.inside


@dataclass(frozen=True)
class Timeline:
    """`stretches` from the first year to the last without a gap, and what has no date."""

    stretches: list[Stretch]
    undated: list[Event]

    def __bool__(self) -> bool:
        """A line on which nothing happens tells no more than the years of the Action do."""
        return any(stretch.events for stretch in self.stretches) or bool(self.undated)


def events_of(
    milestones: Iterable[Milestone], activities: Iterable[Activity], items: Iterable[KnowledgeItem]
) -> list[Event]:
    """Milestones, activities and dated impacts as events. An undated impact belongs to no time, so it is no event."""
    milestone = Milestone._meta.verbose_name
    events = [
        Event(row, row.title, row.date, str(milestone), "milestone", description=row.description) for row in milestones
    ]
    events += [Event(row, row.title, row.start, kind_of(row), "activity", row.end) for row in activities]
    impacts = (item for item in items if item.observed)
    events += [
        Event(row, row.heading, row.observed, row.get_kind_display(), row.kind, address=row.get_absolute_url())
        for row in impacts
    ]
    return events


def kind_of(activity: Activity) -> str:
    """«activity», and its state unless it was done: what was called off did not happen."""
    if activity.state == Activity.State.DONE:
        return _("activity")
    return _("activity, %(state)s") % {"state": activity.get_state_display()}


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
    years = {year: Stretch(year, year, year in span.years()) for year in range(min(known), max(known) + 1)}
    for date, event in sorted(dated, key=lambda pair: pair[0]):
        years[date.first.year].events.append(event)
    return Timeline(joined(years.values()), undated)


def joined(years: Iterable[Stretch]) -> list[Stretch]:
    """Empty years in a row as one stretch."""
    stretches: list[Stretch] = []
    for year in years:
        if stretches and stretches[-1].goes_on_in(year):
            stretches[-1].last = year.last
        else:
            stretches.append(year)
    return stretches
