"""Somebody leaves: the Actions are handed over, the account is closed, and no other door closes it without that."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from actions.base.models import User
from actions.models import Absence, Action
from mieux_portal.accounts.people.leaving import close
from tests.actions.screens import is_refused
from tests.factories import PASSWORD, ActionFactory, ExpertFactory, UserFactory

from .mailbox import link_in, only_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(groups=["Administrators"], first_name="Anna")


@pytest.fixture
def here(administrator):
    return signed_in(administrator)


@pytest.fixture
def leaver():
    return UserFactory(groups=["Programme managers"], first_name="Louis")


@pytest.fixture
def successor():
    return UserFactory(groups=["Programme managers"], first_name="Sofia")


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def screen(person, name="leave"):
    return f"/admin/people/{person.pk}/{name}/"


def leave(client, person, **fields):
    fields = {name: getattr(value, "pk", value) for name, value in fields.items()}
    return client.post(screen(person), fields)


def is_open(person):
    return User.objects.get(pk=person.pk).is_active


def trail_of(record):
    return ModelLogEntry.objects.for_instance(record).order_by("pk")


def managers_of(action):
    return list(Action.objects.get(pk=action.pk).managers.all())


def text_of(answer):
    return answer.content.decode()


def test_the_actions_go_to_the_successor_and_the_account_is_closed(here, leaver, successor, administrator):
    third = UserFactory(groups=["Programme managers"])
    alone, shared = ActionFactory(managers=[leaver]), ActionFactory(managers=[leaver, third])
    assert alone.title in text_of(here.get(screen(leaver)))
    assert leave(here, leaver, successor=successor, reason="Retired.").url == "/admin/users/"
    assert managers_of(alone) == [successor]
    assert set(managers_of(shared)) == {third, successor}
    assert not is_open(leaver)
    for action in (alone, shared):
        entry = trail_of(action).last()
        assert entry.user == administrator
        assert "Retired." in str(entry.data)
        assert successor.full_name in str(entry.data)
    entry = trail_of(leaver).last()
    assert (entry.action, entry.user) == ("accounts.closed", administrator)


def test_each_action_may_have_a_successor_of_its_own(here, leaver, successor):
    other = UserFactory(groups=["Programme managers"])
    first, second = ActionFactory(managers=[leaver]), ActionFactory(managers=[leaver])
    leave(here, leaver, **{"successor": successor, f"successor_{second.pk}": other})
    assert (managers_of(first), managers_of(second)) == ([successor], [other])


def test_no_action_is_left_without_a_manager(here, leaver, successor):
    first, second = ActionFactory(managers=[leaver]), ActionFactory(managers=[leaver])
    answer = leave(here, leaver, **{f"successor_{second.pk}": successor})
    assert answer.status_code == 422
    assert "no Action is left without a manager" in text_of(answer)
    assert managers_of(first) == managers_of(second) == [leaver]
    assert is_open(leaver)


def test_only_who_may_change_actions_takes_over(here, leaver):
    action = ActionFactory(managers=[leaver])
    for person in (
        UserFactory(groups=["Editors"]),
        UserFactory(groups=["Programme managers"], is_active=False),
        leaver,
    ):
        assert leave(here, leaver, successor=person).status_code == 422
    assert managers_of(action) == [leaver]
    assert is_open(leaver)


def test_an_action_that_cannot_be_handed_over_stops_all_of_it(here, leaver, successor):
    first, second = ActionFactory(managers=[leaver]), ActionFactory(managers=[leaver])
    broken = max(first, second, key=lambda action: action.title)
    Action.objects.filter(pk=broken.pk).update(title="")
    answer = leave(here, leaver, successor=successor)
    assert answer.status_code == 422
    assert managers_of(first) == managers_of(second) == [leaver]
    assert is_open(leaver)
    assert mail.outbox == []


def test_both_are_told_by_mail_and_the_leaver_only_if_wanted(here, leaver, successor):
    action = ActionFactory(managers=[leaver])
    leave(here, leaver, successor=successor, tell_leaver="on")
    to_successor, to_leaver = mail.outbox
    assert to_successor.to == [successor.email]
    assert action.title in to_successor.body
    assert link_in(to_successor) == reverse("workspace_action", args=[action.slug])
    assert to_leaver.to == [leaver.email]
    assert f"{action.title}: {successor.full_name}" in to_leaver.body

    mail.outbox.clear()
    another = UserFactory(groups=["Editors"])
    leave(here, another)
    assert mail.outbox == []
    assert not is_open(another)


def test_without_a_mail_server_the_administrator_is_told_whom_to_tell(here, leaver, successor):
    ActionFactory(managers=[leaver])
    with mock.patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError):
        leave(here, leaver, successor=successor)
    assert f"No mail reached {successor.full_name}" in text_of(here.get("/admin/users/"))
    assert not is_open(leaver)


def test_sessions_end_at_once_and_stay_ended_when_the_account_is_opened_again(here, leaver):
    elsewhere = signed_in(leaver)
    assert elsewhere.get("/admin/").status_code == 200
    leave(here, leaver)
    assert elsewhere.get("/admin/").url == "/sign-in/?next=/admin/"
    assert Client().post("/sign-in/", {"username": leaver.username, "password": PASSWORD}).status_code == 200
    kept = signed_in(leaver)  # a cookie of before, as a thief may have kept it
    here.post(screen(leaver, "reopen"))
    assert kept.get("/admin/").status_code == 302


def test_a_session_ends_also_where_somebody_closes_the_account_in_the_database(leaver):
    client = signed_in(leaver)
    assert client.get("/account/").status_code == 200
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_cover_by_the_leaver_ends_and_the_screen_says_for_whom(here, leaver, successor):
    today = timezone.localdate()
    running = Absence.objects.create(
        manager=successor,
        covered_by=leaver,
        first_day=today - timedelta(days=2),
        last_day=today + timedelta(days=5),
    )
    coming = Absence.objects.create(
        manager=leaver,
        covered_by=successor,
        first_day=today + timedelta(days=2),
        last_day=today + timedelta(days=5),
    )
    assert successor.full_name in text_of(here.get(screen(leaver)))
    leave(here, leaver)
    running.refresh_from_db()
    assert running.last_day == today - timedelta(days=1)
    assert not Absence.objects.filter(pk=coming.pk).exists()


def test_the_record_of_an_expert_stays_with_its_account(here, leaver):
    expert = ExpertFactory(account=leaver)
    leave(here, leaver)
    expert.refresh_from_db()
    assert expert.account == leaver


def test_an_account_is_opened_again_by_a_link_for_a_new_password(here, leaver):
    leave(here, leaver)
    mail.outbox.clear()
    assert here.get(screen(leaver, "reopen")).status_code == 200
    assert not is_open(leaver)
    here.post(screen(leaver, "reopen"))
    assert is_open(leaver)
    assert Client().get(link_in(only_mail())).status_code == 302
    assert "accounts.reopened" in trail_of(leaver).values_list("action", flat=True)


def test_nobody_closes_their_own_account(here, administrator):
    assert "This is your own account" in text_of(here.get(screen(administrator)))
    UserFactory(groups=["Administrators"])
    assert leave(here, administrator).status_code in (302, 422)
    assert is_open(administrator)


def test_two_administrators_cannot_close_each_other(administrator):
    second = UserFactory(groups=["Administrators"])
    close(second, administrator, {}, "")
    with pytest.raises(ValidationError, match="This is the last administrator"):
        close(administrator, second, {}, "")
    assert is_open(administrator)


def test_with_another_administrator_one_may_leave(here):
    second = UserFactory(groups=["Administrators"])
    leave(here, second)
    assert not is_open(second)


def test_only_somebody_with_all_rights_closes_an_account_with_all_rights(here, administrator):
    chief = UserFactory(is_superuser=True)
    assert is_refused(leave(here, chief))
    assert is_open(chief)
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    leave(here, chief)
    assert not is_open(chief)


@pytest.mark.parametrize("role", ["Programme managers", "Editors"])
@pytest.mark.parametrize("name", ["leave", "reopen", "send-link"])
def test_only_administrators_see_somebody_off(signed_in_as, leaver, role, name):
    client = signed_in_as(role)
    assert is_refused(client.get(screen(leaver, name)))
    assert is_refused(client.post(screen(leaver, name)))
    assert is_open(leaver)
    assert mail.outbox == []


def test_the_list_and_the_account_lead_to_these_screens(here, leaver, administrator):
    closed = UserFactory(is_active=False)
    people, account = text_of(here.get("/admin/users/")), text_of(here.get(f"/admin/users/edit/{leaver.pk}/"))
    assert f'href="{screen(leaver)}"' in people
    assert f'href="{screen(leaver)}"' in account
    assert f'href="{screen(closed, "reopen")}"' in people
    assert f'href="{screen(administrator)}"' not in people


# --- Wagtail's other doors ---------------------------------------------------------------------------


def edit(client, person, **changes):
    fields = {
        "username": person.username,
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "is_active": "on",
        "groups": list(person.groups.values_list("pk", flat=True)),
        **changes,
    }
    return client.post(f"/admin/users/edit/{person.pk}/", {name: value for name, value in fields.items() if value})


def test_wagtails_form_saves_but_closes_no_account(here, leaver):
    assert edit(here, leaver, first_name="Lou").status_code == 302
    answer = edit(here, leaver, is_active="")
    assert answer.status_code == 200
    assert f'href="{screen(leaver)}"' in text_of(answer)
    assert is_open(leaver)


def test_wagtails_form_does_not_take_the_last_administrators_role(here, administrator):
    answer = edit(here, administrator, groups=[])
    assert "This is the last administrator" in text_of(answer)
    assert administrator.groups.exists()
    UserFactory(groups=["Administrators"])
    assert edit(here, administrator, groups=[]).status_code == 302


def test_who_manages_actions_is_not_deleted(here, leaver):
    ActionFactory(managers=[leaver])
    for send in (here.get, here.post):
        assert send(f"/admin/users/delete/{leaver.pk}/").url == "/admin/users/"
        page = text_of(here.get("/admin/users/"))
        assert "still manages Actions" in page
        assert f'href="{screen(leaver)}"' in page
    assert User.objects.filter(pk=leaver.pk).exists()


def test_who_manages_none_may_be_deleted(here, leaver):
    here.post(f"/admin/users/delete/{leaver.pk}/")
    assert not User.objects.filter(pk=leaver.pk).exists()


def in_bulk(client, action, people, **fields):
    ids = "&".join(f"id={person.pk}" for person in people)
    return client.post(f"/admin/bulk/base/user/{action}/?next=/admin/users/&{ids}", fields)


def test_who_manages_actions_is_not_deleted_among_many(here, leaver):
    ActionFactory(managers=[leaver])
    other = UserFactory()
    in_bulk(here, "delete", [leaver, other])
    assert User.objects.filter(pk__in=[leaver.pk, other.pk]).count() == 2
    assert "still manages Actions" in text_of(here.get("/admin/users/"))
    in_bulk(here, "delete", [other])
    assert not User.objects.filter(pk=other.pk).exists()


def test_nobody_is_copied(here, leaver):
    assert here.get(f"/admin/users/copy/{leaver.pk}/").status_code == 404
    assert "/users/copy/" not in text_of(here.get("/admin/users/"))


def test_accounts_are_not_closed_in_bulk(here, leaver):
    in_bulk(here, "set_active_state", [leaver], mark_as_active="False")
    assert is_open(leaver)
    assert f'href="{screen(leaver)}"' in text_of(here.get("/admin/users/"))


def test_what_is_done_in_bulk_stands_in_the_history(here, administrator):
    closed = UserFactory(is_active=False)
    in_bulk(here, "set_active_state", [closed], mark_as_active="True")
    assert is_open(closed)
    entry = trail_of(closed).last()
    assert (entry.action, entry.user) == ("wagtail.edit", administrator)


def test_a_name_is_text_in_every_message(here, leaver):
    leaver.last_name = "<script>alert(1)</script>"
    leaver.save()
    ActionFactory(managers=[leaver])
    here.post(f"/admin/users/delete/{leaver.pk}/")
    page = text_of(here.get("/admin/users/"))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_only_somebody_with_all_rights_gives_all_rights(here, leaver):
    assert edit(here, leaver, first_name="Louise", is_superuser="on").status_code == 302
    leaver.refresh_from_db()
    assert (leaver.first_name, leaver.is_superuser) == ("Louise", False)
    edit(signed_in(UserFactory(is_superuser=True)), leaver, is_superuser="on")
    assert User.objects.get(pk=leaver.pk).is_superuser


def test_an_administrator_does_not_change_an_account_with_all_rights(here):
    above = UserFactory(is_superuser=True, email="above@example.org")
    assert is_refused(here.get(f"/admin/users/edit/{above.pk}/"))
    assert is_refused(edit(here, above, email="mine@example.org"))
    assert User.objects.get(pk=above.pk).email == "above@example.org"
