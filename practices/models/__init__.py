"""What was learnt: knowledge items with their criteria, and the published case studies."""

from .case_study import CaseStudiesPage, CaseStudyPage, CaseStudyReference
from .knowledge_item import CriterionReading, ItemFigure, KnowledgeItem

__all__ = [
    "CaseStudiesPage",
    "CaseStudyPage",
    "CaseStudyReference",
    "CriterionReading",
    "ItemFigure",
    "KnowledgeItem",
]
