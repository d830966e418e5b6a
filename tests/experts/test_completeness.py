"""What the record of an Action should tell of its experts, rule by rule."""

from typing import Any

import pytest

from actions.gaps import records_breaking
from actions.models import Action, Activity
from experts.completeness import RULES
from experts.models import Deployment
from tests.factories import ActivityFactory, DeploymentFactory, SourceFactory
from tests.gaps import Case, holds


def activity_with_experts(experts: int, **fields: Any) -> Activity:
    activity: Activity = ActivityFactory(**fields)
    DeploymentFactory.create_batch(experts, activity=activity, action=activity.action)
    return activity


def in_an_activity(**fields: Any) -> Deployment:
    activity = ActivityFactory()
    made: Deployment = DeploymentFactory(**{"activity": activity, "action": activity.action, **fields})
    return made


CASES = [
    Case("activity-without-expert", activity_with_experts, {"experts": 0}, {"experts": 2}, {"state": "planned"}),
    Case("deployment-without-role", in_an_activity, {}, {"role": "trainer"}, {"activity": None}),
    Case("deployment-without-days", in_an_activity, {}, {"days": 0}, {"activity": None}),
    Case("deployment-without-source", DeploymentFactory, {}, {"sources": lambda: [SourceFactory()]}),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_is_missing(db, case):
    holds(RULES, case)


def test_every_rule_has_a_case():
    assert {case.slug for case in CASES} == {rule.slug for rule in RULES}


def test_a_missing_expert_leads_to_a_new_deployment_of_that_activity(db):
    activity = ActivityFactory()
    (rule,) = records_breaking(RULES[:1], Action.objects.all())
    (step,) = rule.steps_for([activity])[activity.pk]
    assert (step.place.model, step.place.pk) == (Deployment, None)
    assert dict(step.place.given) == {"action": str(activity.action_id), "activity": str(activity.pk)}


def test_an_expert_who_did_not_agree_is_named_by_what_the_person_is(db, django_assert_num_queries):
    deployment = in_an_activity()
    rule = next(rule for rule in RULES if rule.slug == "deployment-without-role")
    with django_assert_num_queries(1):
        (record,) = records_breaking([rule], Action.objects.all())[rule]
        (step,) = rule.steps_for([record])[deployment.pk]
    assert step.label == "Public official of an EU member state, Hungary"
