"""The world's goals for migration: the Sustainable Development Goals, and the objectives of the Global Compact.

Which of them an Action serves is a reading: ours, unless a source names the goal itself.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from actions.base.models import Ruled, Term

from .action import Action
from .sources import Source

LEFT_EMPTY = _("The source that names it. Left empty, it is shown as the portal's own reading.")


class DevelopmentGoal(Term):
    """One of the 17 Sustainable Development Goals of the 2030 Agenda; `order` is its number."""

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        constraints = [models.UniqueConstraint("order", name="goal_number_once")]


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


class CompactObjective(Term):
    """One of the 23 objectives of the Global Compact for Safe, Orderly and Regular Migration; `order` is its number."""

    class Meta(Term.Meta):
        verbose_name = _("objective of the Global Compact")
        verbose_name_plural = _("objectives of the Global Compact")
        constraints = [models.UniqueConstraint("order", name="compact_objective_number_once")]

    def __str__(self) -> str:
        return f"{self.order} {self.name}"


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

    class Meta(GoalReading.Meta):
        verbose_name = _("objective of the Global Compact with its reason")
        verbose_name_plural = _("objectives of the Global Compact with their reasons")
        constraints = [
            models.UniqueConstraint(fields=["action", "objective"], name="compact_objective_once_per_action")
        ]

    def __str__(self) -> str:
        return f"{self.objective}: {self.action}"
