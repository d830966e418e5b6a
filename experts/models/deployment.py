"""What was contributed to an Action: by a named expert, or by «public officials, Hungary»."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear, Now
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Activity, Component, Country
from actions.models.action_counts import CountsByFacts
from actions.models.action_queryset import ActionQuerySet
from actions.models.activity import AT_MOST, Mode
from actions.models.facts import ActionFact, ActionFactQuerySet, refuse_parts_of_another_action

from .expert import Expert, ExpertCategory


@dataclass(frozen=True)
class ContributionsFrom:
    """What came from one country, None for «not recorded». Persons are named ones and stated numbers, or None."""

    country: Country | None
    contributions: int
    persons: int | None


@dataclass(frozen=True)
class DeploymentFigures:
    """What contributions add up to. `days` is None where none of them tells days."""

    contributions: int
    days: Decimal | None
    tell_days: int
    origins: list[ContributionsFrom]


def _persons(rows: "list[Deployment]") -> int | None:
    """A person who came twice counts once; a country without a number counts as nobody."""
    named = {row.expert_id for row in rows if row.expert_id}
    stated = [row.number for row in rows if row.number]
    return len(named) + sum(stated) if named or stated else None


def _day_when_over(end: str) -> Case:
    """Its first or last possible day, never one to come: a planned activity, an Action that is to end next year."""
    year_day = Value("-01-01" if end == "first" else "-12-31")
    reported = Cast(Concat(Cast("action__reported_to", models.CharField()), year_day), models.DateField())
    is_over = Q(activity=None) | Q(activity__state=Activity.State.DONE)
    has_day = Q(activity__end_first__isnull=False) | Q(activity__start_first__isnull=False)
    return Case(
        When(is_over & has_day, then=Coalesce(f"activity__end_{end}", f"activity__start_{end}")),
        When(is_over & Q(action__ended_first__lte=Now()), then=F(f"action__ended_{end}")),
        When(is_over & Q(action__ended_first=None, action__reported_to__lt=ExtractYear(Now())), then=reported),
        default=None,
        output_field=models.DateField(),
    )


class DeploymentQuerySet(ActionFactQuerySet["Deployment"]):
    def from_countries(self, countries: Iterable[Country]) -> Self:
        """Contributions from these countries, whether a person or only the country is known."""
        return self.filter(Q(country__in=countries) | Q(country=None, expert__country__in=countries))

    def of_categories(self, categories: "Iterable[ExpertCategory]", unknown: bool = False) -> Self:
        """Contributions of one of these kinds of expert. `unknown`: those of no recorded kind, too."""
        chosen = Q(category__in=categories) | Q(category=None, expert__category__in=categories)
        none = Q(category=None, expert__category=None)
        return self.filter(chosen | none if unknown else chosen)

    def actions(self) -> ActionQuerySet:
        """The Actions that these contributions went to, each once."""
        return Action.objects.filter(pk__in=self.order_by().values("action"))

    def for_page(self) -> Self:
        """All that a line about a contribution shows, but its sources: one query."""
        return self.select_related("category", "country", "expert__country", "expert__category", "component")

    def for_screen(self) -> Self:
        """What a row of the workspace shows of them: one query."""
        return self.for_page().select_related("activity").order_by(F("component__order").asc(nulls_last=True), "pk")

    def with_consent(self) -> Self:
        """Contributions of persons who agreed to be named in public."""
        return self.filter(expert__consent_to_publish=True)

    def figures(self) -> "DeploymentFigures":
        """What they add up to. Two queries."""
        sums = self.order_by().aggregate(contributions=Count("pk"), all_days=Sum("days"), tell_days=Count("days"))
        known: dict[Country | None, list[Deployment]] = defaultdict(list)
        for row in self.for_page():
            known[row.origin].append(row)
        origins = [ContributionsFrom(country, len(rows), _persons(rows)) for country, rows in known.items()]
        origins.sort(key=lambda line: (line.country is None, -line.contributions, str(line.country)))
        return DeploymentFigures(sums["contributions"], sums["all_days"], sums["tell_days"], origins)

    def of_expert(self, expert: Expert) -> Self:
        """What this person contributed, the latest first: one query."""
        theirs: Any = self.filter(expert=expert).for_page().select_related("action", "activity").with_day()
        return cast("Self", theirs.order_by(F("day_last").desc(nulls_last=True), "action__title", "pk"))

    def for_profile(self) -> Self:
        """What a person's public profile shows of them, with where their Actions were: one query more."""
        places: Any = self.select_related("action__regional_body").prefetch_related("action__partner_countries")
        return cast("Self", places)

    def with_day(self) -> Self:
        """Add `day_first` and `day_last`, between which it was over: by its activity, or else by its Action's end.

        None where that is not known, or still to come.
        """
        days = {f"day_{end}": _day_when_over(end) for end in ("first", "last")}
        return self.annotate(**days)

    def by_expert(self) -> dict[str, models.expressions.Combinable]:
        """For a QuerySet of experts: `deployment_count`, and the days between which the last one was over, or None."""
        theirs = self.filter(expert=OuterRef("pk")).order_by()
        counted = theirs.values("expert").annotate(counted=Count("pk")).values("counted")
        dated: Any = theirs.with_day()
        over = dated.filter(day_last__isnull=False).order_by("-day_last", "-day_first")
        return {
            "deployment_count": Coalesce(Subquery(counted), 0),
            "last_deployed_first": Subquery(over.values("day_first")[:1]),
            "last_deployed_last": Subquery(over.values("day_last")[:1]),
        }

    def actions_by_origin(self) -> dict[str, int]:
        """Slug of a country, of the deployment itself or of its expert → how many Actions it contributed to."""
        known = self.exclude(country=None, expert__country=None).order_by()
        slugs = known.values_list(Coalesce("country__slug", "expert__country__slug"))
        return dict(slugs.annotate(actions=Count("action", distinct=True)))

    def stated_persons(self) -> int | None:
        """How many persons the sources state, None where none states a number. A country counts as nobody."""
        return self.aggregate(persons=Sum("number"))["persons"]

    def actions_by_category(self) -> dict[str | None, int]:
        """Slug of an expert category, or None for «not recorded» → how many Actions had such a contribution."""
        slugs = self.order_by().values_list(Coalesce("category__slug", "expert__category__slug"))
        return dict(slugs.annotate(actions=Count("action", distinct=True)))


def count_by_origin(records: CountsByFacts) -> dict[str | None, int]:
    """Slug of a country → how many of these Actions, or records of Actions, had a public contribution from it.

    None: a contribution of which no country is known. One query. It is no method, because what is counted stands below
    this floor or above it.
    """
    deployments = f"{records.to_action}deployments"
    public = records.once().filter(**{f"{deployments}__internal": False})
    origin = Coalesce(f"{deployments}__country__slug", f"{deployments}__expert__country__slug")
    return dict(public.values_list(origin).annotate(Count("pk", distinct=True)))


def count_by_category(records: CountsByFacts) -> dict[str | None, int]:
    """Slug of an expert category → how many of these had a public contribution of it; None: of no recorded category."""
    deployments = f"{records.to_action}deployments"
    public = records.once().filter(**{f"{deployments}__internal": False})
    category = Coalesce(f"{deployments}__category__slug", f"{deployments}__expert__category__slug")
    return dict(public.values_list(category).annotate(Count("pk", distinct=True)))


class Deployment(ActionFact):
    """One contribution to an Action. Counts of people use stated numbers only: a country is not a person."""

    class Role(models.TextChoices):
        TRAINER = "trainer", _("trainer")
        SPEAKER = "speaker", _("speaker")
        ADVISER = "adviser", _("adviser")
        ASSESSOR = "assessor", _("assessor")
        DRAFTER = "drafter", _("drafter")
        FACILITATOR = "facilitator", _("facilitator")

    action = models.ForeignKey(Action, models.PROTECT, related_name="deployments", verbose_name=_("Action"))
    component = models.ForeignKey(
        Component, models.PROTECT, null=True, blank=True, related_name="deployments", verbose_name=_("component")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="deployments", verbose_name=_("activity")
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="deployments", verbose_name=_("expert")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="deployments", verbose_name=_("country")
    )
    category = models.ForeignKey(
        ExpertCategory, models.PROTECT, null=True, blank=True, related_name="deployments", verbose_name=_("category")
    )
    wording = models.CharField(_("as the source words it"), max_length=150, blank=True)
    number = models.PositiveIntegerField(
        _("number of persons"),
        null=True,
        blank=True,
        validators=AT_MOST,
        help_text=_("Only where the source states it."),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, blank=True)
    days = models.DecimalField(_("days"), max_digits=5, decimal_places=1, null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, blank=True)

    objects: ClassVar[Any] = DeploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("deployment")
        verbose_name_plural = _("deployments")
        ordering = ["action_id", F("component__order").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="deployment_says_who",
                condition=Q(expert__isnull=False) | Q(country__isnull=False) | Q(category__isnull=False),
                violation_error_code="expert",
                violation_error_message=_("Say who: an expert, a country or at least a category."),
            ),
            models.CheckConstraint(
                name="deployment_days_not_negative",
                condition=Q(days__gte=0),
                violation_error_code="days",
                violation_error_message=_("Days cannot be negative: write 0 or more, or leave it empty."),
            ),
            models.CheckConstraint(
                name="deployment_number_is_somebody",
                condition=Q(number__isnull=True) | Q(number__gte=1, expert__isnull=True),
                violation_error_code="number",
                violation_error_message=_("A number is at least 1, and is left empty for a named expert."),
            ),
            models.UniqueConstraint(
                fields=["expert", "role", "activity"],
                condition=Q(expert__isnull=False, activity__isnull=False),
                name="deployment_once_per_role_and_activity",
                violation_error_code="role",
                violation_error_message=_("This expert is recorded in this role in this activity already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.action}"

    @property
    def origin(self) -> Country | None:
        """The country that it came from: its own, or else that of its expert."""
        return self.country or (self.expert.country if self.expert else None)

    @property
    def who(self) -> str:
        """In words and without a private name: «public officials, Hungary»; a name only with consent."""
        if self.expert and self.expert.consent_to_publish:
            return self.expert.name
        category = self.category or (self.expert.category if self.expert else None)
        country = self.origin
        kind = self.wording or (category.name if category else "")
        parts = [part for part in (kind, country.name if country else "") if part]
        return ", ".join(parts) or str(_("an expert"))

    def clean(self) -> None:
        super().clean()
        refuse_parts_of_another_action(self, "component", "activity")
