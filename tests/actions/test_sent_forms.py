"""A form is saved once, however often it is sent."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from actions.base.sending import Sending
from actions.base.sent_forms import SentForm
from actions.models import Action, Activity
from practices.models import KnowledgeItem
from tests.factories import ActionFactory, ActivityFactory, KnowledgeItemFactory

from .screens import address, form_of, save

ADD = address(Activity, "add")


def told(client, answer):
    """The messages on the page to which an answer leads."""
    return [str(message) for message in client.get(answer.url).context["messages"]]


def test_every_form_has_a_key_of_its_own(administrator):
    keys = {form_of(administrator, ADD)["sending_key"] for _time in range(2)}
    assert len(keys) == 2


def test_a_second_press_of_save_makes_no_second_record(administrator):
    data = form_of(administrator, ADD, action=ActionFactory().pk, title="Survey")
    first, second = (administrator.post(ADD, data) for _press in range(2))
    activity = Activity.objects.get(title="Survey")
    assert (first.status_code, first.url) == (302, address(Activity, "list"))
    assert (second.status_code, second.url) == (302, address(Activity, "edit", activity.pk))
    assert "This was saved already at " in told(administrator, second)[-1]
    assert activity.revisions.count() == 1


def test_a_second_press_leads_on_where_the_first_broke_no_rule_but_the_second_would(administrator):
    """The code of an Action is there once: the second form, looked at by itself, would be refused."""
    data = form_of(administrator, address(Action, "add"), title="Profiles", code="P-1")
    administrator.post(address(Action, "add"), data)
    action = Action.objects.get(code="P-1")
    answer = administrator.post(address(Action, "add"), data)
    assert (answer.status_code, answer.url) == (302, address(Action, "edit", action.pk))


def test_what_was_typed_after_the_first_press_is_not_lost(administrator):
    """The answer was lost on the way, the form was filled further and sent again: now it changes what it made."""
    data = form_of(administrator, ADD, action=ActionFactory().pk, title="Survey")
    administrator.post(ADD, data)
    data["participants"] = "12"
    answer = administrator.post(ADD, data, follow=True)
    assert answer.redirect_chain[0] == (address(Activity, "edit", Activity.objects.get().pk), 307)
    activity = Activity.objects.get(title="Survey")
    assert (activity.participants, activity.revisions.count()) == (12, 2)


@pytest.mark.parametrize("key", ["", "garbled", "1234"])
def test_a_form_without_a_good_key_is_saved_like_any_other(administrator, key):
    data = form_of(administrator, ADD, action=ActionFactory().pk, title="Survey")
    data["sending_key"] = key
    answers = [administrator.post(ADD, data) for _press in range(2)]
    assert [answer.url for answer in answers] == [address(Activity, "list")] * 2
    assert Activity.objects.filter(title="Survey").count() == 2


def test_the_key_of_somebody_else_is_no_key_of_mine(administrator, manager, manager_client):
    action = ActionFactory(managers=[manager])
    data = form_of(administrator, ADD, action=action.pk, title="Survey")
    administrator.post(ADD, data)
    answer = manager_client.post(ADD, data)
    assert answer.url == address(Activity, "list")  # and not the other's record
    assert Activity.objects.filter(title="Survey").count() == 2


def test_a_refused_form_keeps_its_key(administrator):
    data = form_of(administrator, ADD, title="")
    page = administrator.post(ADD, data)
    assert page.status_code == 200
    assert f'value="{data["sending_key"]}"' in page.content.decode()
    assert not SentForm.objects.exists()


def test_of_two_presses_at_one_moment_only_one_saves(administrator, monkeypatch):
    """Neither saw the other when it was looked at: the database decides."""
    data = form_of(administrator, ADD, action=ActionFactory().pk, title="Survey")
    administrator.post(ADD, data)
    monkeypatch.setattr(Sending, "earlier", lambda sending: None)
    answer = administrator.post(ADD, data)
    activity = Activity.objects.get(title="Survey")
    assert (answer.status_code, answer.url) == (302, address(Activity, "edit", activity.pk))
    assert activity.revisions.count() == 1


def test_a_record_that_was_deleted_since_is_not_made_again(administrator):
    data = form_of(administrator, ADD, action=ActionFactory().pk, title="Survey")
    administrator.post(ADD, data)
    Activity.objects.get().delete()
    answer = administrator.post(ADD, data)
    assert answer.url == address(Activity, "list")
    assert "deleted since" in told(administrator, answer)[-1]
    assert not Activity.objects.exists()


def test_a_second_press_on_an_edit_form_is_no_conflict_with_oneself(administrator):
    activity = ActivityFactory()
    edit = address(Activity, "edit", activity.pk)
    data = form_of(administrator, edit, title="Survey")
    answers = [administrator.post(edit, data) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert "This was saved already" in told(administrator, answers[1])[-1]
    assert activity.revisions.count() == 2  # as it was, and as it is now


def test_an_edit_whose_answer_was_lost_can_be_gone_on_with(administrator):
    activity = ActivityFactory()
    edit = address(Activity, "edit", activity.pk)
    data = form_of(administrator, edit, title="Survey")
    administrator.post(edit, data)
    data["place"] = "Lusaka"
    assert administrator.post(edit, data).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.place) == ("Survey", "Lusaka")


def test_what_was_saved_is_told_to_the_browser_and_what_was_refused_is_not(administrator):
    data = form_of(administrator, ADD, title="")
    assert not [name for name in administrator.post(ADD, data).cookies if name.startswith("saved-")]
    data.update({"title": "Survey"})
    data["of_action"] = str(ActionFactory().pk)
    cookie = administrator.post(ADD, data).cookies[f"saved-{data['sending_key']}"]
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Lax", "", 300)


def test_after_an_error_on_the_way_the_same_form_is_sent_again(administrator, monkeypatch):
    """Saving and publishing are one: otherwise the key would be taken by half a save."""
    publish = KnowledgeItem.publish
    item = KnowledgeItemFactory(live=False)
    edit = address(KnowledgeItem, "edit", item.pk)
    data = form_of(administrator, edit, heading="Ask the users", **{"action-publish": "1"})
    monkeypatch.setattr(KnowledgeItem, "publish", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        administrator.post(edit, data)
    monkeypatch.setattr(KnowledgeItem, "publish", publish)
    administrator.post(edit, data)
    item.refresh_from_db()
    assert (item.live, item.heading) == (True, "Ask the users")


def test_a_draft_that_autosave_made_is_not_made_twice(administrator):
    add = address(KnowledgeItem, "add")
    needed = {"kind": "impact", "heading": "A law", "takeaway": "It is in force."}
    data = form_of(administrator, add, action=ActionFactory().pk, **needed)
    answers = [administrator.post(add, data, headers={"accept": "application/json"}) for _time in range(2)]
    item = KnowledgeItem.objects.get()
    assert [answer.json()["pk"] for answer in answers] == [item.pk] * 2
    assert answers[1].json()["url"] == address(KnowledgeItem, "edit", item.pk)


def test_old_keys_are_forgotten(administrator, manager):
    for days in (59, 61):
        moment = timezone.now() - timedelta(days=days)
        SentForm.objects.create(key=uuid4(), form=uuid4(), user=manager, sent_at=moment)
    save(administrator, ADD, action=ActionFactory().pk, title="Survey")
    assert SentForm.objects.filter(user=manager).count() == 1
