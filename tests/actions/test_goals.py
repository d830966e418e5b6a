"""The goals of the world: complete and in their own words; an Action's links to them kept like all of its record."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import ProtectedError

from actions.models import Action, CompactObjective, DevelopmentGoal, GoalTarget
from tests.factories import ActionFactory, SourceFactory

from .screens import address, comparison_link, errors_of, form_of, is_refused, save, send
from .test_conflicts import filled, page_form

pytestmark = pytest.mark.django_db
seeds = import_module("actions.migrations.0008_goals_of_the_world")


@pytest.fixture
def action(manager):
    return ActionFactory(managers=[manager], target_readings=["10-7", "17-18"], compact_readings=["objective-1"])


def edit_of(action):
    return address(Action, "edit", action.pk)


def codes_of(action):
    return [reading.target.code for reading in Action.objects.for_page().get(pk=action.pk).target_readings.all()]


# --- The lists ----------------------------------------------------------------------------------


def test_there_are_seventeen_goals_and_twenty_three_objectives_each_with_its_number():
    assert list(DevelopmentGoal.objects.values_list("order", flat=True)) == list(range(1, 18))
    assert list(CompactObjective.objects.values_list("order", flat=True)) == list(range(1, 24))
    assert str(DevelopmentGoal.objects.get(slug="sdg-10")) == "10 Reduced inequalities"
    first = "Collect and utilize accurate and disaggregated data as a basis for evidence-based policies"
    assert str(CompactObjective.objects.get(slug="objective-1")) == f"1 {first}"


def test_a_target_stands_below_the_goal_of_its_code_with_the_words_of_the_agenda():
    targets = list(GoalTarget.objects.select_related("goal"))
    assert {"10.7", "10.c", "8.7", "8.8", "5.2", "16.2", "17.18", "4.b", "3.c"} <= {row.code for row in targets}
    for target in targets:
        assert target.code.split(".")[0] == str(target.goal.order)
        assert target.slug == target.code.replace(".", "-")
        assert target.statement[0].isupper()
        assert target.statement[-1].isalpha(), "the portal's pages put the full stop"
    assert GoalTarget.objects.get(code="10.7").statement == (
        "Facilitate orderly, safe, regular and responsible migration and mobility of people, including through the "
        "implementation of planned and well-managed migration policies"
    )


def test_the_lists_can_be_taken_back_and_brought_again():
    seeds.take_back(apps, None)
    assert not GoalTarget.objects.exists()
    assert not DevelopmentGoal.objects.exists()
    assert not CompactObjective.objects.exists()
    seeds.seed(apps, None)
    assert (DevelopmentGoal.objects.count(), CompactObjective.objects.count()) == (17, 23)


def test_they_are_not_taken_back_from_under_somebodys_reading():
    ActionFactory(target_readings=["10-7"])
    with pytest.raises(ProtectedError):
        seeds.take_back(apps, None)


def test_readings_come_in_the_order_of_the_goals():
    action = ActionFactory(target_readings=["17-18", "8-7", "10-7"])
    assert codes_of(action) == ["8.7", "10.7", "17.18"]


def test_a_reading_is_ours_until_a_source_names_the_goal():
    reading = ActionFactory(target_readings=["10-7"]).target_readings.get()
    assert reading.own_reading
    reading.named_by = SourceFactory()
    assert not reading.own_reading


# --- In the form of the Action ------------------------------------------------------------------


def test_a_manager_writes_why_an_own_action_serves_a_goal(manager_client, action):
    save(manager_client, edit_of(action), **{"target_readings-0-reason": "The policy was planned with data."})
    assert "The policy was planned with data." in {row.reason for row in action.target_readings.all()}


def test_nobody_links_the_action_of_a_colleague(manager_client, editor_client):
    edit = edit_of(ActionFactory(target_readings=["10-7"]))
    assert is_refused(manager_client.get(edit))
    assert is_refused(editor_client.get(edit))


def test_a_goal_is_linked_once(administrator, action):
    first, second = action.target_readings.all()
    answer = send(administrator, edit_of(action), **{"target_readings-1-target": first.target_id})
    assert errors_of(answer) == {"target_readings-1-target": ["This is named twice: keep one of the two rows."]}
    assert codes_of(action) == [first.target.code, second.target.code]


def test_a_link_needs_its_reason(administrator, action):
    answer = send(administrator, edit_of(action), **{"compact_readings-0-reason": ""})
    assert errors_of(answer) == {"compact_readings-0-reason": ["This field is required."]}


def test_the_history_tells_what_became_of_a_link(administrator, action):
    source = SourceFactory(citation="The Compact's own list of Actions")
    edit = edit_of(action)
    save(administrator, edit)
    save(
        administrator,
        edit,
        **{
            "target_readings-0-reason": "A law was planned.",
            "target_readings-1-DELETE": "1",
            "compact_readings-0-named_by": source.pk,
        },
    )
    text = administrator.get(comparison_link(administrator, Action.objects.get(pk=action.pk))).content.decode()
    for told in ("A law was planned.", "17.18", "The Compact&#x27;s own list of Actions"):
        assert told in text


def test_an_earlier_version_brings_its_links_back(administrator, action):
    edit = edit_of(action)
    save(administrator, edit)
    before = Action.objects.get(pk=action.pk).latest_revision
    save(administrator, edit, **{"target_readings-0-DELETE": "1", "compact_readings-0-DELETE": "1"})
    assert codes_of(action) == ["17.18"]
    save(administrator, address(Action, "revisions_revert", action.pk, before.pk))
    assert codes_of(action) == ["10.7", "17.18"]
    assert action.compact_readings.get().objective.slug == "objective-1"


def test_two_who_change_the_links_at_once_are_asked(administrator, manager_client, action):
    edit = edit_of(action)
    mine = form_of(administrator, edit, **{"target_readings-0-reason": "Mine."})
    save(manager_client, edit, **{"target_readings-1-reason": "Theirs."})
    answer = administrator.post(edit, dict(mine.lists()))
    assert answer.status_code == 409
    assert {"Mine.", "Theirs."} <= set(answer.content.decode().replace("</", " ").replace(">", " ").split())
    chosen = filled(page_form(answer), **{"choose-target_readings": "mine"})
    assert administrator.post(edit, dict(chosen.lists())).status_code == 302
    assert [row.reason for row in action.target_readings.order_by("pk")] == ["Mine.", "The record says so."]


def test_a_link_that_another_person_took_away_may_be_kept(administrator, manager_client, action):
    edit = edit_of(action)
    mine = form_of(administrator, edit, **{"target_readings-0-reason": "Mine."})
    save(manager_client, edit, **{"target_readings-0-DELETE": "1"})
    answer = administrator.post(edit, dict(mine.lists()))
    assert answer.status_code == 409
    chosen = filled(page_form(answer), **{"choose-target_readings": "mine"})
    assert administrator.post(edit, dict(chosen.lists())).status_code == 302
    assert {(row.target.code, row.reason) for row in action.target_readings.all()} == {
        ("10.7", "Mine."),
        ("17.18", "The record says so."),
    }


# --- What they rest on ------------------------------------------------------------------------------


def test_a_goal_and_a_source_are_kept_while_a_reading_names_them(administrator, action):
    reading = action.target_readings.first()
    reading.named_by = SourceFactory()
    reading.save()
    for record in (reading.target, reading.named_by, reading.target.goal):
        answer = administrator.post(address(type(record), "delete", record.pk))
        assert answer.status_code == 409
        assert type(record).objects.filter(pk=record.pk).exists()


def test_an_action_goes_with_its_links(administrator, action):
    Action.objects.get(pk=action.pk).delete()
    assert not GoalTarget.objects.filter(readings__isnull=False).exists()


def test_the_lists_are_read_by_all_who_work_here_and_kept_by_administrators(administrator, manager_client):
    target = GoalTarget.objects.get(code="10.7")
    edit = address(GoalTarget, "edit", target.pk)
    assert manager_client.get(address(GoalTarget, "list")).status_code == 200
    assert is_refused(manager_client.get(edit))
    save(administrator, edit, name="Well-managed migration")
    save(administrator, edit, code="10.8", slug="10-8")
    kept = GoalTarget.objects.get(pk=target.pk)
    assert (kept.name, kept.code, kept.slug) == ("Well-managed migration", "10.7", "10-7")
