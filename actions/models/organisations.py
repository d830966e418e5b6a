"""Institutions, and regional bodies with their member states over time."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from actions.base.models import Ruled, SluggedRecord
from actions.base.partial_dates import PartialDateField, order_constraint, partial_date_constraint
from actions.spans import Span

from .places import Country
from .sources import Source
from .vocabularies import InstitutionKind


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def public(self) -> Self:
        """Organisations of a published Action, and regional bodies with the states that belong to them."""
        ties = ("requested_actions", "partner_actions", "regional_actions", "parts__partner_actions")
        tied = Q(memberships__isnull=False)
        for tie in ties:
            tied |= Q(**{f"{tie}__published": True})
        return self.filter(pk__in=self.model._default_manager.filter(tied).values("pk"))

    def for_page(self) -> Self:
        """What the page of one organisation shows of it: three queries."""
        memberships = Membership.objects.select_related("country")
        return self.select_related("kind", "country", "part_of").prefetch_related(
            models.Prefetch("memberships", memberships), "parts"
        )


class Organisation(SluggedRecord):
    """An institution, known by its name and its country: «Ministry of Interior» is many bodies."""

    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.ForeignKey(
        InstitutionKind, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("kind")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("country")
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    founded = PartialDateField(_("founded"))
    about = models.TextField(_("about"), blank=True, help_text=_("Its aim, in a sentence or two."))
    sources = ParentalManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            partial_date_constraint("organisation", "founded"),
            models.UniqueConstraint(
                Lower("name"),
                "country",
                name="organisation_once_in_a_country",
                violation_error_code="name",
                violation_error_message=_("An organisation of this name is recorded for this country already."),
            ),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(country__isnull=True),
                name="organisation_once_without_country",
                violation_error_code="name",
                violation_error_message=_("An organisation of this name, without a country, is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def slug_source(self) -> str:
        return f"{self.name} {self.country.english_name}" if self.country else self.name

    def get_absolute_url(self) -> str:
        return reverse("partner", args=[self.slug])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, body: Organisation) -> Self:
        """The states of a regional body, former ones too, with their countries: one query."""
        return self.filter(organisation=body).select_related("country")


class Membership(Ruled):
    """A country's membership of a regional body, with its dates: the United Kingdom was in the EU until 2020."""

    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="memberships", verbose_name=_("country"))
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["country__english_name"]
        constraints = [
            partial_date_constraint("membership", "start"),
            partial_date_constraint("membership", "end"),
            order_constraint("membership", "start", "end", _("It ends before it starts: correct one of the dates.")),
            models.UniqueConstraint(
                fields=["organisation", "country", "start_first"],
                condition=Q(start_first__isnull=False),
                name="membership_once_per_start",
                violation_error_code="country",
                violation_error_message=_("This country's membership with this start is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}, {self.organisation}"

    @property
    def is_current(self) -> bool:
        """Whether it holds today: begun, and not over yet."""
        today = timezone.localdate()
        return not (self.start and self.start.first > today) and not (self.end and self.end.last < today)

    def covers(self, span: Span) -> bool:
        """Whether it held in some year of the span, as far as the dates tell; an unknown start is long ago."""
        first = self.start.first.year if self.start else 0
        last = self.end.last.year if self.end else 9999
        return any(first <= year <= last for year in span.years())
