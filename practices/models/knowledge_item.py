"""What was learnt: a good practice, a lesson learnt or an impact, each speaking to one or more criteria."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import hooks
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    WorkflowMixin,
)
from wagtail.rich_text import get_text_for_indexing

from actions.base.models import Ruled, SluggedRecord, User
from actions.base.partial_dates import PartialDateField, partial_date_constraint
from actions.models import Action, Activity, Area, Component, Criterion, Output, Source
from actions.models.facts import refuse_parts_of_another_action
from actions.spans import PLAUSIBLE_YEARS

from .features import PLAIN_FEATURES
from .knowledge_queryset import CriterionReadingQuerySet, KnowledgeItemQuerySet


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

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """ValidationError where another item took the address that the draft asks for: an approval passes no form."""
        revision.as_object().validate_unique()
        super().publish(revision, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Drawn by the roof, like the page itself."""
        draw = hooks.get_hooks("draw_knowledge_item")[0]
        return draw(request, self)


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
