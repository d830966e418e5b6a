"""An Action is handed over to a colleague: the history tells it, both get a message, and the first one reads only."""

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from wagtail.log_actions import registry as log

from actions.models import Action, Activity
from tests.actions.screens import address, is_refused
from tests.factories import ActionFactory, ActivityFactory, UserFactory
from tests.people import client_of

pytestmark = pytest.mark.django_db


def person(name, role="Programme managers", **fields):
    return UserFactory(groups=[role], first_name=name, last_name="Example", **fields)


@pytest.fixture
def ada():
    return person("Ada")


@pytest.fixture
def bert():
    return person("Bert")


@pytest.fixture
def action(ada):
    return ActionFactory(managers=[ada], title="Profiles & “O'Brien”")


def screen(action):
    return reverse("workspace_action_hand_over", args=[action.slug])


def hand_over(client, action, leaver, successor, reason="Parental leave.", **more):
    sent = {"leaver": leaver.pk, "successor": successor.pk, "reason": reason}
    return client.post(screen(action), sent, **more)


def managers_of(action):
    return set(Action.objects.get(pk=action.pk).managers.all())


def choices(client, action, field):
    return set(client.get(screen(action)).context["form"].fields[field].queryset)


def test_a_manager_hands_over_the_own_place(ada, bert, action):
    third = person("Carl")
    action.managers.add(third)
    action.save()
    hand_over(client_of(ada), action, ada, bert)
    assert managers_of(action) == {bert, third}


def test_the_history_tells_who_handed_over_to_whom_and_why(ada, bert, action):
    hand_over(client_of(ada), action, ada, bert)
    entry = log.get_logs_for_instance(action).order_by("pk").last()
    assert entry.message == "Handed over from Ada Example to Bert Example"
    assert (entry.comment, entry.user) == ("Parental leave.", ada)


def test_both_get_a_message_with_a_link_to_the_portals_own_address(ada, bert, action):
    hand_over(client_of(ada), action, ada, bert, HTTP_HOST="localhost")
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(letters) == {ada.email, bert.email}
    link = f"{settings.SITE_ADDRESS}{reverse('workspace_action', args=[action.slug])}"
    for body in letters.values():
        assert [told for told in (link, action.title, "Parental leave.") if told not in body] == []


def test_whom_no_message_reaches_is_told_on_the_screen(ada, bert, action):
    bert.email = ""
    bert.save()
    answer = hand_over(client_of(ada), action, ada, bert, follow=True)
    assert "No mail reached Bert Example" in answer.content.decode()
    assert managers_of(action) == {bert}


def test_afterwards_the_former_manager_reads_only(ada, bert, action):
    activity = ActivityFactory(action=action)
    here, there = client_of(ada), client_of(bert)
    hand_over(here, action, ada, bert)
    edit = address(Activity, "edit", activity.pk)
    assert is_refused(here.get(edit))
    assert is_refused(here.get(screen(action)))
    assert here.get(reverse("workspace_action", args=[action.slug])).status_code == 200
    assert there.get(edit).status_code == 200


def test_only_colleagues_who_can_manage_it_are_offered(ada, bert, action):
    editor, gone, second = person("Eva", "Editors"), person("Gerd", is_active=False), person("Sue")
    action.managers.add(second)
    action.save()
    offered = choices(client_of(ada), action, "successor")
    assert bert in offered
    assert offered.isdisjoint({ada, second, editor, gone})
    hand_over(client_of(ada), action, ada, editor)
    assert managers_of(action) == {ada, second}
    assert mail.outbox == []


def test_a_manager_gives_away_nobody_elses_place(ada, bert, action):
    second = person("Sue")
    action.managers.add(second)
    action.save()
    assert choices(client_of(ada), action, "leaver") == {ada}
    answer = hand_over(client_of(ada), action, second, bert)
    assert list(answer.context["form"].errors) == ["leaver"]
    assert managers_of(action) == {ada, second}


def test_an_administrator_chooses_whose_place(ada, bert, action):
    second, administrator = person("Sue"), person("Anna", "Administrators")
    action.managers.add(second)
    action.save()
    assert choices(client_of(administrator), action, "leaver") == {ada, second}
    hand_over(client_of(administrator), action, second, bert)
    assert managers_of(action) == {ada, bert}


@pytest.mark.parametrize("role", ["Programme managers", "Editors"])
def test_nobody_else_hands_it_over(ada, bert, action, role):
    other = client_of(person("Otto", role))
    assert is_refused(other.get(screen(action)))
    assert is_refused(hand_over(other, action, ada, bert))
    assert managers_of(action) == {ada}
    assert mail.outbox == []


def test_a_reason_is_asked_for(ada, bert, action):
    answer = hand_over(client_of(ada), action, ada, bert, reason=" ")
    assert list(answer.context["form"].errors) == ["reason"]
    assert managers_of(action) == {ada}


def test_an_action_without_a_manager_says_where_one_is_named():
    action = ActionFactory()
    page = client_of(person("Anna", "Administrators")).get(screen(action)).content.decode()
    assert f"{address(Action, 'edit', action.pk)}#id_managers" in page
