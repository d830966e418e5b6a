"""The screens of the vocabularies."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel, Panel

from actions.base.admin.dates import PartialDatePanel
from actions.base.admin.viewsets import TermViewSet
from actions.models import (
    ActionStatus,
    ActivityType,
    Area,
    CompactObjective,
    Country,
    Criterion,
    DevelopmentGoal,
    GoalTarget,
    InstitutionKind,
    OutputKind,
    Phase,
    Pillar,
    Region,
)


class RegionViewSet(TermViewSet):
    model = Region
    icon = "globe"


class ActionStatusViewSet(TermViewSet):
    model = ActionStatus


class ActivityTypeViewSet(TermViewSet):
    model = ActivityType


class OutputKindViewSet(TermViewSet):
    model = OutputKind


class InstitutionKindViewSet(TermViewSet):
    model = InstitutionKind


class PillarViewSet(TermViewSet):
    model = Pillar
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("slug"),
        FieldPanel("order"),
    ]
    list_display = ["name", "code", "slug", "order"]
    search_fields = ["name", "code", "slug"]


class AreaViewSet(TermViewSet):
    model = Area
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("pillar"),
        FieldPanel("order"),
    ]
    list_display = ["name", "slug", "pillar", "order"]
    list_related = ("pillar",)
    list_filter = ["pillar"]


class PhaseViewSet(TermViewSet):
    model = Phase
    icon = "time"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        PartialDatePanel("start"),
        PartialDatePanel("end"),
        FieldPanel("scope"),
        FieldPanel("order"),
    ]
    list_display = ["name", "slug", "start", "end", "order"]


class CriterionViewSet(TermViewSet):
    model = Criterion
    icon = "pick"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("statement"),
        FieldPanel("order"),
    ]
    search_fields = ["name", "slug", "statement"]


class CountryViewSet(TermViewSet):
    """A country. Readers see its name in their language; the English one kept here is for search and order."""

    model = Country
    icon = "globe"
    panels: ClassVar[list[Panel]] = [FieldPanel("english_name"), FieldPanel("code"), FieldPanel("slug")]
    list_display = ["english_name", "code", "slug"]
    search_fields = ["english_name", "code", "slug"]


class DevelopmentGoalViewSet(TermViewSet):
    model = DevelopmentGoal
    icon = "site"


class GoalTargetViewSet(TermViewSet):
    model = GoalTarget
    icon = "site"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("slug"),
        FieldPanel("goal"),
        FieldPanel("statement"),
        FieldPanel("order"),
    ]
    list_display = ["name", "code", "slug", "goal", "order"]
    list_related = ("goal",)
    list_filter = ["goal"]
    search_fields = ["name", "code", "slug", "statement"]


class CompactObjectiveViewSet(TermViewSet):
    model = CompactObjective
    icon = "site"
