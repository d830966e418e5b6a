"""What is asked of knowledge items and of their readings: one method per meaning and one per screen."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, ExtractYear, TruncDate
from wagtail.models import WorkflowState

from actions.base.models import User
from actions.models import Action, Area, Criterion
from actions.models.action_counts import CountsByFacts
from actions.models.action_queryset import ActionQuerySet

if TYPE_CHECKING:
    from .knowledge_item import CriterionReading, KnowledgeItem

PUBLISHES = "practices.publish_knowledgeitem"


def actions_to_write_about(user: User) -> ActionQuerySet:
    """Whoever publishes what was learnt writes about every Action; a manager drafts for own Actions."""
    return Action.objects.all() if user.has_perm(PUBLISHES) else Action.objects.editable_by(user)


def _how_many(rows: models.QuerySet, owner: str) -> Coalesce:
    """An expression: the number of `rows`, which are asked for by the outer row as their `owner`."""
    counted = rows.order_by().values(owner).annotate(rows=Count("pk", distinct=True)).values("rows")
    return Coalesce(Subquery(counted), 0)


class KnowledgeItemQuerySet(CountsByFacts["KnowledgeItem"]):
    to_action = "action__"

    def every(self) -> "KnowledgeItemQuerySet":
        """All items, whatever this QuerySet has left out: what subqueries start from."""
        return self.model._default_manager.all()

    def every_reading(self) -> "CriterionReadingQuerySet":
        """All readings, of whatever item."""
        readings: Any = self.model._meta.get_field("readings").related_model
        return cast("CriterionReadingQuerySet", readings._default_manager.all())

    def editable_by(self, user: User) -> Self:
        """Items of the Actions that this person may write about."""
        return self.filter(action__in=actions_to_write_about(user))

    def live(self) -> Self:
        """Published items of published Actions: the only ones that count in a figure."""
        return self.filter(live=True, action__published=True)

    def shown_with(self, action: Action) -> Self:
        """Items that stand on the page of this Action as soon as it is published."""
        return self.filter(action=action, live=True)

    def drafts_of(self, action: Action) -> Self:
        """Items of this Action that no reader sees, published or not."""
        return self.filter(action=action, live=False)

    def for_screen(self) -> Self:
        """What a row of the workspace shows of them: two queries."""
        return self.with_readings().select_related("component", "activity", "output")

    def speaking_to(self, criteria: models.QuerySet[Criterion] | Iterable[Criterion]) -> Self:
        """Items that speak to one of the criteria. By subquery: two readings would list an item twice."""
        readings = self.every_reading().filter(criterion__in=criteria)
        return self.filter(pk__in=readings.values("item"))

    def on_areas(self, areas: Iterable[Area], unknown: bool = False) -> Self:
        """Items on one of the areas. `unknown`: those on none, too."""
        chosen = Q(pk__in=self.every().filter(areas__in=areas).values("pk"))
        return self.filter(chosen | Q(areas=None) if unknown else chosen)

    def among(self, numbers: Iterable[int]) -> Self:
        """Items with one of these ids, of which there may be thousands.

        The sum keeps the index of the ids out of it: SQLite would look up each of them in each Action (a second with
        2,000 Actions, 30 ms so).
        """
        return self.alias(number=F("pk") + 0).filter(number__in=numbers)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        return self.filter(kind__in=kinds)

    def at_levels(self, levels: Iterable[str], unknown: bool = False) -> Self:
        """Impacts at one of the levels. `unknown`: those whose level is not recorded, too."""
        return self.filter(kind=self.model.Kind.IMPACT, impact_level__in=[*levels, *([""] if unknown else [])])

    def count_by_level(self) -> dict[str | None, int]:
        """Level of impact → how many of these items; None: impacts whose level is not recorded. One query."""
        impacts = self.filter(kind=self.model.Kind.IMPACT)
        return {level or None: number for level, number in impacts.count_by("impact_level").items()}

    def in_moderation(self) -> Self:
        """Handed in and waiting for an editor, with the day on which they were handed in as `day`."""
        return self._with_workflow(WorkflowState.STATUS_IN_PROGRESS, "created_at")

    def sent_back(self) -> Self:
        """An editor has asked for changes, with the day on which that was as `day`."""
        return self._with_workflow(WorkflowState.STATUS_NEEDS_CHANGES, "current_task_state__finished_at")

    def drafts_untouched_since(self, day: date) -> Self:
        """Drafts that nobody has handed in, with their last change as `day`: on this day or before it."""
        drafts = self.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(Exists(self._workflows()))
        return drafts.annotate(day=TruncDate("latest_revision__created_at")).filter(day__lte=day)

    def _workflows(self) -> models.QuerySet[WorkflowState]:
        """For a subquery: the approval that an item is going through. Its id is text there."""
        kind = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        key = Cast(OuterRef("pk"), models.CharField())
        return WorkflowState.objects.active().filter(base_content_type=kind, object_id=key)

    def _with_workflow(self, status: str, since: str) -> Self:
        state = self._workflows().filter(status=status).order_by("-pk")
        return self.annotate(day=TruncDate(Subquery(state.values(since)[:1]))).filter(Exists(state))

    def for_cards(self) -> Self:
        """All that a card shows: three queries, whatever the number of cards."""
        return (
            self.with_readings().select_related("action__regional_body").prefetch_related("action__partner_countries")
        )

    def for_sorting(self) -> Self:
        """Add `evidence`, the number of criteria that each speaks to, and `known_from`, None where no year is known.

        That is the year in which it was observed, else the first that its Action covers.
        """
        of_action: Any = Action.objects.with_known_years().filter(pk=OuterRef("action")).order_by()
        return self.annotate(
            evidence=_how_many(self.every_reading().filter(item=OuterRef("pk")), "item"),
            known_from=Coalesce(ExtractYear("observed_first"), Subquery(of_action.values("known_from"))),
        )

    def with_readings(self) -> Self:
        """With the criteria that they speak to, in the order of the criteria: one query more."""
        return self.prefetch_related(models.Prefetch("readings", self.every_reading().in_order()))

    def of_actions(self, actions: ActionQuerySet) -> Self:
        """Items that were learnt in one of these Actions."""
        return self.filter(action__in=actions.order_by().values("pk"))

    def beside(self, item: "KnowledgeItem") -> Self:
        """All items of the same Action, this one among them, in their order."""
        return self.filter(action=item.action_id).order_by("order", "pk")

    def akin_to(self, item: "KnowledgeItem") -> Self:
        """Items of other Actions on a criterion of this one, with `shared`: how many criteria and areas are the same.

        First those that share the most of both together, among equals by heading. The item may be an unsaved draft.
        """
        criteria = self.every_reading().filter(
            item=OuterRef("pk"), criterion__in=[reading.criterion_id for reading in item.readings.all()]
        )
        areas = self.model.areas.through.objects.filter(knowledgeitem=OuterRef("pk"), area__in=item.areas.all())
        counted = self.exclude(action=item.action_id).annotate(
            same_criteria=_how_many(criteria, "item"), same_areas=_how_many(areas, "knowledgeitem")
        )
        return (
            counted.filter(same_criteria__gt=0)
            .annotate(shared=F("same_criteria") + F("same_areas"))
            .order_by("-shared", "heading", "pk")
        )

    def for_akin(self) -> Self:
        """What a card shows, and the areas that tell why it stands beside another item: four queries."""
        return self.for_cards().prefetch_related("areas")

    def for_own_page(self) -> Self:
        """What the page of one item shows, but its siblings and its sources: five queries."""
        parts = ("action__region", "action__regional_body", "component", "activity__type", "output__kind")
        return self.for_cards().select_related(*parts).prefetch_related("areas", "figures")

    def evidence_by_action(self) -> dict[int, dict[int, int]]:
        """Id of an Action → order of a criterion → how many of these items speak to it. One query."""
        rows = (
            self.every_reading()
            .filter(item__in=self)
            .order_by()
            .values_list("item__action", "criterion__order")
            .annotate(items=Count("item", distinct=True))
        )
        evidence: dict[int, dict[int, int]] = defaultdict(dict)
        for action, order, items in rows:
            evidence[action][order] = items
        return evidence

    def criteria_of_actions(self, actions: Iterable[Action]) -> models.QuerySet["CriterionReading", tuple[Any, ...]]:
        """Rows (id of one of the Actions, «criterion», id of one to which one of these items speaks), for a union."""
        return (
            self.every_reading()
            .filter(item__in=self, item__action__in=[action.pk for action in actions])
            .order_by()
            .annotate(kind=models.Value("criterion", output_field=models.CharField()))
            .values_list("item__action", "kind", "criterion")
        )

    def kinds_by_action(self) -> dict[int, dict[str, int]]:
        """Id of an Action → kind → how many of these items. One query."""
        kinds: dict[int, dict[str, int]] = defaultdict(dict)
        for action, kind, items in self.order_by().values_list("action", "kind").annotate(items=Count("pk")):
            kinds[action][kind] = items
        return kinds

    def count_by_kind(self) -> dict[str, tuple[int, int]]:
        """Kind → how many of these items are published, and how many are drafts. One query."""
        rows = self.order_by().values_list("kind").annotate(live=Count("pk", filter=Q(live=True)), all=Count("pk"))
        return {kind: (live, every - live) for kind, live, every in rows}

    def count_per_action(self) -> Coalesce:
        """An expression for a QuerySet of Actions: how many of these items each has. A join would multiply."""
        counted = self.filter(action=OuterRef("pk")).order_by().values("action").annotate(items=Count("pk"))
        return Coalesce(Subquery(counted.values("items")), 0)

    def actions_by(self, path: str) -> dict[str | None, int]:
        """Value of `path` («readings__criterion__slug») → of how many Actions one of these items has it. One query."""
        return dict(self.once().values_list(path).annotate(Count("action", distinct=True)))

    def actions_by_level(self) -> dict[str | None, int]:
        """As `count_by_level`, but of how many Actions."""
        impacts = self.filter(kind=self.model.Kind.IMPACT)
        return {level or None: number for level, number in impacts.actions_by("impact_level").items()}

    def criteria_per_action(self, criteria: Iterable[Criterion]) -> Coalesce:
        """An expression for a QuerySet of Actions: to how many of the criteria one of these items speaks in each."""
        readings = self.every_reading().filter(criterion__in=list(criteria), item__in=self, item__action=OuterRef("pk"))
        counted = readings.order_by().values("item__action").annotate(criteria=Count("criterion", distinct=True))
        return Coalesce(Subquery(counted.values("criteria")), 0)

    def counts_by_criterion(self) -> dict[int, tuple[int, int]]:
        """Order of a criterion → how many of these items speak to it, and of how many Actions. One query."""
        rows = (
            self.every_reading()
            .filter(item__in=self)
            .order_by()
            .values_list("criterion__order")
            .annotate(items=Count("item", distinct=True), actions=Count("item__action", distinct=True))
        )
        return {order: (items, actions) for order, items, actions in rows}


class CriterionReadingQuerySet(models.QuerySet["CriterionReading"]):
    def in_order(self) -> Self:
        """With their criteria, in the order of these."""
        return self.select_related("criterion").order_by("criterion__order")

    def of_items(self, items: KnowledgeItemQuerySet, criterion: Criterion) -> Self:
        """What these items say to one criterion, Action by Action: two queries."""
        said = self.filter(criterion=criterion, item__in=items.order_by().values("pk"))
        related = said.select_related("item__action__regional_body").order_by(
            "item__action__title", "item__action", "item__order", "pk"
        )
        return related.prefetch_related("item__action__partner_countries")
