"""How complete the record of each Action is, by the rules of all floors."""

from .of_actions import completeness_by_action, completeness_of
from .rules import RULES, RULES_BY_SLUG, URGENT

__all__ = ["RULES", "RULES_BY_SLUG", "URGENT", "completeness_by_action", "completeness_of"]
