"""The screens of this floor's records in Wagtail's admin; the roof registers them."""

from .action import ActionViewSet
from .facts import ActivityViewSet, ComponentViewSet, MilestoneViewSet, OutputViewSet
from .references import HeadlineFigureViewSet, OrganisationViewSet, SourceViewSet
from .vocabularies import (
    ActionStatusViewSet,
    ActivityTypeViewSet,
    AreaViewSet,
    CountryViewSet,
    CriterionViewSet,
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
    "ComponentViewSet",
    "CountryViewSet",
    "CriterionViewSet",
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
