"""How complete an Action's record is, what it lacks and where that is filled in."""

from dataclasses import dataclass, field
from typing import Any

from actions.base.models import User
from actions.gaps import Completeness, Step, records_breaking, tally
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet

from .links import addresses
from .rules import RULES


@dataclass(frozen=True)
class LinkedStep:
    """What is to be done; an empty address where this person may not do it."""

    label: str
    address: str


@dataclass(frozen=True)
class Missing:
    """A rule that records of the Action break, with what is to be done about each."""

    slug: str
    sentence: Any
    steps: list[LinkedStep]


@dataclass
class CompletenessOfAction(Completeness):
    """For the screen of one Action."""

    missing: list[Missing] = field(default_factory=list)


def completeness_by_action(actions: ActionQuerySet) -> dict[int, Completeness]:
    """Id of each of these Actions → how complete its record is, in a fixed number of queries."""
    return tally(RULES, actions)


def completeness_of(action: Action, user: User) -> CompletenessOfAction:
    """Of one Action, with a link to each control that is empty, as far as this person may fill it in."""
    itself = Action.objects.filter(pk=action.pk)
    counted = tally(RULES, itself)[action.pk]
    lacking = records_breaking((rule for rule in RULES if rule.slug in counted.broken), itself)
    steps: dict[str, list[Step]] = {}
    for rule, records in lacking.items():
        by_record = rule.steps_for(records)
        steps[rule.slug] = [step for record in records for step in by_record[record.pk]]
    links = addresses((step.place for several in steps.values() for step in several), user)
    missing = [
        Missing(
            rule.slug, rule.sentence, [LinkedStep(step.label, links.get(step.place, "")) for step in steps[rule.slug]]
        )
        for rule in lacking
    ]
    return CompletenessOfAction(counted.applicable, counted.broken, missing)
