"""The screen on which the status of an Action moves."""

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import Action, ActionStatus, Activity, StatusChange
from tests.actions.screens import address, is_refused, save
from tests.factories import ActionFactory, ActivityFactory, KnowledgeItemFactory, UserFactory
from tests.gaps import status

pytestmark = pytest.mark.django_db


@pytest.fixture
def ongoing(manager):
    return ActionFactory(managers=[manager], status=status("ongoing"), ended="2014")


def screen(action):
    return reverse("workspace_action_status", args=[action.slug])


def take(client, action, to, seen="ongoing", **fields):
    sent = {"before": status(seen).pk if seen else "", "after": status(to).pk, "day": "2014-05-03", "reason": "Agreed."}
    return client.post(screen(action), {**sent, **fields})


def offered(client, action):
    return [label for _value, label in client.get(screen(action)).context["form"].fields["after"].widget.choices]


def slug_of(action):
    stored = Action.objects.get(pk=action.pk).status
    return stored.slug if stored else None


def test_only_the_next_steps_are_offered(manager_client, ongoing):
    assert offered(manager_client, ongoing) == ["On hold", "Completed", "Closed early"]


def test_from_not_recorded_every_status_is_offered(manager_client, manager):
    action = ActionFactory(managers=[manager])
    assert len(offered(manager_client, action)) == ActionStatus.objects.count()
    take(manager_client, action, "ongoing", seen=None)
    assert slug_of(action) == "ongoing"


def test_a_step_is_taken_and_listed_with_day_person_and_reason(manager_client, manager, ongoing):
    assert take(manager_client, ongoing, "on-hold", reason="Elections.").url == reverse(
        "workspace_action", args=[ongoing.slug]
    )
    page = manager_client.get(screen(ongoing)).content.decode()
    assert [told for told in ("On hold", "3 May 2014", manager.full_name, "Elections.") if told not in page] == []
    history = manager_client.get(reverse("workspace_action_tab", args=[ongoing.slug, "history"])).content.decode()
    assert "Status: from “Ongoing” to “On hold”, on 3 May 2014" in history
    assert "Elections." in history


@pytest.mark.parametrize(
    ("to", "fields", "place"),
    [
        ("in-preparation", {}, "after"),
        ("on-hold", {"reason": " "}, "reason"),
        ("on-hold", {"day": "2999-01-01"}, "day"),
        ("on-hold", {"day": ""}, "day"),
        ("on-hold", {"after": "999"}, "after"),
    ],
)
def test_what_is_refused_is_told_beside_its_field(manager_client, ongoing, to, fields, place):
    page = take(manager_client, ongoing, to, **fields)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [place]
    assert slug_of(ongoing) == "ongoing"


def test_whoever_is_late_is_told_what_the_status_is_now(manager_client, ongoing):
    take(manager_client, ongoing, "on-hold")
    page = take(manager_client, ongoing, "completed", seen="ongoing")
    assert "Meanwhile somebody else changed the status to “On hold”" in page.content.decode()
    assert slug_of(ongoing) == "on-hold"
    assert StatusChange.objects.count() == 1


def test_after_being_told_one_can_go_on(manager_client, ongoing):
    take(manager_client, ongoing, "on-hold")
    page = take(manager_client, ongoing, "completed", seen="ongoing")
    assert f'name="before" value="{status("on-hold").pk}"' in page.content.decode()
    labels = [label for _value, label in page.context["form"].fields["after"].widget.choices]
    assert labels == ["In preparation", "Ongoing", "Closed early"]


def test_closing_says_first_what_must_be_known_and_where(manager_client, manager):
    action = ActionFactory(managers=[manager], status=status("ongoing"))
    activity = ActivityFactory(action=action, state=Activity.State.PLANNED)
    page = manager_client.get(screen(action)).content.decode()
    assert f"{address(Action, 'edit', action.pk)}#id_ended" in page
    assert f"{address(Activity, 'edit', activity.pk)}#id_state" in page
    assert list(take(manager_client, action, "completed").context["form"].errors) == ["after"]
    save(manager_client, address(Action, "edit", action.pk), ended="2014", reason="It ended.")
    save(manager_client, address(Activity, "edit", activity.pk), state="done")
    assert "#id_ended" not in manager_client.get(screen(action)).content.decode()
    take(manager_client, action, "completed")
    assert slug_of(action) == "completed"


def test_impact_is_added_years_after_an_action_was_closed(manager_client, ongoing):
    take(manager_client, ongoing, "completed", day="2014-12-31")
    item = KnowledgeItemFactory(action=ongoing, live=False, kind="impact")
    save(manager_client, address(type(item), "edit", item.pk), observed="2021")
    assert str(item.get_latest_revision_as_object().observed or type(item).objects.get(pk=item.pk).observed) == "2021"


@pytest.mark.parametrize("role", ["Programme managers", "Editors"])
def test_nobody_else_takes_a_step(ongoing, role):
    client = Client()
    client.force_login(UserFactory(groups=[role]))
    assert is_refused(client.get(screen(ongoing)))
    assert is_refused(take(client, ongoing, "on-hold"))
    assert slug_of(ongoing) == "ongoing"


def test_the_form_of_the_action_does_not_change_the_status(manager_client, ongoing):
    edit = address(Action, "edit", ongoing.pk)
    page = manager_client.get(edit).content.decode()
    assert 'name="status"' not in page
    assert "Ongoing" in page


def test_a_status_without_a_way_on_says_who_may_open_one(manager_client, manager):
    end = ActionStatus.objects.create(slug="archived", name="Archived")
    action = ActionFactory(managers=[manager], status=end)
    assert "no step leads on" in manager_client.get(screen(action)).content.decode()
