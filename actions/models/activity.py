"""What was done, planned or called off."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from actions.base.partial_dates import PartialDateField, order_constraint, partial_date_constraint
from actions.spans import PLAUSIBLE_YEARS

from .action import Action
from .component import Component
from .facts import ActionFact, ActionFactQuerySet, refuse_parts_of_another_action, refuse_to_leave_parts_behind
from .places import Country
from .vocabularies import ActivityType

AT_MOST = [MaxValueValidator(1_000_000)]  # nobody meets so many: a slip of the finger


class Mode(models.TextChoices):
    """How people met; empty is «not recorded»."""

    ON_SITE = "on-site", _("on site")
    REMOTE = "remote", _("remote")
    HYBRID = "hybrid", _("hybrid")


class ActivityQuerySet(ActionFactQuerySet["Activity"]):
    def for_page(self) -> Self:
        """What the page of their Action shows of them, but their sources: two queries."""
        return self.select_related("type").prefetch_related("countries")


class Activity(ActionFact):
    """One thing done or planned in an Action. Unknown stays NULL: 0 participants is a fact, NULL is a gap."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    action = models.ForeignKey(Action, models.PROTECT, related_name="activities", verbose_name=_("Action"))
    component = models.ForeignKey(
        Component, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("component")
    )
    title = models.CharField(_("title"), max_length=250)
    type = models.ForeignKey(
        ActivityType, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("type")
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    countries = ParentalManyToManyField(Country, blank=True, related_name="activities", verbose_name=_("countries"))
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True, validators=AT_MOST)
    women = models.PositiveIntegerField(_("women among them"), null=True, blank=True, validators=AT_MOST)
    institutions = models.PositiveIntegerField(_("institutions"), null=True, blank=True, validators=AT_MOST)
    description = models.TextField(_("description"), blank=True)

    objects: ClassVar[Any] = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["action", F("start_first").asc(nulls_last=True), "pk"]
        constraints = [
            partial_date_constraint("activity", "start", PLAUSIBLE_YEARS),
            partial_date_constraint("activity", "end", PLAUSIBLE_YEARS),
            order_constraint("activity", "start", "end", _("It ends before it starts: correct one of the dates.")),
            models.CheckConstraint(
                name="activity_women_among_participants",
                condition=Q(women__lte=F("participants")),
                violation_error_code="women",
                violation_error_message=_("More women than participants: correct one of the two numbers."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        refuse_parts_of_another_action(self, "component")
        refuse_to_leave_parts_behind(self)
