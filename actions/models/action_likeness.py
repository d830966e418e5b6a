"""What Actions have to do with each other: which follows which, and which are alike in what."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from .action_counts import CountsByFacts

if TYPE_CHECKING:
    from .action import Action

Row = TypeVar("Row", bound=models.Model)
# How much it counts that two Actions share one thing. The weights are our own; who is alike does not hang on them, only
# the order does. One body in common tells more than one area; that each has a body at all, or the region, tells less.
AREA, COUNTRY, SAME_BODY, A_BODY, REGION = 3, 3, 5, 2, 2
DATES = [f"{name}_{end}" for name in ("started", "ended") for end in ("first", "last")]
IN_A_SERIES = ["title", "slug", "follows", "reported_from", "reported_to", *DATES]


class ActionsAlike(CountsByFacts[Row]):
    """For a QuerySet of Actions."""

    def in_series(self) -> Self:
        """Those that follow another or that another follows, with what a series shows of each: one query."""
        followed = self.model._default_manager.filter(follows__isnull=False).order_by().values("follows")
        return self.filter(Q(follows__isnull=False) | Q(pk__in=followed)).order_by().only(*IN_A_SERIES)

    def alike(self, action: "Action") -> Self:
        """Others on one of its areas, in one of its partner countries or, where it has a regional body, with one too.

        `likeness` is the weight of all that they share.
        """
        areas, countries = _shared_areas(action), _shared_countries(action)
        alike = Q(pk__in=areas.values("action")) | Q(pk__in=countries.values("action"))
        weight = AREA * _number_in_each(areas) + COUNTRY * _number_in_each(countries)
        if action.regional_body_id:
            alike |= Q(regional_body__isnull=False)
            same = When(regional_body=action.regional_body_id, then=SAME_BODY)
            weight += Case(same, When(regional_body__isnull=False, then=A_BODY), default=0)
        if action.region_id:
            weight += Case(When(region=action.region_id, then=REGION), default=0)
        return self.filter(alike).exclude(pk=action.pk).annotate(likeness=weight)

    def shared_with(self, action: "Action", *more: models.QuerySet[Any, Any]) -> dict[int, dict[str, set[int]]]:
        """Id of each of these Actions → «area» and «country» → ids of those that it shares with `action`.

        `more`: rows (id of an Action, what it is, its id) of what only a higher floor knows. One query for all.
        """
        ids = [row.pk for row in self]
        rows: list[models.QuerySet[Any, Any]] = [
            links.filter(action__in=ids)
            .annotate(kind=Value(kind, output_field=models.CharField()))
            .values_list("action", "kind", kind)
            for kind, links in (("area", _shared_areas(action)), ("country", _shared_countries(action)))
        ]
        found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for pk, kind, shared in rows[0].union(*rows[1:], *more):
            found[pk][kind].add(shared)
        return found


def _shared_areas(action: "Action") -> models.QuerySet[Any]:
    """The links from any Action to an area of this one."""
    return type(action).areas.through._default_manager.filter(area__in=action.areas.all())


def _shared_countries(action: "Action") -> models.QuerySet[Any]:
    through = type(action).partner_countries.through._default_manager
    return through.filter(country__in=action.partner_countries.all())


def _number_in_each(links: models.QuerySet[Any]) -> Coalesce:
    """An expression for a QuerySet of Actions: how many of the links each has. A join would multiply."""
    counted = links.filter(action=OuterRef("pk")).order_by().values("action").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
