"""What is asked of Actions: one method per meaning and one per screen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear, Greatest
from django.utils import timezone

from actions.base.models import User
from actions.base.people import UserQuerySet
from actions.base.words import words_of
from actions.spans import Span

from .vocabularies import ActivityType, OutputKind, Phase, Pillar

if TYPE_CHECKING:
    from .action import Action, Objective  # noqa: F401
    from .organisations import Organisation


def _tied_to(actions: "ActionQuerySet", pillars: Iterable[Pillar]) -> Q:
    """An Action's tie to a pillar. By subqueries: a join would list an Action once for each of its areas."""
    chosen = list(pillars)
    ties = [Q(main_pillar__in=chosen), Q(reported_pillars__in=chosen), Q(areas__pillar__in=chosen)]
    first, second, third = (Q(pk__in=actions.every().filter(tie).values("pk")) for tie in ties)
    return first | second | third


def _covering(first: int, last: int) -> Q:
    """A span of an Action that meets these years; with one end unknown, only the known year is covered."""
    both = Q(first_year__lte=last, last_year__gte=first)
    return (
        both | Q(first_year__range=(first, last), last_year=None) | Q(first_year=None, last_year__range=(first, last))
    )


WHOLE_NUMBER = models.IntegerField()
NO_YEAR = Q(first_year=None, last_year=None)
LONG_AGO = Value(datetime(1970, 1, 1, tzinfo=UTC))


class ActionQuerySet(models.QuerySet["Action"]):
    def every(self) -> "ActionQuerySet":
        """All Actions, whatever this QuerySet has left out: what subqueries start from."""
        return self.model._default_manager.all()

    def published(self) -> Self:
        """Actions that a visitor may see."""
        return self.filter(published=True)

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Own Actions and those of colleagues whom one covers for today; all for whoever may edit any.

        None for a visitor: `managers=None` would find ownerless ones.
        """
        if user.has_perm("actions.change_any_action"):
            return self
        return self.filter(pk__in=self.every().managed_by(user, with_cover=True).values("pk"))

    def managed_by(self, user: User | AnonymousUser, with_cover: bool = False) -> Self:
        """Actions that name this person as a manager. `with_cover`: those of whom they cover for today, too."""
        if isinstance(user, AnonymousUser):
            return self.none()
        managers = Q(managers=user)
        if with_cover:
            today = timezone.localdate()
            managers |= Q(managers__absences__in=user.covers.on(today))
        return self.filter(managers).distinct()

    def managers(self) -> UserQuerySet:
        """The people who are named as managers of one of these Actions."""
        named = self.model.managers.through._default_manager.filter(action__in=self.order_by().values("pk"))
        return User.objects.filter(pk__in=named.values("user"))

    def recently_worked_on(self) -> Self:
        """First the one whose own record, or one of whose activities, was saved last; what never was comes last."""
        saved = Max("activities__latest_revision__created_at")
        of_its_activities = self.every().filter(pk=OuterRef("pk")).order_by().values("pk").values(saved_at=saved)
        moments = (Coalesce(Subquery(of_its_activities), LONG_AGO), Coalesce("latest_revision__created_at", LONG_AGO))
        return self.order_by(Greatest(*moments).desc(), "title")

    def running_first(self) -> Self:
        """Those that run, then those of which it is not known or that are still to begin, then what is over."""
        rank = Case(When(status__running=True, then=0), When(status__closing=True, then=2), default=1)
        return self.select_related("status").annotate(rank=rank).order_by("rank", "title")

    def past_their_end(self, today: date) -> Self:
        """Running although their last possible day has passed, with that day as `day`."""
        return self.filter(status__running=True, ended_last__lt=today).annotate(day=F("ended_last"))

    def for_completeness(self) -> Self:
        """What a line about how complete each is shows of it: one query."""
        return self.select_related("status").only("title", "slug", "status__name")

    def with_span(self) -> Self:
        """Add `first_year` and `last_year`, None where unknown: as `Action.span`, by own dates or else as reported."""
        own_dates = Q(started_first__isnull=False) | Q(ended_last__isnull=False)
        return self.annotate(
            first_year=Case(
                When(own_dates, then=ExtractYear("started_first")), default="reported_from", output_field=WHOLE_NUMBER
            ),
            last_year=Case(
                When(own_dates, then=ExtractYear("ended_last")), default="reported_to", output_field=WHOLE_NUMBER
            ),
        )

    def related_to(self, relation: str, values: Iterable[models.Model], unknown: bool = False) -> Self:
        """Actions whose `relation` holds one of the values. `unknown`: those that hold nothing there, too."""
        found = self.every().filter(**{f"{relation}__in": list(values)}).values("pk")
        chosen = Q(pk__in=found)
        if unknown:
            chosen |= Q(pk__in=self.every().filter(**{f"{relation}__isnull": True}).values("pk"))
        return self.filter(chosen)

    def in_years(self, years: Iterable[int], unknown: bool = False) -> Self:
        """Actions whose span covers one of the years. `unknown`: those with neither end known, too."""
        chosen = Q(pk__in=[])
        for year in set(years):
            chosen |= _covering(year, year)
        return self.with_span().filter(chosen | NO_YEAR if unknown else chosen)

    def in_phases(self, phases: Iterable[Phase], unknown: bool = False) -> Self:
        """Actions recorded in one of the phases or, with no phase recorded, with years in one of them.

        `unknown`: those with neither a phase nor a year, too. The years of a phase are read as whole years.
        """
        chosen = Q(pk__in=[])
        for phase in phases:
            chosen |= Q(phase=phase) | (Q(phase=None) & _covering(*phase.years))
        return self.with_span().filter(chosen | (Q(phase=None) & NO_YEAR) if unknown else chosen)

    def in_pillars(self, pillars: Iterable[Pillar], unknown: bool = False) -> Self:
        """Actions with a pillar: as their main one, as reported, or as the pillar of one of their areas.

        `unknown`: those that nothing ties to a pillar, too.
        """
        chosen = _tied_to(self, pillars)
        return self.filter(chosen | ~_tied_to(self, Pillar.objects.all()) if unknown else chosen)

    def with_activity_types(self, types: Iterable[ActivityType]) -> Self:
        """Actions with a public activity of one of the types, or whose source names the type without an event."""
        chosen = list(types)
        happened = self.every().filter(activities__type__in=chosen, activities__internal=False)
        named = self.every().filter(reported_activity_types__in=chosen)
        return self.filter(Q(pk__in=happened.values("pk")) | Q(pk__in=named.values("pk")))

    def with_output_kinds(self, kinds: Iterable[OutputKind]) -> Self:
        """Actions with a public output of one of the kinds."""
        found = self.every().filter(outputs__kind__in=list(kinds), outputs__internal=False)
        return self.filter(pk__in=found.values("pk"))

    def with_words(self, text: str) -> Self:
        """Actions in which each of the words stands somewhere: title, summary, objective, partners, place or area."""
        found = self
        for word in words_of(text):
            where = Q(title__icontains=word) | Q(summary__icontains=word) | Q(overall_objective__icontains=word)
            where |= Q(partners_as_reported__icontains=word) | Q(code__icontains=word)
            where |= Q(pk__in=self.every().filter(areas__name__icontains=word).values("pk"))
            found = found.filter(where | Q(pk__in=self.every().placed(word).values("pk")))
        return found

    def placed(self, word: str) -> Self:
        """Actions where the word stands in the name of the region, a country, the regional body or a member state."""
        where = Q(region__name__icontains=word)
        where |= Q(regional_body__name__icontains=word) | Q(regional_body__acronym__icontains=word)
        countries = self.every().filter(partner_countries__english_name__icontains=word)
        members = self.every().filter(
            regional_body__memberships__country__english_name__icontains=word,
            regional_body__memberships__end_last__isnull=True,
        )
        return self.filter(where | Q(pk__in=countries.values("pk")) | Q(pk__in=members.values("pk")))

    def found_by(self, text: str, told: models.QuerySet) -> Self:
        """Actions with these words, or among the ids of Actions that a higher floor found in its own words."""
        return self.filter(Q(pk__in=self.every().with_words(text).values("pk")) | Q(pk__in=told))

    def of_organisation(self, organisation: "Organisation") -> Self:
        """Actions that it asked for, worked in or, as a regional body, covered."""
        ties = ("requesting_organisations", "partner_organisations", "regional_body")
        found = [Q(pk__in=self.every().filter(**{tie: organisation}).values("pk")) for tie in ties]
        return self.filter(found[0] | found[1] | found[2])

    def by_year(self) -> Self:
        """In the order of their first known year, those without one last."""
        return self.with_span().order_by(F("first_year").asc(nulls_last=True), "title")

    def for_list(self) -> Self:
        """All facts of this floor that a row shows, in three queries whatever the page size."""
        return (
            self.with_span()
            .select_related("region", "status", "regional_body")
            .prefetch_related("areas", "partner_countries")
        )

    def for_page(self) -> Self:
        """All facts of this floor that an Action's own page shows, but its sources and what happened in it."""
        return self.select_related(
            "region", "status", "phase", "regional_body", "main_pillar", "follows"
        ).prefetch_related(
            "areas",
            "partner_countries",
            "reported_pillars",
            "requesting_organisations",
            "partner_organisations",
            models.Prefetch("followed_by", self.every().published()),
        )

    def for_screen(self) -> Self:
        """What the workspace shows at the head of an Action, and what its page would show: as `for_page`."""
        return self.for_page()

    # --- How many of these Actions a choice would give. Leave the facet's own filter out, or it hides its siblings.

    def covered_years(self) -> set[int]:
        """Every year that one of these Actions covers. One query."""
        return {year for year in self.count_by_year() if year is not None}

    def count_by_year(self) -> dict[int | None, int]:
        """Year → how many of these Actions cover it; None: those with no year at all. One query."""
        counts: Counter[int | None] = Counter()
        for first, last in self.with_span().order_by().values_list("first_year", "last_year"):
            counts.update(Span(first, last).years() or [None])
        return dict(counts)

    def count_by_phase(self, phases: Iterable[Phase]) -> dict[str | None, int]:
        """Slug of a phase → how many of these Actions `in_phases` would list for it; None: with nothing to tell."""
        counts: Counter[str | None] = Counter()
        known = list(phases)
        for recorded, first, last in self.with_span().order_by().values_list("phase", "first_year", "last_year"):
            years = Span(first, last).years()
            within = [phase.slug for phase in known if phase.pk == recorded] if recorded else None
            if within is None:
                within = [phase.slug for phase in known if phase.covers(years)]
            counts.update(within)
            counts[None] += not recorded and not years
        return dict(+counts)

    def count_by(self, path: str) -> dict[str | None, int]:
        """Value of `path` («areas__slug») → how many of these Actions have it; None: those that hold nothing there."""
        rows = self.every().filter(pk__in=self.order_by().values("pk")).order_by().values_list(path)
        return dict(rows.annotate(Count("pk", distinct=True)))

    def count_by_pillar(self) -> dict[str | None, int]:
        """Slug of a pillar → how many of these Actions `in_pillars` would list for it; None: tied to none."""
        ties = ("main_pillar__slug", "reported_pillars__slug", "areas__pillar__slug")
        found: dict[int, set[str]] = defaultdict(set)
        for pk, *slugs in self.every().filter(pk__in=self.order_by().values("pk")).order_by().values_list("pk", *ties):
            found[pk].update(slug for slug in slugs if slug)
        counts: Counter[str | None] = Counter()
        for slugs in found.values():
            counts.update(slugs or [None])
        return dict(counts)

    def count_by_activity_type(self) -> dict[str | None, int]:
        """Slug of an activity type → how many of these Actions `with_activity_types` would list for it."""
        actions = self.every().filter(pk__in=self.order_by().values("pk")).order_by()
        named = actions.filter(reported_activity_types__isnull=False).values_list("reported_activity_types__slug", "pk")
        happened = actions.filter(activities__internal=False, activities__type__isnull=False)
        pairs = named.union(happened.values_list("activities__type__slug", "pk"))
        return dict(Counter(slug for slug, _pk in pairs))

    def count_by_output_kind(self) -> dict[str | None, int]:
        """Slug of an output kind → how many of these Actions have a public output of it."""
        public = self.every().filter(pk__in=self.order_by().values("pk"), outputs__internal=False)
        rows = public.filter(outputs__kind__isnull=False).order_by().values_list("outputs__kind__slug")
        return dict(rows.annotate(Count("pk", distinct=True)))


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def with_position(self) -> Self:
        """Add `position`: which row of its Action's form it is, counted from 0."""
        here = Coalesce(OuterRef("sort_order"), 0)
        earlier = self.model._default_manager.annotate(place=Coalesce("sort_order", 0)).filter(
            Q(place__lt=here) | Q(place=here, pk__lt=OuterRef("pk")), action=OuterRef("action")
        )
        counted = earlier.order_by().values("action").annotate(rows=Count("pk")).values("rows")
        return self.annotate(position=Coalesce(Subquery(counted), 0))
