"""The rules of all floors, in the order in which they are shown."""

from actions import completeness as actions
from actions.gaps import Rule
from experts import completeness as experts
from practices import completeness as practices

RULES: tuple[Rule, ...] = (*actions.RULES, *experts.RULES, *practices.RULES)
RULES_BY_SLUG = {rule.slug: rule for rule in RULES}
URGENT = tuple(rule for rule in RULES if rule.urgent)
