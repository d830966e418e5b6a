"""What was done, planned or called off."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.images.models import Image, Rendition
from wagtail.models import Orderable

from actions.base.models import Ruled
from actions.base.partial_dates import PartialDateField, order_constraint, partial_date_constraint
from actions.spans import PLAUSIBLE_YEARS

from .action import Action
from .component import Component
from .facts import ActionFact, ActionFactQuerySet, refuse_parts_of_another_action, refuse_to_leave_parts_behind
from .places import Country
from .vocabularies import ActivityType

# The sizes and formats of a photograph on a page, as its template draws it: small for a telephone, large for a fine
# screen; AVIF where a browser knows it, WebP for the others. What is not named here, the page would ask for one by one.
ON_A_PAGE = [f"max-{side}x{side}|format-{kind}" for side in (480, 960) for kind in ("avif", "webp")]
NOT_YET_DONE = _("It has not begun yet: mark it as planned, or correct the start.")
AT_MOST = [MaxValueValidator(1_000_000)]  # nobody meets so many: a slip of the finger


class Mode(models.TextChoices):
    """How people met; empty is «not recorded»."""

    ON_SITE = "on-site", _("on site")
    REMOTE = "remote", _("remote")
    HYBRID = "hybrid", _("hybrid")


LAST_DAY = Coalesce("end_last", "start_last")  # of an activity whose end is not recorded, the last possible first day


@dataclass(frozen=True)
class ActivityFigures:
    """What activities add up to, with how many of them tell it. Sums are None where none does.

    Participants are counted of what was done; the share of women over those that tell both numbers.
    """

    by_state: dict[str, int]
    participants: int | None
    tell_participants: int
    women: int | None
    among: int | None
    tell_women: int

    @property
    def done(self) -> int:
        return self.by_state[Activity.State.DONE]

    @property
    def share_of_women(self) -> int | None:
        """In per cent; None where no activity tells both numbers, or nobody came."""
        return round(100 * (self.women or 0) / self.among) if self.among else None


class ActivityQuerySet(ActionFactQuerySet["Activity"]):
    def for_screen(self) -> Self:
        """What a row of the workspace shows of them: two queries."""
        return self.select_related("type", "component").prefetch_related("countries")

    def still_planned_in(self, action: Action) -> Self:
        """What keeps this Action from being closed: neither done nor postponed nor cancelled."""
        return self.filter(action=action, state=Activity.State.PLANNED)

    def figures(self) -> ActivityFigures:
        """What they add up to. One query."""
        told = Q(state=Activity.State.DONE, participants__isnull=False)
        both = told & Q(women__isnull=False)
        states = {f"is_{state}": Count("pk", filter=Q(state=state)) for state in Activity.State.values}
        found = self.order_by().aggregate(
            **states,
            all_participants=Sum("participants", filter=told),
            tell_participants=Count("pk", filter=told),
            all_women=Sum("women", filter=both),
            among=Sum("participants", filter=both),
            tell_women=Count("pk", filter=both),
        )
        return ActivityFigures(
            by_state={state: found[f"is_{state}"] for state in Activity.State.values},
            participants=found["all_participants"],
            tell_participants=found["tell_participants"],
            women=found["all_women"],
            among=found["among"],
            tell_women=found["tell_women"],
        )

    def for_page(self) -> Self:
        """What the page of their Action shows of them, but their sources: four queries."""
        shown = models.Prefetch("photographs", ActivityPhotograph.objects.for_page())
        return self.select_related("type").prefetch_related("countries", shown)

    def overdue(self, today: date) -> Self:
        """Still planned although the last possible day has passed, with that day as `day`."""
        return self.filter(state=Activity.State.PLANNED).annotate(day=LAST_DAY).filter(day__lt=today)

    def done_without_participants(self) -> Self:
        """Done, but nobody says how many came; `day` is the last day, where it is known."""
        return self.filter(state=Activity.State.DONE, participants=None).annotate(day=LAST_DAY)

    def due(self, first: date, last: date) -> Self:
        """Planned to start in these days, with the first of them on which it may as `day`."""
        return self.filter(state=Activity.State.PLANNED).near("start", first, last)

    def latest_of(self, action: Action | int) -> Self:
        """Those of one Action, the one that began last first; without a date last."""
        return self.filter(action=action).order_by(F("start_first").desc(nulls_last=True), "-pk")


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
        if self.state == self.State.DONE and self.start and self.start.first > timezone.localdate():
            raise ValidationError({"state": NOT_YET_DONE})


class ActivityPhotographQuerySet(models.QuerySet["ActivityPhotograph"]):
    def shown_with(self, action: Action) -> Self:
        """Pictures that readers see as soon as this Action is published."""
        return self.filter(activity__in=Activity.objects.shown_with(action))

    def public(self) -> Self:
        """Photographs that a visitor may see: of the public activities."""
        return self.filter(activity__in=Activity.objects.public())

    def for_page(self) -> Self:
        """With their pictures in the sizes of a page: two queries. A picture is drawn in them when it is first seen."""
        return self.select_related("image").prefetch_related(
            models.Prefetch(
                "image__renditions",
                Rendition.objects.filter(filter_spec__in=ON_A_PAGE),
                to_attr="prefetched_renditions",
            )
        )


class ActivityPhotograph(Ruled, Orderable):
    """A picture of an activity, public as the activity is."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="photographs", verbose_name=_("activity"))
    image = models.ForeignKey(Image, models.PROTECT, related_name="+", verbose_name=_("photograph"))
    caption = models.CharField(
        _("caption"), max_length=250, blank=True, help_text=_("What is seen, for those who do not see it, too.")
    )

    objects = ActivityPhotographQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")

    def __str__(self) -> str:
        return self.caption or self.image.title

    @property
    def in_words(self) -> str:
        """Stands for the picture where it is not seen."""
        return self.caption or gettext("Photograph of this activity")
