"""What is asked of Actions: one method per meaning and one per screen."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from actions.base.models import User
from actions.base.people import UserQuerySet

from .action_counts import INSTITUTIONS
from .action_ties import ORGANISATIONS, ActionsWithTies
from .organisations import Membership
from .years import NO_YEAR, is_member_then, known_years, overlap

if TYPE_CHECKING:
    from .action import Action, Objective  # noqa: F401
    from .organisations import Organisation
    from .places import Country
    from .vocabularies import ActivityType, InstitutionKind, OutputKind, Phase, Pillar

LONG_AGO = Value(datetime(1970, 1, 1, tzinfo=UTC))


class ActionQuerySet(ActionsWithTies["Action"]):
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

    def with_known_years(self) -> Self:
        """Add `known_from` and `known_to`, the first and last of the years that each covers; None without any."""
        return self.annotate(**known_years())

    def related_to(self, relation: str, values: Iterable[models.Model], unknown: bool = False) -> Self:
        """Actions whose `relation` holds one of the values. `unknown`: those that hold nothing there, too."""
        return self._tied([relation], values, unknown)

    def in_countries(self, countries: Iterable["Country"], unknown: bool = False) -> Self:
        """Actions that worked in one of the countries: a partner country, or a member state of the regional body then.

        «Then» is a year of the Action; without any year, no member state is known. `unknown`: those that are known to
        have worked in none, too.
        """
        partner = Q(pk__in=self.every().filter(partner_countries__in=countries).values("pk"))
        member = is_member_then(Membership.objects.filter(country__in=countries))
        nowhere = Q(partner_countries=None) & ~is_member_then(Membership.objects.all())
        return self.alias(**known_years()).filter(partner | member | nowhere if unknown else partner | member)

    def in_years(self, years: Iterable[int], unknown: bool = False) -> Self:
        """Actions whose span covers one of the years. `unknown`: those with neither end known, too."""
        chosen = Q(pk__in=[])
        for year in set(years):
            chosen |= Q(known_from__lte=year, known_to__gte=year)
        return self.alias(**known_years()).filter(chosen | NO_YEAR if unknown else chosen)

    def in_phases(self, phases: "models.QuerySet[Phase]", unknown: bool = False) -> Self:
        """Actions recorded in one of the phases or, with no phase recorded, with years in one of them.

        `unknown`: those with neither a phase nor a year, too. The years of a phase are read as whole years.
        """
        by_years = Exists(phases.filter(overlap("start", "end", OuterRef("known_from"), OuterRef("known_to"))))
        chosen = Q(phase__in=phases) | (Q(phase=None) & ~NO_YEAR & Q(by_years))
        return self.alias(**known_years()).filter(chosen | (Q(phase=None) & NO_YEAR) if unknown else chosen)

    def in_pillars(self, pillars: Iterable["Pillar"], unknown: bool = False) -> Self:
        """Actions with a pillar: as their main one, as reported, or as the pillar of one of their areas.

        `unknown`: those that nothing ties to a pillar, too.
        """
        return self._tied(["main_pillar", "reported_pillars", "areas__pillar"], pillars, unknown)

    def with_partner_kinds(self, kinds: Iterable["InstitutionKind"], unknown: bool = False) -> Self:
        """Actions that an institution of one of the kinds asked for, took part in or, as a regional body, covered.

        `unknown`: those of whose institutions no kind is recorded, too.
        """
        return self._tied([f"{institution}__kind" for institution in INSTITUTIONS], kinds, unknown)

    def _tied(self, paths: list[str], values: Iterable[models.Model], unknown: bool) -> Self:
        """Actions that one of the paths leads to one of the values; `unknown`: those that none leads anywhere, too.

        By subqueries: a join would list an Action once for each of its areas.
        """
        chosen, anything = Q(), Q()
        for path in paths:
            chosen |= Q(pk__in=self.every().filter(**{f"{path}__in": values}).values("pk"))
            anything |= Q(pk__in=self.every().filter(**{f"{path}__isnull": False}).values("pk"))
        return self.filter(chosen | ~anything if unknown else chosen)

    def with_activity_types(self, types: Iterable["ActivityType"]) -> Self:
        """Actions with a public activity of one of the types, or whose source names the type without an event."""
        happened = self.every().filter(activities__type__in=types, activities__internal=False)
        named = self.every().filter(reported_activity_types__in=types)
        return self.filter(Q(pk__in=happened.values("pk")) | Q(pk__in=named.values("pk")))

    def with_output_kinds(self, kinds: Iterable["OutputKind"]) -> Self:
        """Actions with a public output of one of the kinds."""
        found = self.every().filter(outputs__kind__in=kinds, outputs__internal=False)
        return self.filter(pk__in=found.values("pk"))

    def of_organisations(self, organisations: Iterable["Organisation"]) -> Self:
        """Actions that one of them asked for, worked in or, as a regional body, covered."""
        return self._tied([*INSTITUTIONS], organisations, unknown=False)

    def by_year(self) -> Self:
        """In the order of the first year that each covers, those without any last."""
        return self.with_known_years().order_by(F("known_from").asc(nulls_last=True), "title")

    def for_list(self) -> Self:
        """All facts of this floor that a row shows, in three queries whatever the page size."""
        return (
            self.with_known_years()
            .select_related("region", "status", "regional_body")
            .prefetch_related("areas", "partner_countries")
        )

    def for_page(self) -> Self:
        """What an Action's own page shows of it, but its `ties`, its sources and what happened in it: four queries."""
        return self.select_related("region", "status", "phase", "regional_body", "main_pillar").prefetch_related(
            "partner_countries", self._goals("target_readings"), self._goals("compact_readings")
        )

    def _goals(self, relation: str) -> models.Prefetch:
        """The goals of the world that each serves, by this relation: one query."""
        readings: Any = self.model._meta.get_field(relation).related_model
        return models.Prefetch(relation, readings.objects.for_page())

    def for_screen(self) -> Self:
        """What the workspace shows of an Action: as `for_page`, with its institutions."""
        return self.for_page().prefetch_related(*ORGANISATIONS)


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def with_position(self) -> Self:
        """Add `position`: which row of its Action's form it is, counted from 0."""
        here = Coalesce(OuterRef("sort_order"), 0)
        earlier = self.model._default_manager.annotate(place=Coalesce("sort_order", 0)).filter(
            Q(place__lt=here) | Q(place=here, pk__lt=OuterRef("pk")), action=OuterRef("action")
        )
        counted = earlier.order_by().values("action").annotate(rows=Count("pk")).values("rows")
        return self.annotate(position=Coalesce(Subquery(counted), 0))
