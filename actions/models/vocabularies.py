"""The vocabularies: rows seeded by a migration, editable by an administrator; their codes never change."""

from collections.abc import Collection

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from actions.base.models import Term
from actions.base.partial_dates import PartialDateField, order_constraint, partial_date_constraint


class Region(Term):
    """One of the five regions of the initiative's later scheme."""

    class Meta(Term.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Pillar(Term):
    """One of the five fields of work; its printed code is the initiative's own («M&D»)."""

    code = models.CharField(_("printed code"), max_length=10, unique=True)

    fixed_once_created = ("slug", "code")

    class Meta(Term.Meta):
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")


class Area(Term):
    """A specific area below a pillar. An Action may carry areas of several pillars."""

    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="areas", verbose_name=_("pillar"))

    class Meta(Term.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")


class Phase(Term):
    """One of the initiative's four phases."""

    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    scope = models.TextField(_("scope"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            partial_date_constraint("phase", "start"),
            partial_date_constraint("phase", "end"),
            order_constraint("phase", "start", "end", _("The phase ends before it starts: correct one of the dates.")),
        ]

    @property
    def years(self) -> tuple[int, int]:
        """Its first and last year; an open end reaches into the far future."""
        return (self.start.first.year if self.start else 0, self.end.last.year if self.end else 9999)

    def covers(self, years: Collection[int]) -> bool:
        """Whether one of the years lies in the phase."""
        first, last = self.years
        return any(first <= year <= last for year in years)


class ActionStatus(Term):
    """Where an Action stands: in preparation, ongoing, on hold, completed, closed early."""

    leads_to = ParentalManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="comes_from",
        verbose_name=_("leads to"),
        help_text=_("The statuses that an Action may have next. From “not recorded” it may go to any."),
    )
    running = models.BooleanField(
        _("the Action is running"),
        default=False,
        help_text=_("A change of a running Action's dates, years or targets asks for a reason."),
    )
    closing = models.BooleanField(
        _("the Action is over"),
        default=False,
        help_text=_("Before it, what must be known of a closed Action is asked."),
    )

    class Meta(Term.Meta):
        verbose_name = _("Action status")
        verbose_name_plural = _("Action statuses")


class ActivityType(Term):
    """What kind of thing was done: workshop, study visit, survey, …"""

    class Meta(Term.Meta):
        verbose_name = _("activity type")
        verbose_name_plural = _("activity types")


class OutputKind(Term):
    """What kind of thing was delivered: report, policy, handbook, …"""

    class Meta(Term.Meta):
        verbose_name = _("output kind")
        verbose_name_plural = _("output kinds")


class InstitutionKind(Term):
    """What kind of institution an organisation is: ministry, municipality, regional organisation, …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of institution")
        verbose_name_plural = _("kinds of institution")


class Criterion(Term):
    """One of the ten action criteria, with the initiative's own statement."""

    statement = models.TextField(_("statement"), help_text=_("The initiative's own wording."))

    class Meta(Term.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [models.UniqueConstraint("order", name="criterion_order_once")]

    def get_absolute_url(self) -> str:
        return reverse("criterion", args=[self.slug])
