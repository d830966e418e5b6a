"""An Action: one capacity-building intervention with a partner, objectives and a span of time."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from actions.base.models import Ruled, SluggedRecord
from actions.base.partial_dates import PartialDate, PartialDateField, order_constraint, partial_date_constraint
from actions.spans import PLAUSIBLE_YEARS, Span

from .action_queryset import ActionQuerySet
from .organisations import Organisation
from .places import Country
from .sources import Source
from .vocabularies import ActionStatus, ActivityType, Area, Phase, Pillar, Region

YEAR_RANGE = [MinValueValidator(PLAUSIBLE_YEARS[0]), MaxValueValidator(PLAUSIBLE_YEARS[1])]


class Action(SluggedRecord):
    """One Action. What no source tells stays empty and is shown as «not recorded»; nothing here is guessed."""

    code = models.CharField(_("code"), max_length=40, help_text=_("For example COMESA-2012."))
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
            *(
                partial_date_constraint("action", name, PLAUSIBLE_YEARS)
                for name in ("requested", "decided", "started", "ended", "closed")
            ),
            order_constraint("action", "started", "ended", _("The Action ends before it starts: correct a date.")),
            order_constraint(
                "action", "started", "closed", _("The Action is closed before it starts: correct a date.")
            ),
            order_constraint("action", "requested", "decided", _("Decided before it was requested: correct a date.")),
            models.UniqueConstraint(
                Lower("code"),
                name="action_code_once",
                violation_error_code="code",
                violation_error_message=_("Another Action has this code already, in capitals or not."),
            ),
            models.CheckConstraint(
                name="action_reported_years_in_order",
                condition=Q(reported_to__gte=F("reported_from")),
                violation_error_code="reported_to",
                violation_error_message=_("The last reported year lies before the first: correct one of the two."),
            ),
            models.CheckConstraint(
                name="action_reported_years_are_years",
                condition=Q(reported_from__isnull=True) | Q(reported_from__range=PLAUSIBLE_YEARS),
                violation_error_code="reported_from",
                violation_error_message=_("This is not a year in which the initiative could have worked."),
            ),
            models.CheckConstraint(
                name="action_reported_last_year_is_a_year",
                condition=Q(reported_to__isnull=True) | Q(reported_to__range=PLAUSIBLE_YEARS),
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
        """From its first to its last year: by its own dates where one is known, else as reported; never mixed."""
        if self.has_own_dates:
            first = self.started.first.year if self.started else None
            return Span(first, self.ended.last.year if self.ended else None)
        return Span(self.reported_from, self.reported_to)

    @property
    def has_own_dates(self) -> bool:
        """Whether its start or its end is known more closely than by the years that a source reports."""
        return bool(self.started or self.ended)

    @property
    def known_dates(self) -> list[tuple[str, PartialDate]]:
        """Label and date of each step of its life that is known, in the order of a life."""
        dates = ((str(field.verbose_name), getattr(self, name)) for name, field in self.partial_dates.items())
        return [(label, date) for label, date in dates if date]

    @property
    def public_predecessor(self) -> "Action | None":
        """The Action that it follows, where readers may see that one."""
        return self.follows if self.follows and self.follows.published else None

    @property
    def place_and_years(self) -> str:
        """For a line under a heading: «COMESA, 2012–2016», or only what is known of it."""
        return ", ".join(part for part in (self.place, str(self.span)) if part)

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
    def partners_unlinked(self) -> list[str]:
        """What the source words as partners and no organisation stands for: «consortium of 10 partners»."""
        names = [organisation.name for organisation in self.partner_organisations.all()]
        return [wording for wording in self.partners_listed if not any(name in wording for name in names)]

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
