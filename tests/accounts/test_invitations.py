"""Administrators invite colleagues; these choose their passwords themselves."""

from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from actions.base.models import User
from tests.actions.screens import is_refused
from tests.factories import ActionFactory, UserFactory

from .mailbox import link_in, only_mail

INVITE, LIST = "/admin/people/invite/", "/admin/people/invitations/"
PASSWORD = "another long sentence nobody guesses"
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(signed_in_as):
    return signed_in_as("Administrators")


def form(email="grace@example.org", roles=("Editors",), **more):
    groups = [Group.objects.get(name=role).pk for role in roles]
    return {"email": email, "first_name": "Grace", "last_name": "O'Neil", "groups": groups, **more}


def invite(client, *args, **more):
    return client.post(INVITE, form(*args, **more))


def refusal(answer, field="email"):
    assert answer.status_code == 200
    (sentence,) = answer.context["form"].errors[field]
    return sentence


def no_mail_server():
    return mock.patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError)


def test_who_is_invited_gets_a_mail_chooses_a_password_and_signs_in(administrator):
    answer = invite(administrator, roles=["Editors", "Evaluators"])
    assert answer.url == LIST
    grace = User.objects.get(email="grace@example.org")
    assert set(grace.groups.values_list("name", flat=True)) == {"Editors", "Evaluators"}
    assert (grace.username, grace.has_usable_password()) == ("grace", False)
    message = only_mail()
    assert "A mail went to grace@example.org." in administrator.get(LIST).content.decode()
    assert message.to == ["grace@example.org"]
    assert "Good day Grace O'Neil," in message.body
    assert "within 3 days" in message.body

    browser = Client()
    page = browser.get(link_in(message), follow=True)
    browser.post(page.redirect_chain[-1][0], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    browser.post("/sign-in/", {"username": "GRACE@example.org", "password": PASSWORD})
    assert browser.get("/account/").status_code == 200
    assert "grace@example.org" not in administrator.get(LIST).content.decode()


@pytest.mark.parametrize("role", ["Programme managers", "Editors"])
@pytest.mark.parametrize("address", [INVITE, LIST, "/admin/people/1/send-link/", "/admin/people/1/withdraw/"])
def test_only_administrators_invite(signed_in_as, role, address):
    client = signed_in_as(role)
    assert is_refused(client.get(address))
    assert is_refused(client.post(address, form()))
    assert not User.objects.filter(email="grace@example.org").exists()


def test_a_visitor_is_led_to_the_sign_in_page(client):
    assert client.get(INVITE).url == f"/sign-in/?next={INVITE}"


def test_the_list_of_users_leads_there_and_wagtails_own_screen_too(administrator):
    page = administrator.get("/admin/users/").content.decode()
    assert f'href="{INVITE}"' in page
    assert f'href="{LIST}"' in page
    assert administrator.get("/admin/users/new/").url == INVITE
    assert administrator.post("/admin/users/new/", form()).url == INVITE


def test_an_address_in_use_is_refused_with_the_account_that_has_it(administrator):
    other = UserFactory(email="Grace@Example.org", first_name="<b>Grace</b>")
    sentence = refusal(invite(administrator))
    assert "&lt;b&gt;Grace&lt;/b&gt;" in sentence
    assert f'href="/admin/users/edit/{other.pk}/"' in sentence
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("state", "way"),
    [({"is_active": False}, "/admin/people/{}/reopen/"), ({"password": "!"}, LIST)],
    ids=["closed", "invited"],
)
def test_the_refusal_says_what_to_do_with_the_account_there_is(administrator, state, way):
    other = UserFactory(email="grace@example.org")
    User.objects.filter(pk=other.pk).update(**state)
    assert way.format(other.pk) in refusal(invite(administrator))


def test_a_role_has_to_be_chosen(administrator):
    assert refusal(invite(administrator, roles=[]), "groups")


def test_two_accounts_never_share_an_address_whoever_writes_it():
    UserFactory(email="grace@example.org")
    other = UserFactory(email="")
    UserFactory(email="")  # no address is no shared address
    other.email = "GRACE@example.org"
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert "Another account has this e-mail address" in refused.value.message_dict["email"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_nobodys_user_name_is_anothers_address():
    named = UserFactory(username="grace@example.org", email="")
    with pytest.raises(ValidationError, match="user name of another account"):
        UserFactory.build(email="Grace@example.org", username="another").full_clean()
    UserFactory(email="ada@example.org")
    named.username = "ada@example.org"
    with pytest.raises(ValidationError, match="e-mail address of another account"):
        named.full_clean()


def test_user_names_are_made_of_the_address_and_never_twice(administrator):
    UserFactory(username="Grace", email="first@example.org")
    for host in ("one", "two"):
        invite(administrator, f"grace@{host}.example.org")
    names = User.objects.filter(email__startswith="grace@").order_by("pk").values_list("username", flat=True)
    assert list(names) == ["grace2", "grace3"]


def test_without_a_mail_server_the_account_is_kept_and_the_mail_sent_later(administrator):
    with no_mail_server():
        answer = administrator.post(INVITE, form(), follow=True)
    text = answer.content.decode()
    assert "could not be sent" in text
    assert "send the mail again later" in text
    grace = User.objects.get(email="grace@example.org")
    again = f"/admin/people/{grace.pk}/send-link/"
    assert f'action="{again}"' in text
    assert administrator.post(again).url == LIST
    assert link_in(only_mail())
    assert "Last sent on" in administrator.get(LIST).content.decode()
    entries = ModelLogEntry.objects.for_instance(grace).order_by("pk").values_list("action", flat=True)
    assert list(entries) == ["wagtail.create", "accounts.link_not_sent", "accounts.link_sent"]


def test_an_invitation_is_withdrawn_with_its_account_and_its_link(administrator, client):
    invite(administrator)
    link = link_in(only_mail())
    address = f"/admin/people/{User.objects.get(email='grace@example.org').pk}/withdraw/"
    assert administrator.get(address).status_code == 200
    assert User.objects.filter(email="grace@example.org").exists()
    assert administrator.post(address).url == LIST
    assert not User.objects.filter(email="grace@example.org").exists()
    assert client.get(link).status_code == 410


def test_an_account_in_use_cannot_be_withdrawn(administrator):
    used = UserFactory(groups=["Editors"])
    administrator.post(f"/admin/people/{used.pk}/withdraw/")
    assert User.objects.filter(pk=used.pk).exists()


def test_an_invited_manager_of_an_action_is_not_withdrawn_but_handed_over(administrator):
    invite(administrator, roles=["Programme managers"])
    grace = User.objects.get(email="grace@example.org")
    ActionFactory(managers=[grace])
    assert administrator.post(f"/admin/people/{grace.pk}/withdraw/").url == f"/admin/people/{grace.pk}/leave/"
    assert User.objects.filter(pk=grace.pk).exists()


def test_who_was_invited_may_also_ask_for_a_password(administrator, client):
    invite(administrator)
    mail.outbox.clear()
    client.post("/password/forgotten/", {"email": "grace@example.org"})
    assert client.get(link_in(only_mail())).status_code == 302


def test_the_list_asks_as_much_for_twelve_invitations_as_for_two(administrator):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            page = administrator.get(LIST)
        assert page.status_code == 200
        return len(asked)

    for n in range(12):
        invite(administrator, f"person{n}@example.org")
        if n == 1:
            administrator.get(LIST)
            few = queries()
    assert queries() == few
