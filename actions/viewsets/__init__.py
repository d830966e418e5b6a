"""The screens of this floor's records in Wagtail's admin; the roof registers them."""

from .action import ActionViewSet
from .facts import ActivityViewSet, ComponentViewSet, MilestoneViewSet, OutputViewSet
from .references import HeadlineFigureViewSet, OrganisationViewSet, SourceViewSet
from .vocabularies import (
    ActionStatusViewSet,
    ActivityTypeViewSet,
    AreaViewSet,
    CompactObjectiveViewSet,
    CountryViewSet,
    CriterionViewSet,
    DevelopmentGoalViewSet,
    GoalTargetViewSet,
    InstitutionKindViewSet,
    OutputKindViewSet,
    PhaseViewSet,
    PillarViewSet,
    RegionViewSet,
)

__all__ = [
    "ActionStatusViewSet",
    "ActionViewSet",
    "ActivityTypeViewSet",
    "ActivityViewSet",
    "AreaViewSet",
    "CompactObjectiveViewSet",
    "ComponentViewSet",
    "CountryViewSet",
    "CriterionViewSet",
    "DevelopmentGoalViewSet",
    "GoalTargetViewSet",
    "HeadlineFigureViewSet",
    "InstitutionKindViewSet",
    "MilestoneViewSet",
    "OrganisationViewSet",
    "OutputKindViewSet",
    "OutputViewSet",
    "PhaseViewSet",
    "PillarViewSet",
    "RegionViewSet",
    "SourceViewSet",
]
