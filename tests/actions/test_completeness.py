"""What the record of an Action should tell on this floor, rule by rule, and that the counts are true."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions.completeness import RULES
from actions.gaps import records_breaking, tally
from actions.models import Action, Activity, ActivityType, Objective, OutputKind, Pillar, Region
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    MilestoneFactory,
    OrganisationFactory,
    OutputFactory,
    SourceFactory,
    UserFactory,
)
from tests.gaps import Case, holds, status


def objective(**fields: Any) -> Objective:
    action = ActionFactory(status=status(fields.pop("status", "completed")))
    made: Objective = action.objectives.model(action=action, text="Shared definitions", **fields)
    made.save()
    return made


SOURCES = {"sources": lambda: [SourceFactory()]}
DONE, PLANNED = {"state": "done"}, {"state": "planned"}

CASES = [
    Case("no-status", ActionFactory, {}, {"status": lambda: status("on-hold")}),
    Case("no-manager", ActionFactory, {}, {"managers": lambda: [UserFactory()]}),
    Case("no-main-pillar", ActionFactory, {}, {"main_pillar": lambda: Pillar.objects.first()}),
    Case("no-area", ActionFactory, {}, {"areas": ["data-management"]}),
    Case("no-place", ActionFactory, {}, {"partner_countries": ["MW"]}),
    Case("no-place", ActionFactory, {}, {"region": lambda: Region.objects.first()}),
    Case("no-place", ActionFactory, {}, {"regional_body": OrganisationFactory}),
    Case("no-objective", ActionFactory, {}, {"overall_objective": "Data that can be compared."}),
    Case("no-span", ActionFactory, {}, {"started": "2012"}, {"status": lambda: status("in-preparation")}),
    Case("no-span", ActionFactory, {}, {"reported_to": 2016}),
    Case(
        "no-end",
        ActionFactory,
        {"started": "2012"},
        {"ended": "2013"},
        {"status": lambda: status("ongoing")},
        always={"status": lambda: status("closed-early")},
    ),
    Case(
        "no-requesting-organisation", ActionFactory, {}, {"requesting_organisations": lambda: [OrganisationFactory()]}
    ),
    Case("no-source", ActionFactory, {}, SOURCES),
    Case("objective-without-result", objective, {}, {"result": "Nine concepts."}, {"status": "ongoing"}),
    Case("activity-without-date", ActivityFactory, DONE, {**DONE, "start": "2012-10"}, PLANNED),
    Case("activity-without-participants", ActivityFactory, DONE, {**DONE, "participants": 0}, PLANNED),
    Case(
        "participants-without-women",
        ActivityFactory,
        {**DONE, "participants": 20},
        {**DONE, "participants": 20, "women": 0},
        {"participants": 0},
    ),
    Case("activity-without-type", ActivityFactory, {}, {"type": lambda: ActivityType.objects.first()}),
    Case("activity-without-place", ActivityFactory, DONE, {**DONE, "place": "Lusaka"}, {"mode": "remote"}),
    Case("activity-without-place", ActivityFactory, DONE, {**DONE, "countries": ["ZM"]}, PLANNED),
    Case("activity-without-source", ActivityFactory, {}, SOURCES),
    Case("output-without-file", OutputFactory, {}, {"address": "https://example.org/law.pdf"}),
    Case("output-without-kind", OutputFactory, {}, {"kind": lambda: OutputKind.objects.first()}),
    Case("output-without-state", OutputFactory, {}, {"state": "final"}),
    Case("output-without-source", OutputFactory, {}, SOURCES),
    Case("milestone-without-date", MilestoneFactory, {}, {"date": "2012-10"}),
    Case("milestone-without-source", MilestoneFactory, {}, SOURCES),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_is_missing(db, case):
    holds(RULES, case)


def test_every_rule_has_a_case():
    assert {case.slug for case in CASES} == {rule.slug for rule in RULES}


def test_an_internal_activity_counts_for_its_manager(db):
    activity = ActivityFactory(internal=True)
    counted = tally(RULES, Action.objects.filter(pk=activity.action_id))[activity.action_id]
    assert counted.broken["activity-without-participants"] == 1


def test_an_action_without_activities_is_not_asked_about_any(db):
    action = ActionFactory()
    counted = tally(RULES, Action.objects.all())[action.pk]
    assert not {slug for slug in counted.broken if slug.startswith("activity")}
    assert counted.applicable == sum(rule.slug.startswith("no-") for rule in RULES) - 1  # «no end»: it is not over


def test_objectives_lead_to_their_own_row_of_the_form(db):
    action = ActionFactory(status=status("completed"))
    texts = ["First", "Second", "Third"]
    for at, text in enumerate(texts):
        Objective.objects.create(action=action, text=text, sort_order=10 - at, result="Reached" if at == 1 else "")
    rule = next(rule for rule in RULES if rule.slug == "objective-without-result")
    records = records_breaking([rule], Action.objects.all())[rule]
    steps = rule.steps_for(records)
    places = {step.label: step.place for several in steps.values() for step in several}
    assert places["First"].control == "objectives-2-result"
    assert places["Third"].control == "objectives-0-result"
    assert (places["First"].model, places["First"].pk) == (Action, action.pk)


def test_the_tally_asks_as_much_for_many_actions_as_for_few(django_assert_num_queries, db):
    kinds_of_records = len({rule.of for rule in RULES})
    for _number in range(12):
        ActivityFactory(action=OutputFactory().action)
    with django_assert_num_queries(kinds_of_records):
        assert len(tally(RULES, Action.objects.all())) == 12


ACTIVITIES = st.fixed_dictionaries(
    {
        "state": st.sampled_from(Activity.State.values),
        "participants": st.sampled_from([None, 0, 12]),
        "women": st.sampled_from([None, 0]),
        "start": st.sampled_from([None, "2012", "2013-05"]),
        "place": st.sampled_from(["", "Lusaka"]),
        "mode": st.sampled_from(["", "remote"]),
        "countries": st.sampled_from([[], ["ZM"], ["ZM", "MW"]]),
        "sourced": st.booleans(),
    }
)


def asked_one_by_one(action: Action) -> dict[str, tuple[int, int]]:
    """Slug of each rule on activities → how many it concerns, and how many of these break it. Record by record."""
    activities = list(action.activities.all())
    done = [one for one in activities if one.state == "done"]
    met = [one for one in done if one.participants]
    there = [one for one in done if one.mode != "remote"]
    return {
        "activity-without-date": (len(done), sum(one.start is None for one in done)),
        "activity-without-participants": (len(done), sum(one.participants is None for one in done)),
        "participants-without-women": (len(met), sum(one.women is None for one in met)),
        "activity-without-type": (len(activities), len(activities)),
        "activity-without-place": (len(there), sum(not one.place and not one.countries.all() for one in there)),
        "activity-without-source": (len(activities), sum(not one.sources.all() for one in activities)),
    }


class CountsAreTrue(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(portfolio=st.lists(st.lists(ACTIVITIES, max_size=4), min_size=1, max_size=3))
    def test_as_if_each_record_were_looked_at(self, portfolio: list[list[dict[str, Any]]]) -> None:
        source = SourceFactory()
        for activities in portfolio:
            action = ActionFactory()
            for fields in activities:
                sources = [source] if fields["sourced"] else []
                known = {name: value for name, value in fields.items() if name != "sourced"}
                ActivityFactory(action=action, sources=sources, **known)
        rules = [rule for rule in RULES if rule.of.model is Activity]
        found = tally(rules, Action.objects.all())
        for action in Action.objects.all():
            expected = asked_one_by_one(action)
            counted = found.get(action.pk)
            broken = {slug: breaking for slug, (_all, breaking) in expected.items() if breaking}
            applicable = sum(concerned > 0 for concerned, _breaking in expected.values())
            assert (counted.broken if counted else {}) == broken
            assert (counted.applicable if counted else 0) == applicable
            assert (counted.fulfilled if counted else 0) == applicable - len(broken)
