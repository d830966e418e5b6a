"""Each rule of this floor holds on every way into the database, and says beside its field what to do."""

import pytest
from django.core.exceptions import ValidationError

from tests.actions.rules import Rule, assert_refused, dates_of, rules_named
from tests.factories import ActivityFactory, ComponentFactory, DeploymentFactory, ExpertFactory, country

pytestmark = pytest.mark.django_db


def by_expert(**fields):
    return DeploymentFactory(**{"expert": ExpertFactory(), "country": None, "category": None, **fields})


def second_role():
    """The same expert in another role of the same activity."""
    activity = ActivityFactory()
    first = by_expert(action=activity.action, activity=activity, role="trainer")
    return by_expert(action=activity.action, activity=activity, expert=first.expert, role="speaker")


NUMBER = "A number is at least 1, and is left empty for a named expert."
RULES = {
    "deployment_says_who": Rule(
        lambda: DeploymentFactory(category=None),
        {"country": None},
        "expert",
        "Say who: an expert, a country or at least a category.",
    ),
    "deployment_days_not_negative": Rule(
        lambda: DeploymentFactory(days=0),
        {"days": -1},
        "days",
        "Days cannot be negative: write 0 or more, or leave it empty.",
    ),
    "deployment_number_is_somebody": Rule(lambda: DeploymentFactory(number=1), {"number": 0}, "number", NUMBER),
    "deployment_once_per_role_and_activity": Rule(
        second_role, {"role": "trainer"}, "role", "This expert is recorded in this role in this activity already."
    ),
}


def test_no_rule_is_without_a_test():
    assert rules_named("experts") == set(RULES)
    assert dates_of("experts") == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_and_says_so_beside_its_field(name):
    assert_refused(RULES[name])


def test_a_named_expert_is_not_counted_by_a_number():
    assert_refused(Rule(by_expert, {"number": 1}, "number", NUMBER))


def test_an_expert_may_have_a_role_in_several_activities_and_twice_in_an_action():
    deployment = by_expert(role="trainer")
    by_expert(action=deployment.action, expert=deployment.expert, role="trainer").full_clean()
    for activity in (ActivityFactory(action=deployment.action), ActivityFactory(action=deployment.action)):
        by_expert(action=deployment.action, activity=activity, expert=deployment.expert, role="trainer").full_clean()


@pytest.mark.parametrize(("part", "make"), [("component", ComponentFactory), ("activity", ActivityFactory)])
def test_parts_of_another_action_are_refused(part, make):
    deployment = DeploymentFactory(country=country("IT"))
    setattr(deployment, part, make())
    with pytest.raises(ValidationError) as refusal:
        deployment.full_clean()
    assert refusal.value.message_dict == {part: ["This belongs to another Action: choose one of the same Action."]}
