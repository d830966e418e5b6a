"""An Action: one capacity-building intervention with a partner, objectives and a span of time."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from actions.base.models import Ruled, SluggedRecord, User
from actions.base.partial_dates import PartialDate, PartialDateField, order_constraint, partial_date_constraint
from actions.spans import PLAUSIBLE_YEARS, Span

from .action_queryset import ActionQuerySet, ObjectiveQuerySet
from .changes import HANDED_OVER, PUBLISHED, TAKEN_BACK
from .organisations import Organisation
from .places import Country
from .sources import Source
from .vocabularies import ActionStatus, ActivityType, Area, Phase, Pillar, Region

GIVE_A_REASON = _("The Action is running: say why this changes, in “reason for the change”.")
STEPS_ONLY = _("The status moves step by step, each with its day, person and reason: use “Change status”.")
WHY_TAKEN_BACK = _("Say why it is taken back: readers who had its address will ask.")
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

    corrects_status = False  # the loader's content was wrong: no step was taken, so none is asked for

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

    def clean(self) -> None:
        super().clean()
        if not self.corrects_status and self._status_jumps():
            raise ValidationError({"status": ValidationError(STEPS_ONLY, code="steps")})
        changed = self.changes_to_explain()
        if changed and not self.change_reason.strip():
            raise ValidationError({changed[0]: ValidationError(GIVE_A_REASON, code="reason")})

    def _status_jumps(self) -> bool:
        """Whether its status differs from the stored one and no StatusChange leads from that one to this."""
        stored = Action.objects.filter(pk=self.pk).values("status").first()
        if stored is None or stored["status"] == self.status_id:
            return False
        step = self.status_changes.order_by("pk").last()
        return step is None or (step.before_id, step.after_id) != (stored["status"], self.status_id)

    def changes_to_explain(self, targets: dict[int | None, str] | None = None) -> list[str]:
        """Names of the dates, years and «objectives» that differ from what is stored of a running Action.

        `targets`: the targets that a form is about to save, by the id of their objective; without it, its own.
        """
        stored = Action.objects.filter(pk=self.pk, status__running=True).first()
        if stored is None:
            return []
        dates = [name for name in self.partial_dates if getattr(self, name) != getattr(stored, name)]
        years = [name for name in ("reported_from", "reported_to") if getattr(self, name) != getattr(stored, name)]
        new_targets = (self.targets() if targets is None else targets) != stored.targets()
        return [*dates, *years, *(["objectives"] if new_targets else [])]

    def targets(self) -> dict[int | None, str]:
        """Id of an objective → its target, where it has one."""
        return {objective.pk: objective.target for objective in self.objectives.all() if objective.target}

    def hand_over(self, leaver: User, successor: User, by: User | None, reason: str = "") -> None:
        """`successor` becomes a manager in the place of `leaver`; the history keeps who did it and why.

        ValidationError where the leaver is no manager of it, or the successor may not change Actions.
        """
        managers = list(self.managers.all())
        if leaver not in managers:
            raise ValidationError(_("%(person)s is not a manager of this Action.") % {"person": leaver.full_name})
        if not successor.is_active or not successor.has_perm("actions.change_action"):
            raise ValidationError(
                _("%(person)s cannot manage Actions: choose a programme manager.") % {"person": successor.full_name}
            )
        kept = [person for person in managers if person != leaver]
        self.managers.set([*kept, *([] if successor in kept else [successor])])
        self.change_name, self.change_reason = HANDED_OVER, reason.strip()
        self.change_details = {"leaver": leaver.full_name, "successor": successor.full_name}
        self.write(by)

    def publish(self, by: User | None) -> None:
        """Its facts are public from now on, but the internal ones. ValidationError where a rule is broken."""
        self.published = True
        self.change_name = PUBLISHED
        self.write(by)

    def take_back(self, by: User | None, reason: str) -> None:
        """Nothing of it is public any more. ValidationError where no reason is given."""
        if not reason.strip():
            raise ValidationError({"reason": ValidationError(WHY_TAKEN_BACK, code="required")})
        self.published = False
        self.change_name, self.change_reason = TAKEN_BACK, reason.strip()
        self.write(by)

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
        return self.partners_beside(organisation.name for organisation in self.partner_organisations.all())

    def partners_beside(self, names: Iterable[str]) -> list[str]:
        """What the source words as partners and in which none of the names stands."""
        known = list(names)
        return [wording for wording in self.partners_listed if not any(name in wording for name in known)]

    @property
    def activities_listed(self) -> list[str]:
        return self.activities_as_reported.splitlines()


class Objective(Ruled, Orderable):
    """A specific objective of an Action."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="objectives", verbose_name=_("Action"))
    text = models.TextField(_("specific objective"))
    target = models.TextField(_("target"), blank=True, help_text=_("What should be reached, where one was agreed."))
    result = models.TextField(_("result"), blank=True, help_text=_("What was reached, once it is known."))

    objects = ObjectiveQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("specific objective")
        verbose_name_plural = _("specific objectives")

    def __str__(self) -> str:
        return self.text
