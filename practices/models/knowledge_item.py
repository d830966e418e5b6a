"""What was learnt: a good practice, a lesson learnt or an impact, each speaking to one or more criteria."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import hooks
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, PreviewableMixin, WorkflowMixin, WorkflowState
from wagtail.rich_text import get_text_for_indexing

from actions.base.models import Ruled, SluggedRecord, User
from actions.base.partial_dates import PartialDateField, partial_date_constraint
from actions.base.words import words_of
from actions.models import Action, Activity, Area, Component, Criterion, Output, Source
from actions.models.action_queryset import ActionQuerySet
from actions.models.facts import refuse_parts_of_another_action
from actions.spans import PLAUSIBLE_YEARS

from .features import PLAIN_FEATURES

PUBLISHES = "practices.publish_knowledgeitem"


def actions_to_write_about(user: User) -> ActionQuerySet:
    """Whoever publishes what was learnt writes about every Action; a manager drafts for own Actions."""
    return Action.objects.all() if user.has_perm(PUBLISHES) else Action.objects.editable_by(user)


def _workflows() -> models.QuerySet[WorkflowState]:
    """For a subquery: the approval that an item is going through. Its id is text there."""
    kind = ContentType.objects.get_for_model(KnowledgeItem, for_concrete_model=False)
    key = Cast(OuterRef("pk"), models.CharField())
    return WorkflowState.objects.active().filter(base_content_type=kind, object_id=key)


class KnowledgeItemQuerySet(models.QuerySet["KnowledgeItem"]):
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
        readings = CriterionReading.objects.filter(criterion__in=criteria)
        return self.filter(pk__in=readings.values("item"))

    def on_areas(self, areas: Iterable[Area]) -> Self:
        """Items on one of the areas."""
        return self.filter(pk__in=KnowledgeItem.objects.filter(areas__in=list(areas)).values("pk"))

    def count_by(self, path: str) -> dict[str | None, int]:
        """Value of `path` («areas__slug») → how many of these items have it. One query."""
        rows = KnowledgeItem.objects.filter(pk__in=self.order_by().values("pk")).order_by().values_list(path)
        return dict(rows.annotate(Count("pk", distinct=True)))

    def with_words(self, text: str) -> Self:
        """Items in which each of the words stands in the heading, the takeaway or the text, or names the place."""
        found = self
        for word in words_of(text):
            where = Q(heading__icontains=word) | Q(takeaway__icontains=word) | Q(plain_text__icontains=word)
            found = found.filter(where | Q(action__in=Action.objects.placed(word)) | Q(action__title__icontains=word))
        return found

    def in_moderation(self) -> Self:
        """Handed in and waiting for an editor, with the day on which they were handed in as `day`."""
        return self._with_workflow(WorkflowState.STATUS_IN_PROGRESS, "created_at")

    def sent_back(self) -> Self:
        """An editor has asked for changes, with the day on which that was as `day`."""
        return self._with_workflow(WorkflowState.STATUS_NEEDS_CHANGES, "current_task_state__finished_at")

    def drafts_untouched_since(self, day: date) -> Self:
        """Drafts that nobody has handed in, with their last change as `day`: on this day or before it."""
        drafts = self.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(Exists(_workflows()))
        return drafts.annotate(day=TruncDate("latest_revision__created_at")).filter(day__lte=day)

    def _with_workflow(self, status: str, since: str) -> Self:
        state = _workflows().filter(status=status).order_by("-pk")
        return self.annotate(day=TruncDate(Subquery(state.values(since)[:1]))).filter(Exists(state))

    def for_cards(self) -> Self:
        """All that a card shows: three queries, whatever the number of cards."""
        return (
            self.with_readings().select_related("action__regional_body").prefetch_related("action__partner_countries")
        )

    def with_readings(self) -> Self:
        """With the criteria that they speak to, in the order of the criteria: one query more."""
        return self.prefetch_related(models.Prefetch("readings", CriterionReading.objects.in_order()))

    def beside(self, item: "KnowledgeItem") -> Self:
        """The other items of the same Action."""
        return self.filter(action=item.action_id).exclude(pk=item.pk)

    def for_own_page(self) -> Self:
        """What the page of one item shows: five queries."""
        return (
            self.for_cards().select_related("action__regional_body", "component").prefetch_related("areas", "figures")
        )

    def evidence_by_action(self) -> dict[int, dict[int, int]]:
        """Id of an Action → order of a criterion → how many of these items speak to it. One query."""
        rows = (
            CriterionReading.objects.filter(item__in=self)
            .order_by()
            .values_list("item__action", "criterion__order")
            .annotate(items=Count("item", distinct=True))
        )
        evidence: dict[int, dict[int, int]] = defaultdict(dict)
        for action, order, items in rows:
            evidence[action][order] = items
        return evidence

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

    def actions_by_criterion(self) -> dict[str, int]:
        """Slug of a criterion → of how many Actions one of these items speaks to it. One query."""
        readings = CriterionReading.objects.filter(item__in=self).order_by()
        return dict(readings.values_list("criterion__slug").annotate(actions=Count("item__action", distinct=True)))

    def counts_by_criterion(self) -> dict[int, tuple[int, int]]:
        """Order of a criterion → how many of these items speak to it, and of how many Actions. One query."""
        rows = (
            CriterionReading.objects.filter(item__in=self)
            .order_by()
            .values_list("criterion__order")
            .annotate(items=Count("item", distinct=True), actions=Count("item__action", distinct=True))
        )
        return {order: (items, actions) for order, items, actions in rows}


class KnowledgeItem(WorkflowMixin, DraftStateMixin, LockableMixin, PreviewableMixin, SluggedRecord):
    """One thing learnt in an Action. Its words have drafts; only what an editor published is counted."""

    class Kind(models.TextChoices):
        PRACTICE = "good-practice", _("Good practice")
        LESSON = "lesson-learnt", _("Lesson learnt")
        IMPACT = "impact", _("Impact")

    class ImpactLevel(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        INSTITUTION = "institution", _("institution")
        ENVIRONMENT = "enabling-environment", _("enabling environment")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    action = models.ForeignKey(Action, models.PROTECT, related_name="knowledge_items", verbose_name=_("Action"))
    component = models.ForeignKey(
        Component, models.PROTECT, null=True, blank=True, related_name="knowledge_items", verbose_name=_("component")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="knowledge_items",
        verbose_name=_("activity"),
        help_text=_("The activity in which it was learnt, where it was one."),
    )
    output = models.ForeignKey(
        Output,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="knowledge_items",
        verbose_name=_("output"),
        help_text=_("The output that shows it, where there is one."),
    )
    heading = models.CharField(_("heading"), max_length=200)
    takeaway = models.TextField(_("takeaway"), help_text=_("The point in one or two sentences."))
    body = RichTextField(_("text"), features=PLAIN_FEATURES, blank=True)
    how_to_use = RichTextField(
        _("what others can reuse"), features=PLAIN_FEATURES, blank=True, help_text=_("How another country could do it.")
    )
    areas = ParentalManyToManyField(Area, blank=True, related_name="knowledge_items", verbose_name=_("areas"))
    impact_level = models.CharField(
        _("impact level"),
        max_length=20,
        choices=ImpactLevel.choices,
        blank=True,
        help_text=_("As the OECD looks at capacity: the person, the institution or the rules around both."),
    )
    observed = PartialDateField(_("observed"), help_text=_("When it was seen; it may be years after the Action."))
    sources = ParentalManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    plain_text = models.TextField(editable=False, default="", help_text="The words of its texts, for the search.")

    objects = KnowledgeItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("knowledge item")
        verbose_name_plural = _("knowledge items")
        ordering = ["action", "order", "pk"]
        constraints = [
            partial_date_constraint("item", "observed", PLAUSIBLE_YEARS),
            models.CheckConstraint(
                name="item_has_a_kind",
                condition=Q(kind__in=["good-practice", "lesson-learnt", "impact"]),
                violation_error_code="kind",
                violation_error_message=_("Say what it is: a good practice, a lesson learnt or an impact."),
            ),
            models.CheckConstraint(
                name="item_level_only_of_an_impact",
                condition=Q(impact_level="") | Q(kind="impact"),
                violation_error_code="impact_level",
                violation_error_message=_("Only an impact has a level: leave it empty, or change the kind."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return reverse("practice", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        refuse_parts_of_another_action(self, "component", "activity", "output")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps its words without the marks between them, which a search would find as well."""
        self.plain_text = get_text_for_indexing(f"{self.body} {self.how_to_use}")
        super().save(*args, **kwargs)

    def write(self, user: User | None = None) -> None:
        """As for every record; the words are published with it."""
        with transaction.atomic():
            super().write(user)
            if self.latest_revision:
                self.latest_revision.publish(user=user)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Drawn by the roof, like the page itself."""
        draw = hooks.get_hooks("draw_knowledge_item")[0]
        return draw(request, self)


class CriterionReadingQuerySet(models.QuerySet["CriterionReading"]):
    def in_order(self) -> Self:
        """With their criteria, in the order of these."""
        return self.select_related("criterion").order_by("criterion__order")

    def live_for(self, criterion: Criterion) -> Self:
        """What public items say to one criterion, Action by Action: two queries."""
        live = self.filter(criterion=criterion, item__in=KnowledgeItem.objects.live())
        related = live.select_related("item__action__regional_body").order_by(
            "item__action__title", "item__order", "pk"
        )
        return related.prefetch_related("item__action__partner_countries")


class CriterionReading(Ruled, Orderable):
    """That an item speaks to a criterion, and why. A reading of ours is marked as such."""

    item = ParentalKey(
        KnowledgeItem, on_delete=models.CASCADE, related_name="readings", verbose_name=_("knowledge item")
    )
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="readings", verbose_name=_("criterion"))
    reason = models.TextField(_("reason"))
    own_reading = models.BooleanField(
        _("the portal's own reading"),
        default=True,
        help_text=_("Unmark it where the source itself names the criterion."),
    )

    objects = CriterionReadingQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("criterion with its reason")
        verbose_name_plural = _("criteria with their reasons")
        constraints = [models.UniqueConstraint(fields=["item", "criterion"], name="reading_once_per_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.item}"


class ItemFigure(Ruled, Orderable):
    """A number that belongs to an item, with what it counts: «9 concepts»."""

    item = ParentalKey(
        KnowledgeItem, on_delete=models.CASCADE, related_name="figures", verbose_name=_("knowledge item")
    )
    value = models.CharField(_("figure"), max_length=30)
    label = models.CharField(_("what it counts"), max_length=120)

    class Meta(Orderable.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.value} {self.label}"
