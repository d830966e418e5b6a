"""Institutions, and regional bodies with their member states over time."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from actions.base.models import RecordAddress, Ruled, SluggedRecord
from actions.base.partial_dates import PartialDateField, order_constraint, partial_date_constraint
from actions.spans import Span

from .places import Country
from .sources import Source
from .vocabularies import InstitutionKind

if TYPE_CHECKING:
    from .action import Action


class Tie(models.TextChoices):
    """What an organisation is to an Action; it can be several things at once."""

    ASKED = "asked-for", _("asked for")
    WORKED = "worked-in", _("worked in")
    COVERED = "covered", _("covers as the regional body")


# The address that a migration gave it, which leads to it under whatever name.
EUROPEAN_UNION = "european-union"

WAYS_TO_ACTIONS = {Tie.ASKED: "requested_actions", Tie.WORKED: "partner_actions", Tie.COVERED: "regional_actions"}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def public(self) -> Self:
        """Organisations of a published Action, regional bodies with states, and what one of these is a part of."""
        every = self.model._default_manager.all()
        ties = [Q(memberships__isnull=False), *(Q(**{f"{way}__published": True}) for way in WAYS_TO_ACTIONS.values())]
        # Each by a subquery of its own: joined, the ties of a busy organisation would multiply.
        tied = reduce(or_, (Q(pk__in=every.filter(tie).values("pk")) for tie in ties))
        return self.filter(tied | Q(pk__in=every.filter(tied, part_of__isnull=False).values("part_of")))

    def in_country(self, country: Country) -> Self:
        """Organisations of this country, by name, with their kinds: one query."""
        return self.filter(country=country).select_related("kind").order_by("name", "pk")

    def of_kinds(self, kinds: Iterable[InstitutionKind], unknown: bool = False) -> Self:
        """Organisations of one of the kinds. `unknown`: those whose kind is not recorded, too."""
        chosen = Q(kind__in=kinds)
        return self.filter(chosen | Q(kind=None) if unknown else chosen)

    def in_countries(self, countries: Iterable[Country], unknown: bool = False) -> Self:
        """Organisations of one of the countries. `unknown`: those of no single country, too."""
        chosen = Q(country__in=countries)
        return self.filter(chosen | Q(country=None) if unknown else chosen)

    def count_by(self, path: str) -> dict[str | None, int]:
        """Value of `path` («kind__slug») → how many of these organisations have it; None: not recorded. One query."""
        return dict(self.order_by().values_list(path).annotate(Count("pk")))

    def for_list(self) -> Self:
        """What a line of the list shows, country by country, those of no single country last: one query."""
        country = F("country__english_name").asc(nulls_last=True)
        return self.select_related("kind", "country").order_by(country, "name", "pk")

    def ties(self) -> set[tuple[int, str, int]]:
        """Organisation, what it is to an Action (`Tie`), and that published Action, by their ids. One query."""
        wanted = self.order_by().values("pk")
        found = [
            self.model._default_manager.filter(pk__in=wanted, **{f"{way}__published": True})
            .order_by()
            .annotate(tie=Value(str(tie), output_field=models.CharField()))
            .values_list("pk", "tie", way)
            for tie, way in WAYS_TO_ACTIONS.items()
        ]
        return set(found[0].union(*found[1:]))

    def for_page(self) -> Self:
        """What the page of one organisation shows of it: three queries. Of its parts only the public ones."""
        memberships = Membership.objects.select_related("country")
        parts = self.model._default_manager.all().public()
        return self.select_related("kind", "country", "part_of").prefetch_related(
            models.Prefetch("memberships", memberships), models.Prefetch("parts", parts)
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


EARLIEST_FIRST = (F("start_first").asc(nulls_first=True), "pk")  # an unknown start is long ago


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, body: Organisation) -> Self:
        """The states of a regional body, former ones too, with their countries, the earliest first: one query."""
        return self.filter(organisation=body).select_related("country").order_by(*EARLIEST_FIRST)

    def of_actions(self, actions: "Iterable[Action]") -> Self:
        """The memberships of the regional bodies of these Actions."""
        return self.filter(organisation__in={action.regional_body_id for action in actions} - {None})

    def of_european_union(self) -> Self:
        """Where a country was a member twice, the later membership comes after the earlier."""
        union = RecordAddress.objects.led_to(Organisation, EUROPEAN_UNION)
        return self.filter(organisation__in=union).order_by(*EARLIEST_FIRST)

    def of_country(self, country: Country) -> Self:
        """A country's memberships, body by body and the earliest first, with the bodies: one query."""
        return (
            self.filter(country=country).select_related("organisation").order_by("organisation__name", *EARLIEST_FIRST)
        )


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

    def years_in(self, span: Span) -> list[int]:
        """The years of the span in which it held, as far as the dates tell; an unknown start is long ago."""
        first = self.start.first.year if self.start else 0
        last = self.end.last.year if self.end else 9999
        return [year for year in span.years() if first <= year <= last]

    def covers(self, span: Span) -> bool:
        """Whether it held in some year of the span."""
        return bool(self.years_in(span))
