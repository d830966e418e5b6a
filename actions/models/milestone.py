"""The events that shaped an Action."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from actions.base.partial_dates import PartialDateField, partial_date_constraint
from actions.spans import PLAUSIBLE_YEARS

from .action import Action
from .facts import ActionFact, ActionFactQuerySet


class MilestoneQuerySet(ActionFactQuerySet["Milestone"]):
    def passed_unattested(self, today: date) -> Self:
        """Of running Actions, with no source that tells that it came about; the day that passed is `day`."""
        passed = self.filter(date_last__lt=today, action__status__running=True, sources=None)
        return passed.annotate(day=F("date_last"))

    def due(self, first: date, last: date) -> Self:
        """Those that fall on these days, with the first of them on which they may as `day`."""
        return self.near("date", first, last)


class Milestone(ActionFact):
    """An event that shaped the Action: a request, a decision, a ministerial meeting, a closure, a later effect."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("request received")
        DECISION = "decision", _("Steering Committee decision")
        MEETING = "meeting", _("ministerial or high-level meeting")
        FIRST_ACTIVITY = "first-activity", _("first activity")
        HOLD = "hold", _("put on hold")
        CLOSURE = "closure", _("closure")
        FOLLOW_UP = "follow-up", _("follow-up")
        ADOPTION = "adoption", _("adoption of a result")

    action = models.ForeignKey(Action, models.PROTECT, related_name="milestones", verbose_name=_("Action"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, blank=True)
    title = models.CharField(_("title"), max_length=200)
    date = PartialDateField(_("date"), help_text=_("Left empty where the source gives none."))
    description = models.TextField(_("description"), blank=True)

    objects: ClassVar[Any] = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["action", models.F("date_first").asc(nulls_last=True), "pk"]
        constraints = [partial_date_constraint("milestone", "date", PLAUSIBLE_YEARS)]

    def __str__(self) -> str:
        return self.title
