"""The ground: what an Action is, where, with whom, in which words, and where each fact comes from."""

from .absence import Absence
from .action import Action, Objective
from .activity import Activity, ActivityPhotograph
from .component import Component
from .document import ActionDocument
from .figures import HeadlineFigure
from .goals import CompactObjective, CompactReading, DevelopmentGoal, GoalTarget, TargetReading
from .milestone import Milestone
from .organisations import Membership, Organisation
from .output import Output
from .places import Country
from .sources import Source
from .status_change import StatusChange
from .vocabularies import (
    ActionStatus,
    ActivityType,
    Area,
    Criterion,
    InstitutionKind,
    OutputKind,
    Phase,
    Pillar,
    Region,
)

__all__ = [
    "Absence",
    "Action",
    "ActionDocument",
    "ActionStatus",
    "Activity",
    "ActivityPhotograph",
    "ActivityType",
    "Area",
    "CompactObjective",
    "CompactReading",
    "Component",
    "Country",
    "Criterion",
    "DevelopmentGoal",
    "GoalTarget",
    "HeadlineFigure",
    "InstitutionKind",
    "Membership",
    "Milestone",
    "Objective",
    "Organisation",
    "Output",
    "OutputKind",
    "Phase",
    "Pillar",
    "Region",
    "Source",
    "StatusChange",
    "TargetReading",
]
