"""A forgotten password: a link by mail, once, for a time, and nobody learns who has an account."""

import re
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from mieux_portal.accounts.links import password_link
from tests.factories import PASSWORD, UserFactory

from .mailbox import link_in, only_mail

NEW = "another long sentence nobody guesses"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def person():
    return UserFactory(groups=["Editors"], email="Ada@Example.org")


def ask(client, email="ada@example.org", **more):
    return client.post("/password/forgotten/", {"email": email}, **more)


def choose(client, link, password=NEW):
    """Follow the link and send the form that it leads to."""
    page = client.get(link, follow=True)
    return client.post(page.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def can_sign_in(person, password):
    answer = Client().post("/sign-in/", {"username": person.username, "password": password})
    return answer.status_code == 302


def test_the_sign_in_page_leads_there(client):
    assert 'href="/password/forgotten/"' in client.get("/sign-in/").content.decode()
    assert client.get("/password/forgotten/").status_code == 200


def test_by_the_link_a_new_password_is_chosen_and_the_old_one_ends(client, person):
    assert ask(client).url == "/password/forgotten/sent/"
    message = only_mail()
    assert message.to == ["Ada@Example.org"]  # the address of the account, not what somebody typed
    assert "within 3 days" in message.body
    answer = choose(client, link_in(message))
    assert answer.url == "/sign-in/"
    assert "The new password is set." in client.get("/sign-in/").content.decode()
    assert can_sign_in(person, NEW)
    assert not can_sign_in(person, PASSWORD)


def test_the_page_with_the_form_has_no_token_in_its_address(client, person):
    ask(client)
    link = link_in(only_mail())
    page = client.get(link, follow=True)
    (address, _status) = page.redirect_chain[-1]
    assert link.split("/")[-2] not in address
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_link_works_once(client, person):
    ask(client)
    link = link_in(only_mail())
    choose(client, link)
    answer = Client().get(link, follow=True)
    assert answer.status_code == 410
    assert "This link cannot be used" in answer.content.decode()


def test_the_link_ends_after_three_days(client, person):
    ask(client)
    link = link_in(only_mail())
    for days, status in ((2, 302), (4, 410)):
        later = datetime.now() + timedelta(days=days)  # noqa: DTZ005  as Django counts it
        with mock.patch.object(default_token_generator, "_now", return_value=later):
            assert Client().get(link).status_code == status


def test_a_weak_password_is_refused_with_a_sentence(client, person):
    ask(client)
    answer = choose(client, link_in(only_mail()), password="12345678")
    assert answer.status_code == 200
    assert "too common" in answer.content.decode()
    assert can_sign_in(person, PASSWORD)


def test_a_new_password_ends_every_session(client, person):
    elsewhere = Client()
    elsewhere.force_login(person)
    assert elsewhere.get("/account/").status_code == 200
    ask(client)
    choose(client, link_in(only_mail()))
    assert elsewhere.get("/account/").status_code == 302


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(client, person):
    UserFactory(email="gone@example.org", is_active=False)
    pages = []
    for email in ("ada@example.org", "gone@example.org", "nobody@example.org"):
        answer = ask(client, email)
        pages.append((answer.status_code, answer.url, client.get(answer.url).content))
        assert len(mail.outbox) == 1  # and it takes as long: in each case one mail goes out
        mail.outbox.clear()
    assert pages[0] == pages[1] == pages[2]


def test_an_unknown_address_gets_a_mail_without_a_link(client):
    ask(client, "nobody@example.org")
    message = only_mail()
    assert message.to == ["nobody@example.org"]
    assert "No account has it." in message.body
    assert "/password/new/" not in message.body


def test_a_closed_account_gets_no_link_and_an_old_link_does_not_open_it(client, person):
    link = password_link(person).removeprefix("http://127.0.0.1:8000")
    person.is_active = False
    person.save()
    ask(client)
    assert "/password/new/" not in only_mail().body
    assert client.get(link).status_code == 410


def test_the_links_in_mails_stand_on_our_address_whatever_the_browser_says(client, person):
    with override_settings(ALLOWED_HOSTS=["*"]):
        ask(client, headers={"host": "evil.example"})
    message = only_mail()
    assert "evil.example" not in message.body + message.subject
    assert link_in(message)


def test_nobody_is_flooded(client, person):
    for _time in range(5):
        assert ask(client).url == "/password/forgotten/sent/"
    assert len(mail.outbox) == 3
    ask(client, "somebody.else@example.org")
    assert len(mail.outbox) == 4


def test_one_client_cannot_ask_for_many(client):
    answers = [ask(client, f"person{n}@example.org").status_code for n in range(12)]
    assert answers == [302] * 10 + [429] * 2
    assert len(mail.outbox) == 10
    assert ask(client, "one.more@example.org", REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.parametrize(("behind_proxy", "status"), [(True, 302), (False, 429)])
def test_behind_our_proxy_the_client_is_the_one_that_the_proxy_saw(client, settings, behind_proxy, status):
    settings.BEHIND_PROXY = behind_proxy
    for n in range(10):
        ask(client, f"person{n}@example.org", headers={"x-forwarded-for": "192.0.2.1"})
    assert ask(client, "last@example.org", headers={"x-forwarded-for": "192.0.2.1, 192.0.2.2"}).status_code == status


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_mail_that_could_not_be_sent_is_said_and_tells_nothing(client, person, email):
    with mock.patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError):
        answer = ask(client, email)
    assert answer.status_code == 503
    assert "could not be sent" in answer.content.decode()


@pytest.mark.parametrize("address", ["/admin/password_reset/", "/admin/password_reset/done/"])
def test_wagtails_own_way_leads_to_ours(client, address):
    assert client.get(address).url == "/password/forgotten/"


def test_the_mail_carries_no_more_than_is_needed(client, person):
    ask(client)
    message = only_mail()
    assert "\n" not in message.subject
    assert not re.search(r"Surname|Editors|&#x27;|<", message.body)


def test_an_address_that_no_mail_can_bear_is_no_error_of_the_portal(client):
    answer = ask(client, f"somebody@{'é' * 62}.com")
    assert answer.status_code == 503
    assert "The mail could not be sent." in answer.content.decode()
