"""What stands on the worklist: one line for each kind of thing that is late, waiting, due or missing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actions.completeness import ACTIONS, ACTIVITIES, MILESTONES, OUTPUTS
from actions.gaps import Rule, Step, Subject
from mieux_portal.workspace.completeness.rules import URGENT
from practices.completeness import ITEMS

PATIENCE = timedelta(days=60)  # a draft may lie so long before anybody is asked about it
AHEAD = timedelta(days=30)

Found = Callable[[Any, date], models.QuerySet[Any]]


class Urgency(models.TextChoices):
    """In the order of the board."""

    LATE = "late", _("Late")
    WAITING = "waiting", _("Waiting")
    DUE = "due", _("Due in the next 30 days")
    MISSING = "missing", _("Missing")


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of entry. `found` narrows records of `of` and gives each its `day`: since when, or until when.

    `date`: the partial date in which the day is told as closely as it is known. `control`: where it is dealt with.
    """

    slug: str
    urgency: Urgency
    sentence: str | Promise
    of: Subject
    found: Found
    control: str
    date: str = ""
    waits_for_editors: bool = False
    rule: Rule | None = None

    def steps(self, records: list[Any]) -> dict[int, Step]:
        """Id of each record → where it is dealt with."""
        if self.rule:
            return {pk: steps[0] for pk, steps in self.rule.steps_for(records).items()}
        return {record.pk: Step(self.of.label(record), self.of.place(record, self.control)) for record in records}


def _of_rule(rule: Rule) -> Kind:
    def found(records: Any, today: date) -> models.QuerySet[Any]:
        nothing = Value(None, output_field=models.DateField())
        return records.filter(rule.broken(today)).annotate(day=nothing)

    return Kind(rule.slug, Urgency.MISSING, rule.sentence, rule.of, found, rule.control, rule=rule)


KINDS = (
    Kind(
        "action-past-end",
        Urgency.LATE,
        _("Past its end and still running: take the next step of its status, or correct the end"),
        ACTIONS,
        lambda actions, today: actions.past_their_end(today),
        "status",
        "ended",
    ),
    Kind(
        "activity-still-planned",
        Urgency.LATE,
        _("Past and still “planned”: was it done, postponed or cancelled?"),
        ACTIVITIES,
        lambda activities, today: activities.overdue(today),
        "state",
        "end",
    ),
    Kind(
        "activity-without-participants",
        Urgency.LATE,
        _("Done: how many took part?"),
        ACTIVITIES,
        lambda activities, today: activities.done_without_participants(),
        "participants",
        "end",
    ),
    Kind(
        "milestone-unattested",
        Urgency.LATE,
        _("Milestone passed, and no source tells that it came about"),
        MILESTONES,
        lambda milestones, today: milestones.passed_unattested(today),
        "sources",
        "date",
    ),
    Kind(
        "item-sent-back",
        Urgency.WAITING,
        _("Knowledge item: an editor asked for changes"),
        ITEMS,
        lambda items, today: items.sent_back(),
        "",
    ),
    Kind(
        "item-in-moderation",
        Urgency.WAITING,
        _("Knowledge item handed in, waits to be approved"),
        ITEMS,
        lambda items, today: items.in_moderation(),
        "",
        waits_for_editors=True,
    ),
    Kind(
        "item-draft",
        Urgency.WAITING,
        _("Knowledge item: a draft that was never handed in"),
        ITEMS,
        lambda items, today: items.drafts_untouched_since(today - PATIENCE),
        "",
    ),
    Kind(
        "output-draft",
        Urgency.WAITING,
        _("Output still a draft: is it final by now?"),
        OUTPUTS,
        lambda outputs, today: outputs.drafted_before(today - PATIENCE),
        "state",
        "date",
    ),
    Kind(
        "milestone-due",
        Urgency.DUE,
        _("Milestone"),
        MILESTONES,
        lambda milestones, today: milestones.due(today, today + AHEAD),
        "date",
        "date",
    ),
    Kind(
        "activity-due",
        Urgency.DUE,
        _("Activity planned"),
        ACTIVITIES,
        lambda activities, today: activities.due(today, today + AHEAD),
        "start",
        "start",
    ),
    *(_of_rule(rule) for rule in URGENT),
)
KINDS_BY_SLUG = {kind.slug: kind for kind in KINDS}
