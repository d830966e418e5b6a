"""How a rule of completeness is asked, of one Action or of the whole portfolio.

The rules themselves stand in the `completeness.py` of each floor. The number of queries depends on the kinds of
records that rules speak of, never on how many Actions there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.functional import Promise

from actions.models.action_queryset import ActionQuerySet

Condition = Q | Callable[[date], Q]  # what depends on the day is asked for that day


@dataclass(frozen=True)
class Place:
    """Where a gap is filled: a control of a record's form or, without `pk`, of the form for a new record."""

    model: type[models.Model]
    control: str
    pk: int | None = None
    given: tuple[tuple[str, str], ...] = ()  # what the form for a new record has filled in already


@dataclass(frozen=True)
class Step:
    """One thing to do about a gap. An empty label: the rule's sentence says it all."""

    label: str
    place: Place


def _own_form(record: models.Model, control: str) -> Place:
    return Place(type(record), control, record.pk)


@dataclass(frozen=True, eq=False)
class Subject:
    """A kind of record that rules speak of: how it is fetched, named, and found among the facts of an Action."""

    model: type[models.Model]
    action: str = "action_id"
    fetch: Callable[[], models.QuerySet[Any]] | None = None
    label: Callable[[Any], str] = str
    place: Callable[[Any, str], Place] = _own_form

    def every(self) -> models.QuerySet[Any]:
        """All records of the kind, with what their labels need."""
        return self.fetch() if self.fetch else self.model._default_manager.all()

    def of(self, actions: ActionQuerySet) -> models.QuerySet[Any]:
        """The records of these Actions, internal ones too: completeness is the manager's view."""
        return self.every().filter(**{f"{self.action.removesuffix('_id')}__in": actions.order_by().values("pk")})


@dataclass(frozen=True, eq=False)
class Rule:
    """What a record should tell, as far as it is known. A rule that concerns no record of an Action does not count.

    `steps`: for a gap that is filled in several places or in another record, from the records that break the rule
    to what is to be done about each; by default it is filled in `control` of the record itself.
    `urgent`: it stands on the worklist as well.
    """

    slug: str
    sentence: str | Promise
    of: Subject
    control: str
    breaks: Condition
    concerns: Condition = field(default_factory=Q)
    steps: Callable[[Sequence[Any]], dict[int, list[Step]]] | None = None
    urgent: bool = False

    def concerned(self, today: date) -> Q:
        return self.concerns(today) if callable(self.concerns) else self.concerns

    def broken(self, today: date) -> Q:
        return self.concerned(today) & (self.breaks(today) if callable(self.breaks) else self.breaks)

    def steps_for(self, records: Sequence[Any]) -> dict[int, list[Step]]:
        """Id of each record → what is to be done about it. One query at most."""
        if self.steps:
            return self.steps(records)
        return {record.pk: [Step(self.of.label(record), self.of.place(record, self.control))] for record in records}


@dataclass
class Completeness:
    """Of one Action: how many rules concern it, and how many records break each of those that are broken."""

    applicable: int = 0
    broken: dict[str, int] = field(default_factory=dict)

    @property
    def fulfilled(self) -> int:
        return self.applicable - len(self.broken)

    @property
    def percent(self) -> int:
        """Rounded down, so that «100» means all of it."""
        return 100 * self.fulfilled // self.applicable if self.applicable else 100


def without(model: type[models.Model], relation: str) -> Q:
    """Records that hold nothing in this many-to-many relation. By subquery: a join would count some several times."""
    several = model._meta.get_field(relation)
    assert isinstance(several, models.ManyToManyField)
    through = several.remote_field.through
    assert through is not None
    rows = through._default_manager.filter(**{several.m2m_field_name(): OuterRef("pk")})
    return Q(~Exists(rows))


def by_subject(rules: Iterable[Rule]) -> dict[Subject, list[Rule]]:
    """The rules in groups that one query can ask."""
    groups: dict[Subject, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.of, []).append(rule)
    return groups


def tally(rules: Iterable[Rule], actions: ActionQuerySet, today: date | None = None) -> dict[int, Completeness]:
    """Id of each Action → how complete its record is. One query for each kind of record."""
    day = today or timezone.localdate()
    found: dict[int, Completeness] = defaultdict(Completeness)
    for subject, group in by_subject(rules).items():
        counts = {}
        for number, rule in enumerate(group):
            counts[f"concerned_{number}"] = Count("pk", filter=rule.concerned(day) or None)
            counts[f"broken_{number}"] = Count("pk", filter=rule.broken(day))
        rows = subject.of(actions).order_by().values(subject.action).annotate(**counts)
        for row in rows:
            completeness = found[row[subject.action]]
            for number, rule in enumerate(group):
                completeness.applicable += row[f"concerned_{number}"] > 0
                if broken := row[f"broken_{number}"]:
                    completeness.broken[rule.slug] = broken
    return dict(found)


def records_breaking(
    rules: Iterable[Rule], actions: ActionQuerySet, today: date | None = None
) -> dict[Rule, list[Any]]:
    """Each rule that is broken → the records that break it, in the order of the rules. One query a kind of record."""
    day = today or timezone.localdate()
    wanted = list(rules)
    found: dict[str, list[Any]] = {rule.slug: [] for rule in wanted}
    for subject, group in by_subject(wanted).items():
        marks = {
            f"broken_{number}": Case(When(rule.broken(day), then=Value(True)), default=Value(False))
            for number, rule in enumerate(group)
        }
        any_of_them = Q()
        for mark in marks:
            any_of_them |= Q(**{mark: True})
        for record in subject.of(actions).annotate(**marks).filter(any_of_them):
            for number, rule in enumerate(group):
                if getattr(record, f"broken_{number}"):
                    found[rule.slug].append(record)
    return {rule: found[rule.slug] for rule in wanted if found[rule.slug]}
