"""An Action: one capacity-building intervention with a partner, objectives and a span of time."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from actions.base.models import Ruled, SluggedRecord, User
from actions.base.partial_dates import PartialDateField, order_constraint, partial_date_constraint
from actions.spans import Span

from .organisations import Organisation
from .places import Country
from .sources import Source
from .vocabularies import ActionStatus, ActivityType, Area, Phase, Pillar, Region

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
YEAR_RANGE = [MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]


def _tied_to(pillars: models.QuerySet[Pillar]) -> Q:
    """An Action's tie to a pillar. By subqueries: a join would list an Action once for each of its areas."""
    ties = [Q(main_pillar__in=pillars), Q(reported_pillars__in=pillars), Q(areas__pillar__in=pillars)]
    first, second, third = (Q(pk__in=Action.objects.filter(tie).values("pk")) for tie in ties)
    return first | second | third


def _with_activities(types: models.QuerySet[ActivityType]) -> Q:
    """An Action's public activities of these types, or the types that its source names without an event."""
    happened = Action.objects.filter(activities__type__in=types, activities__internal=False)
    named = Action.objects.filter(reported_activity_types__in=types)
    return Q(pk__in=happened.values("pk")) | Q(pk__in=named.values("pk"))


class ActionQuerySet(models.QuerySet["Action"]):
    def published(self) -> Self:
        """Actions that a visitor may see."""
        return self.filter(published=True)

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Own Actions; all for whoever may edit any; none for a visitor (`managers=None` would find ownerless ones)."""
        if user.has_perm("actions.change_any_action"):
            return self
        return self.filter(managers__in=[user] if user.is_authenticated else [])

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published Actions, and unpublished ones that this person may edit."""
        return self.filter(Q(published=True) | Q(pk__in=Action.objects.editable_by(user).values("pk")))

    def with_span(self) -> Self:
        """Add `first_year` and `last_year`, None where unknown: started and ended where known, else as reported."""
        return self.annotate(
            first_year=Coalesce("started_first__year", "reported_from"),
            last_year=Coalesce("ended_last__year", "reported_to"),
        )

    def in_years(self, years: list[int], unknown: bool = False) -> Self:
        """Actions whose span covers one of the years; with one end unknown, only the known year is covered.

        `unknown`: those with neither end known, too.
        """
        chosen = Q(first_year=None, last_year=None) if unknown else Q()
        for year in years:
            chosen |= Q(first_year__lte=year, last_year__gte=year)
            chosen |= Q(first_year=year, last_year=None) | Q(first_year=None, last_year=year)
        return self.with_span().filter(chosen) if chosen else self

    def in_phases(self, phases: models.QuerySet[Phase], unknown: bool = False) -> Self:
        """Actions recorded in one of the phases or, with no phase recorded, with years in one of them.

        `unknown`: those with neither a phase nor a year, too. Years of a phase are read as whole years.
        """
        chosen = Q(phase=None, first_year=None, last_year=None) if unknown else Q()
        for phase in phases:
            begin, end = phase.years
            within = Q(first_year__lte=end, last_year__gte=begin)
            within |= Q(first_year__range=(begin, end), last_year=None)
            within |= Q(first_year=None, last_year__range=(begin, end))
            chosen |= Q(phase=phase) | (Q(phase=None) & within)
        return self.with_span().filter(chosen) if chosen else self

    def in_pillars(self, pillars: models.QuerySet[Pillar], unknown: bool = False) -> Self:
        """Actions with a pillar: as their main one, as reported, or as the pillar of one of their areas.

        `unknown`: those that nothing ties to a pillar, too.
        """
        every = Pillar.objects.all()
        chosen = _tied_to(pillars)
        return self.filter(chosen | ~_tied_to(every) if unknown else chosen)

    def with_activity_types(self, types: models.QuerySet[ActivityType], unknown: bool = False) -> Self:
        """Actions with a public activity of one of the types, or whose source names the type.

        `unknown`: those with neither, too.
        """
        every = ActivityType.objects.all()
        chosen = _with_activities(types)
        return self.filter(chosen | ~_with_activities(every) if unknown else chosen)

    def with_words(self, text: str) -> Self:
        """Actions in which each of the words stands somewhere: title, objective, partners, countries, regional body."""
        found = self
        for word in text.split():
            where = Q(title__icontains=word) | Q(summary__icontains=word) | Q(overall_objective__icontains=word)
            where |= Q(partners_as_reported__icontains=word) | Q(regional_body__name__icontains=word)
            where |= Q(regional_body__acronym__icontains=word) | Q(code__icontains=word)
            where |= Q(pk__in=Action.objects.filter(partner_countries__english_name__icontains=word).values("pk"))
            where |= Q(pk__in=Action.objects.filter(areas__name__icontains=word).values("pk"))
            found = found.filter(where)
        return found

    def for_list(self) -> Self:
        """All facts of this floor that a row shows, in three queries whatever the page size."""
        return (
            self.with_span()
            .select_related("region", "status", "regional_body", "main_pillar")
            .prefetch_related("areas", "partner_countries")
        )

    def for_page(self) -> Self:
        """All facts of this floor that an Action's own page shows."""
        return (
            self.with_span()
            .select_related("region", "status", "phase", "regional_body", "main_pillar", "follows")
            .prefetch_related(
                "areas__pillar",
                "partner_countries",
                "reported_pillars",
                "reported_activity_types",
                "requesting_organisations",
                "partner_organisations",
                "sources",
                "objectives",
                models.Prefetch("followed_by", Action.objects.published()),
            )
        )


class Action(SluggedRecord):
    """One Action. What no source tells stays empty and is shown as «not recorded»; nothing here is guessed."""

    code = models.CharField(_("code"), max_length=40, unique=True, help_text=_("For example COMESA-2012."))
    title = models.CharField(_("title"), max_length=250)
    label = models.CharField(
        _("label in the source"),
        max_length=250,
        unique=True,
        null=True,
        blank=True,
        help_text=_("The exact label of an imported row, by which it is known again."),
    )
    summary = models.TextField(_("summary"), blank=True)
    managers = ParentalManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="managed_actions", verbose_name=_("managers")
    )
    published = models.BooleanField(_("published"), default=False)

    overall_objective = models.TextField(_("overall objective"), blank=True)
    main_pillar = models.ForeignKey(
        Pillar, models.PROTECT, null=True, blank=True, related_name="main_actions", verbose_name=_("main pillar")
    )
    areas = ParentalManyToManyField(Area, blank=True, related_name="actions", verbose_name=_("areas"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("region")
    )
    partner_countries = ParentalManyToManyField(
        Country, blank=True, related_name="actions", verbose_name=_("partner countries")
    )
    regional_body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="regional_actions",
        verbose_name=_("regional body"),
    )
    requesting_organisations = ParentalManyToManyField(
        Organisation, blank=True, related_name="requested_actions", verbose_name=_("requesting organisations")
    )
    partner_organisations = ParentalManyToManyField(
        Organisation, blank=True, related_name="partner_actions", verbose_name=_("partner organisations")
    )
    partners_as_reported = models.TextField(
        _("partners as the source words them"), blank=True, help_text=_("One on each line.")
    )
    status = models.ForeignKey(
        ActionStatus, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("status")
    )
    phase = models.ForeignKey(
        Phase, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("phase")
    )
    reported_from = models.PositiveSmallIntegerField(
        _("reported from (year)"), null=True, blank=True, validators=YEAR_RANGE
    )
    reported_to = models.PositiveSmallIntegerField(
        _("reported to (year)"), null=True, blank=True, validators=YEAR_RANGE
    )
    requested = PartialDateField(_("requested"))
    decided = PartialDateField(_("decided"))
    started = PartialDateField(_("started"))
    ended = PartialDateField(_("ended"))
    closed = PartialDateField(_("closed"))
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("follows")
    )
    related_initiatives = models.TextField(_("related initiatives"), blank=True)
    reported_pillars = ParentalManyToManyField(
        Pillar, blank=True, related_name="reported_actions", verbose_name=_("pillars reported without an area")
    )
    reported_activity_types = ParentalManyToManyField(
        ActivityType, blank=True, related_name="reported_actions", verbose_name=_("activity types reported")
    )
    activities_as_reported = models.TextField(
        _("activities as the source words them"), blank=True, help_text=_("One on each line.")
    )
    source_note = models.TextField(
        _("where sources differ"), blank=True, help_text=_("Says which source tells what, for all readers.")
    )
    sources = ParentalManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Action")
        verbose_name_plural = _("Actions")
        ordering = ["title"]
        permissions = [("change_any_action", _("Can change the Actions of every manager"))]
        constraints = [
            *(partial_date_constraint("action", name) for name in ("requested", "decided", "started", "ended", "closed")),
            order_constraint("action", "started", "ended", _("The Action ends before it starts: correct a date.")),
            order_constraint("action", "started", "closed", _("The Action is closed before it starts: correct a date.")),
            order_constraint("action", "requested", "decided", _("Decided before it was requested: correct a date.")),
            models.CheckConstraint(
                name="action_reported_years_in_order",
                condition=Q(reported_to__gte=F("reported_from")),
                violation_error_code="reported_to",
                violation_error_message=_("The last reported year lies before the first: correct one of the two."),
            ),
            models.CheckConstraint(
                name="action_reported_years_are_years",
                condition=Q(reported_from__isnull=True) | Q(reported_from__range=(EARLIEST_YEAR, LATEST_YEAR)),
                violation_error_code="reported_from",
                violation_error_message=_("This is not a year in which the initiative could have worked."),
            ),
            models.CheckConstraint(
                name="action_reported_last_year_is_a_year",
                condition=Q(reported_to__isnull=True) | Q(reported_to__range=(EARLIEST_YEAR, LATEST_YEAR)),
                violation_error_code="reported_to",
                violation_error_message=_("This is not a year in which the initiative could have worked."),
            ),
            models.CheckConstraint(
                name="action_follows_another",
                condition=~Q(follows=F("id")),
                violation_error_code="follows",
                violation_error_message=_("An Action cannot follow itself: choose the earlier one."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.slug])

    @property
    def span(self) -> Span:
        """From its first to its last year, each as closely as it is known."""
        first = self.started.first.year if self.started else self.reported_from
        last = self.ended.last.year if self.ended else self.reported_to
        return Span(first, last)

    @property
    def place(self) -> str:
        """Where it worked, in words: the regional body, or else its partner countries."""
        if self.regional_body:
            return self.regional_body.acronym or self.regional_body.name
        return ", ".join(sorted(country.name for country in self.partner_countries.all()))

    @property
    def partners_listed(self) -> list[str]:
        return self.partners_as_reported.splitlines()

    @property
    def activities_listed(self) -> list[str]:
        return self.activities_as_reported.splitlines()


class Objective(Ruled, Orderable):
    """A specific objective of an Action."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="objectives", verbose_name=_("Action"))
    text = models.TextField(_("specific objective"))

    class Meta(Orderable.Meta):
        verbose_name = _("specific objective")
        verbose_name_plural = _("specific objectives")

    def __str__(self) -> str:
        return self.text
