"""Who brought the expertise: the roster of persons, and what was contributed to each Action."""

from .deployment import Deployment
from .expert import Expert, ExpertCategory, Language

__all__ = ["Deployment", "Expert", "ExpertCategory", "Language"]
