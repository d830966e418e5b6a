"""The initiative's own headline figures: they disagree, so each keeps its date and its source."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from actions.base.models import Record
from actions.base.partial_dates import PartialDateField, partial_date_constraint

from .sources import Source


class HeadlineFigureQuerySet(models.QuerySet["HeadlineFigure"]):
    def for_home(self) -> Self:
        """The figures of the first page, and those of the same measure and date that say otherwise. One query."""
        shown = HeadlineFigure.objects.filter(on_home=True)
        rival = shown.filter(measure=OuterRef("measure"), as_of_last=OuterRef("as_of_last"))
        return self.filter(Q(on_home=True) | Exists(rival))


class HeadlineFigure(Record):
    """A number that the initiative published about itself, as printed («about 15,000»), with what it counts."""

    class Measure(models.TextChoices):
        REQUESTS = "requests", _("requests")
        ACTIONS = "actions", _("Actions")
        EXPERTS = "experts", _("experts")
        COUNTRIES = "countries", _("countries")
        PARTICIPANTS = "participants", _("participants")
        FOCAL_POINTS = "focal-points", _("Focal Points of EU member states")
        OTHER = "other", _("other")

    measure = models.CharField(_("what it counts"), max_length=20, choices=Measure.choices)
    wording = models.CharField(_("figure as printed"), max_length=30)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, help_text=_("Only where it is exact."))
    label = models.CharField(_("label"), max_length=120)
    as_of = PartialDateField(_("as of"))
    on_home = models.BooleanField(_("on the first page"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    sources = ParentalManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    objects = HeadlineFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("headline figure")
        verbose_name_plural = _("headline figures")
        ordering = ["order", F("as_of_first").desc(nulls_last=True)]
        constraints = [partial_date_constraint("figure", "as_of")]

    def __str__(self) -> str:
        return f"{self.wording} {self.label}"
