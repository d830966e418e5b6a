"""What should be known of what was learnt, rule by rule."""

from datetime import date
from typing import Any

import pytest

from actions.gaps import records_breaking
from actions.models import Action, Criterion
from practices.completeness import RULES
from practices.models import KnowledgeItem
from tests.factories import ActionFactory, KnowledgeItemFactory, SourceFactory
from tests.gaps import Case, holds, status

THIS_YEAR = date.today().year  # noqa: DTZ011


def action_with_evidence(without: list[str], **fields: Any) -> Action:
    action: Action = ActionFactory(**fields)
    spoken = Criterion.objects.exclude(slug__in=without)
    KnowledgeItemFactory(action=action, readings=[criterion.slug for criterion in spoken])
    return action


def action_with(items: list[str], **fields: Any) -> Action:
    action: Action = ActionFactory(**fields)
    for kind in items:
        KnowledgeItemFactory(action=action, kind=kind)
    return action


OVER = {"status": lambda: status("completed"), "started": "2012", "ended": "2013"}

CASES = [
    Case(
        "criterion-without-evidence",
        action_with_evidence,
        {"without": ["ownership", "innovation"]},
        {"without": []},
        {"status": lambda: status("in-preparation")},
    ),
    Case(
        "no-impact",
        action_with,
        {"items": ["good-practice"]},
        {"items": ["impact"]},
        {"ended": str(THIS_YEAR)},
        always=OVER,
    ),
    Case(
        "no-impact",
        action_with,
        {"items": [], "reported_to": 2014},
        {"items": ["impact"], "reported_to": 2014},
        {"status": lambda: status("ongoing")},
        always={"status": lambda: status("completed")},
    ),
    Case("item-without-criterion", KnowledgeItemFactory, {}, {"readings": ["ownership"]}),
    Case("item-without-source", KnowledgeItemFactory, {}, {"sources": lambda: [SourceFactory()]}),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_is_missing(db, case):
    holds(RULES, case)


def test_every_rule_has_a_case():
    assert {case.slug for case in CASES} == {rule.slug for rule in RULES}


def test_a_draft_is_no_evidence(db):
    action = action_with_evidence(without=[])
    KnowledgeItem.objects.update(live=False)
    assert list(records_breaking(RULES[:1], Action.objects.all()).values()) == [[action]]


def test_each_silent_criterion_leads_to_a_new_item_that_speaks_to_it(db, django_assert_num_queries):
    action = action_with_evidence(without=["ownership", "replicability"])
    other = action_with_evidence(without=["innovation"])
    rule = RULES[0]
    with django_assert_num_queries(2):
        steps = rule.steps_for([action, other])
    assert [(step.label, dict(step.place.given)) for step in steps[action.pk]] == [
        ("Partner ownership", {"action": str(action.pk), "criterion": "ownership"}),
        ("Replicability", {"action": str(action.pk), "criterion": "replicability"}),
    ]
    assert [step.label for step in steps[other.pk]] == ["Innovation in context"]
