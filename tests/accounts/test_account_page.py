"""One's own account: name, e-mail address, password and sessions, for every role."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from wagtail.models import ModelLogEntry

from tests.factories import PASSWORD, ActionFactory, UserFactory

from .mailbox import link_in, only_mail

NEW = "another long sentence nobody guesses"
ROLES = ["Partners", "Programme managers", "Evaluators", "Editors", "Administrators"]
FORMS = {
    "name": {"name-first_name": "Grace", "name-last_name": "Hopper"},
    "e-mail": {"email-email": "new@example.org", "email-current_password": PASSWORD},
    "password": {
        "password-old_password": PASSWORD,
        "password-new_password1": NEW,
        "password-new_password2": NEW,
    },
    "sign-out-elsewhere": {"elsewhere-current_password": PASSWORD},
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def person():
    return UserFactory(groups=["Partners"], email="ada@example.org")


@pytest.fixture
def here(person):
    return signed_in(person)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def send(client, part, **changes):
    return client.post(f"/account/{part}/", {**FORMS[part], **changes})


def text_of(answer):
    return answer.content.decode()


def trail_of(person):
    return list(ModelLogEntry.objects.for_instance(person).order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_page_of_its_own_and_the_header_leads_there(signed_in_as, role):
    client = signed_in_as(role)
    page = client.get("/account/")
    assert page.status_code == 200
    assert role in text_of(page)
    assert 'href="/account/"' in text_of(client.get("/"))


@pytest.mark.parametrize("part", ["", "name/", "e-mail/", "password/", "sign-out-elsewhere/", "absences/", "e-mail/x/"])
def test_a_visitor_is_led_to_the_sign_in_page(client, part):
    for answer in (client.get(f"/account/{part}"), client.post(f"/account/{part}")):
        assert (answer.status_code, answer.url) == (302, f"/sign-in/?next=/account/{part}")


@pytest.mark.parametrize("part", FORMS)
def test_the_address_of_a_form_shows_the_page_when_it_is_opened(here, part):
    assert here.get(f"/account/{part}/").url == "/account/"


def test_one_changes_ones_name(here, person):
    assert send(here, "name").url == "/account/"
    person.refresh_from_db()
    assert person.full_name == "Grace Hopper"
    assert trail_of(person) == ["wagtail.edit"]


def test_a_refused_name_stands_beside_its_field_and_changes_nothing(here, person):
    answer = send(here, "name", **{"name-first_name": ""})
    assert answer.status_code == 422
    assert answer.context["name"].errors.keys() == {"first_name"}
    assert 'aria-invalid="true"' in text_of(answer)
    person.refresh_from_db()
    assert person.first_name == "Ada"


def test_a_change_of_password_keeps_this_session_and_ends_the_others(here, person):
    elsewhere = signed_in(person)
    assert send(here, "password").url == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_signing_out_everywhere_else_keeps_the_password_and_this_session(here, person):
    elsewhere = signed_in(person)
    assert send(here, "sign-out-elsewhere").url == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("e-mail", "email-current_password"),
        ("password", "password-old_password"),
        ("sign-out-elsewhere", "elsewhere-current_password"),
    ],
)
def test_a_screen_left_open_is_not_enough(here, person, part, field):
    before = person.password
    answer = send(here, part, **{field: "not the password"})
    assert answer.status_code == 422
    assert "This is not your password." in text_of(answer)
    person.refresh_from_db()
    assert (person.password, mail.outbox) == (before, [])


def test_a_new_address_is_confirmed_from_its_mailbox_and_told_to_the_old_one(here, person):
    assert send(here, "e-mail").url == "/account/"
    message = only_mail()
    assert message.to == ["new@example.org"]
    link = link_in(message)

    assert "new@example.org" in text_of(here.get(link))
    person.refresh_from_db()
    assert person.email == "ada@example.org"  # a program that reads mail and follows links changes nothing

    assert here.post(link).url == "/account/"
    person.refresh_from_db()
    assert person.email == "new@example.org"
    told = only_mail()
    assert told.to == ["ada@example.org"]
    assert "new@example.org" not in told.body
    assert "accounts.new_email" in trail_of(person)


def test_the_link_to_a_new_address_works_once_and_for_its_account_only(here, person):
    send(here, "e-mail")
    link = link_in(only_mail())
    stranger = signed_in(UserFactory())
    assert (stranger.get(link).status_code, stranger.post(link).status_code) == (410, 410)
    assert here.post(link).status_code == 302
    assert here.post(link).status_code == 410


def test_the_link_to_a_new_address_is_not_forged_and_ends_after_three_days(here, person):
    send(here, "e-mail")
    link = link_in(only_mail())
    assert here.get(link[:-3] + "xx/").status_code == 410
    now = datetime.now().timestamp()  # noqa: DTZ005  seconds since 1970, wherever one is
    for days, status in ((2, 200), (4, 410)):
        with mock.patch("django.core.signing.time.time", return_value=now + timedelta(days=days).total_seconds()):
            client = signed_in(person)
            assert client.get(link).status_code == status


def test_nobody_learns_here_who_has_an_account(here, person):
    UserFactory(email="New@example.org")
    answer = send(here, "e-mail")
    assert answer.url == "/account/"
    assert "A mail is on its way to new@example.org." in text_of(here.get("/account/"))
    message = only_mail()
    assert message.to == ["new@example.org"]
    assert "/account/e-mail/" not in message.body


def test_an_address_that_somebody_else_took_meanwhile_is_refused(here, person):
    send(here, "e-mail")
    link = link_in(only_mail())
    UserFactory(email="NEW@example.org")
    assert here.post(link).status_code == 410
    person.refresh_from_db()
    assert person.email == "ada@example.org"


def test_nobodys_mailbox_is_flooded_by_changes_of_address(here):
    answers = [send(here, "e-mail").status_code for _time in range(6)]
    assert answers == [302] * 5 + [422]
    assert len(mail.outbox) == 5


def test_a_mail_that_could_not_be_sent_is_said(here):
    with mock.patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError):
        answer = send(here, "e-mail")
    assert answer.status_code == 422
    assert "could not be sent" in text_of(answer)


def test_a_manager_sees_own_actions_and_no_others(signed_in_as):
    client = signed_in_as("Programme managers")
    person = client.get("/account/").wsgi_request.user
    ActionFactory(title="Mine alone", managers=[person])
    ActionFactory(title="Of somebody else", managers=[UserFactory()])
    text = text_of(client.get("/account/"))
    assert "Mine alone" in text
    assert "Of somebody else" not in text


@pytest.mark.parametrize("role", ["Partners", "Evaluators", "Editors"])
def test_who_manages_nothing_is_not_asked_about_actions_and_absences(signed_in_as, role):
    text = text_of(signed_in_as(role).get("/account/"))
    assert "Your Actions" not in text
    assert "When you are away" not in text


def test_there_is_one_place_to_change_a_password_and_an_address(signed_in_as):
    client = signed_in_as("Editors")
    preferences = text_of(client.get("/admin/account/"))
    assert 'type="password"' not in preferences
    assert 'type="email"' not in preferences
    assert 'href="/account/"' in preferences


def test_an_administrator_types_no_passwords_for_others(signed_in_as):
    screen = text_of(signed_in_as("Administrators").get(f"/admin/users/edit/{UserFactory().pk}/"))
    assert 'type="password"' not in screen


@pytest.mark.parametrize("name", ["ada", "ada@example.org", "ADA@Example.ORG"])
def test_one_signs_in_with_the_user_name_or_the_address(client, name):
    UserFactory(username="ada", email="ada@example.org")
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302


def test_an_empty_name_is_nobodys_address(client):
    UserFactory(email="")
    assert not client.login(username="", password=PASSWORD)


def test_a_long_address_fits_into_the_form(client):
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example.org"
    UserFactory(email=email)
    assert client.post("/sign-in/", {"username": email, "password": PASSWORD}).status_code == 302
