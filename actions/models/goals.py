"""The world's goals for migration: the Sustainable Development Goals, and the objectives of the Global Compact.

Which of them an Action serves is a reading: ours, unless a source names the goal itself.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from actions.base.models import Ruled, Term

from .action import Action
from .sources import Source

LEFT_EMPTY = _("The source that names it. Left empty, it is shown as the portal's own reading.")


def number_once(name: str, sentence: Any) -> models.UniqueConstraint:
    """No two terms of a list may share the number that the United Nations gave them, their `order`."""
    return models.UniqueConstraint("order", name=name, violation_error_code="order", violation_error_message=sentence)


class DevelopmentGoalQuerySet(models.QuerySet["DevelopmentGoal"]):
    def with_targets(self) -> Self:
        """With the targets below them: one query more."""
        return self.prefetch_related("targets")


class DevelopmentGoal(Term):
    """One of the 17 Sustainable Development Goals of the 2030 Agenda; `order` is its number."""

    objects = DevelopmentGoalQuerySet.as_manager()

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        constraints = [number_once("goal_number_once", _("Another goal has this number already."))]

    def __str__(self) -> str:
        return f"{self.order} {self.name}"


class GoalTarget(Term):
    """A target on migration below one of the goals; its printed code is the United Nations' own («10.7»)."""

    goal = models.ForeignKey(DevelopmentGoal, models.PROTECT, related_name="targets", verbose_name=_("goal"))
    code = models.CharField(_("printed code"), max_length=6, unique=True)
    statement = models.TextField(_("statement"), help_text=_("The wording of the 2030 Agenda."))

    fixed_once_created = ("slug", "code")

    class Meta(Term.Meta):
        verbose_name = _("SDG target")
        verbose_name_plural = _("SDG targets")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return f"{reverse('goals')}#{self.slug}"


class CompactObjective(Term):
    """One of the 23 objectives of the Global Compact for Safe, Orderly and Regular Migration; `order` is its number."""

    class Meta(Term.Meta):
        verbose_name = _("objective of the Global Compact")
        verbose_name_plural = _("objectives of the Global Compact")
        constraints = [number_once("compact_objective_number_once", _("Another objective has this number already."))]

    def __str__(self) -> str:
        return f"{self.order} {self.name}"

    def get_absolute_url(self) -> str:
        return f"{reverse('goals')}#{self.slug}"


class GoalReadingQuerySet(models.QuerySet["GoalReading"]):
    def for_page(self) -> Self:
        """With what each links to and the source that names it, in the order of the goals: one query."""
        goal = self.model.goal_field
        return self.select_related(goal, "named_by").order_by(f"{goal}__order")


class GoalReading(Ruled, Orderable):
    """That an Action serves a goal, and why. The portal's own reading, unless `named_by` a source."""

    reason = models.TextField(_("reason"))
    named_by = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named by"),
        help_text=LEFT_EMPTY,
    )

    objects: ClassVar[Any] = GoalReadingQuerySet.as_manager()

    goal_field: ClassVar[str]  # name of the foreign key to what it links to

    class Meta(Orderable.Meta):
        abstract = True

    @property
    def own_reading(self) -> bool:
        """Whether no source names it."""
        return self.named_by_id is None


class TargetReading(GoalReading):
    """An Action's link to an SDG target."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="target_readings", verbose_name=_("Action"))
    target = models.ForeignKey(GoalTarget, models.PROTECT, related_name="readings", verbose_name=_("SDG target"))

    goal_field = "target"

    class Meta(GoalReading.Meta):
        verbose_name = _("SDG target with its reason")
        verbose_name_plural = _("SDG targets with their reasons")
        constraints = [models.UniqueConstraint(fields=["action", "target"], name="target_once_per_action")]

    def __str__(self) -> str:
        return f"{self.target}: {self.action}"


class CompactReading(GoalReading):
    """An Action's link to an objective of the Global Compact."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="compact_readings", verbose_name=_("Action"))
    objective = models.ForeignKey(
        CompactObjective, models.PROTECT, related_name="readings", verbose_name=_("objective of the Global Compact")
    )

    goal_field = "objective"

    class Meta(GoalReading.Meta):
        verbose_name = _("objective of the Global Compact with its reason")
        verbose_name_plural = _("objectives of the Global Compact with their reasons")
        constraints = [
            models.UniqueConstraint(fields=["action", "objective"], name="compact_objective_once_per_action")
        ]

    def __str__(self) -> str:
        return f"{self.objective}: {self.action}"
