"""A reader says what is wrong on a page, from any page, and is never made to type it twice."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from wagtail.test.utils.wagtail_tests import WagtailTestUtils

from mieux_portal.remarks.models import Remark
from mieux_portal.remarks.places import is_ours
from mieux_portal.remarks.views import SENT_BY_A_CLIENT
from tests.factories import ActionFactory, KnowledgeItemFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/\tevil",
    "/actions/\r\nSet-Cookie: a=b",
    "/\u202eevil",
    "actions/",
    "",
]


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


def send(client, **changed):
    told = {"page": "/actions/", "words": "", "text": "The year is wrong.", "email": "", "website": ""}
    return client.post("/remarks/", {**told, **changed})


def soup(answer):
    return WagtailTestUtils.get_soup(answer.content.decode())


def link_to_the_form(answer):
    """Where the link at the foot of the page leads: its path, and what it brings along."""
    address = urlsplit(soup(answer).select_one("footer a[href^='/remarks/']")["href"])
    return address.path, parse_qs(address.query, keep_blank_values=True)


@pytest.mark.parametrize(
    "address",
    ["/", "/actions/?area=data-management&q=C%C3%B4te", "/practices/", "/criteria/", "/search/?q=x", "/gone/"],
)
def test_every_page_leads_to_the_form_with_its_address_and_filters(client, address):
    assert link_to_the_form(client.get(address)) == ("/remarks/", {"page": [address]})


def test_a_page_with_a_secret_in_its_address_does_not_hand_it_on(editor_client):
    answer = editor_client.get("/account/e-mail/secret/")
    assert answer.resolver_match.kwargs == {"token": "secret"}
    assert link_to_the_form(answer) == ("/remarks/", {})


def test_the_page_of_a_server_error_leads_to_the_form_too():
    html = get_template("500.html").render()  # as Django does then: nothing is known, not even the request
    assert 'href="/remarks/?page="' in html


def test_an_endless_address_is_cut(client):
    path, brought = link_to_the_form(client.get("/actions/?q=" + "x" * 5000))
    assert path == "/remarks/"
    assert len(brought["page"][0]) == 1000


def test_the_form_names_the_page_and_quotes_the_marked_words(client):
    action = ActionFactory(title="Migration data")
    answer = client.get("/remarks/", {"page": action.get_absolute_url(), "words": "in <b>2013</b>"})
    link = soup(answer).select_one(f"main a[href='{action.get_absolute_url()}']")
    assert link.text == "Migration data"
    assert answer.context["form"]["words"].value() == "in <b>2013</b>"
    assert "<b>2013</b>" not in answer.content.decode()


def test_the_form_does_not_name_what_readers_do_not_see(client):
    action = ActionFactory(title="Not announced", published=False)
    item = KnowledgeItemFactory(heading="Not finished", live=False)
    for record in (action, item):
        assert str(record) not in client.get("/remarks/", {"page": record.get_absolute_url()}).content.decode()


def test_a_remark_is_kept_and_the_reader_is_led_back_to_the_page(client):
    answer = send(client, page="/criteria/?a=1&b=2", words="the words", email="reader@example.org")
    remark = Remark.objects.get()
    assert (remark.page, remark.words, remark.text) == ("/criteria/?a=1&b=2", "the words", "The year is wrong.")
    assert (remark.email, remark.done_at) == ("reader@example.org", None)
    assert (
        soup(client.get(answer.url)).select_one("main a[href='/criteria/?a=1&b=2']").text == "The ten action criteria"
    )


def test_a_remark_needs_no_more_than_its_text(client):
    answer = send(client, text="   ")
    assert answer.context["form"].errors == {"text": ["Say in a few words what is wrong or missing."]}
    assert not Remark.objects.exists()
    assert send(client, text="Wrong.").status_code == 302


@pytest.mark.parametrize("place", HOSTILE)
def test_only_a_page_of_this_site_can_be_meant(client, place):
    assert not is_ours(place)
    shown = client.get("/remarks/", {"page": place, "words": "kept"})
    field = soup(shown).select_one("input[name=page]")
    assert (field["type"], field.get("value", "")) == ("text", "")  # asked for, with nothing of it
    refused = send(client, page=place, text="Typed with care.")
    assert refused.status_code == 200
    assert "page" in refused.context["form"].errors
    assert "Typed with care." in refused.content.decode()
    assert not soup(client.get("/remarks/sent/", {"page": place})).select("main .place, main a[href*=evil]")
    assert not Remark.objects.exists()


def test_the_whole_address_of_a_page_may_be_pasted(client, settings):
    send(client, page=f"{settings.SITE_ADDRESS}/actions/?q=a")
    assert Remark.objects.get().page == "/actions/?q=a"


def test_too_long_a_text_is_refused_and_stays_to_be_shortened(client):
    answer = send(client, text="x" * 3001)
    assert "text" in answer.context["form"].errors
    assert "x" * 3001 in answer.content.decode()


def test_more_words_than_fit_are_cut_where_they_come_by_a_link(client):
    shown = client.get("/remarks/", {"page": "/", "words": "x" * 600})
    assert len(shown.context["form"]["words"].value()) == 500


def test_a_second_press_of_the_button_sends_nothing_twice(client):
    first, second = send(client), send(client)
    assert first.url == second.url
    assert Remark.objects.count() == 1
    send(client, text="Another thing.")
    assert Remark.objects.count() == 2


def test_beyond_the_limit_the_reader_is_told_and_keeps_what_was_typed(client):
    for number in range(SENT_BY_A_CLIENT.most):
        assert send(client, text=f"Remark {number}").status_code == 302
    answer = send(client, text="One too many", words="marked", email="reader@example.org")
    html = answer.content.decode()
    assert answer.status_code == 429
    assert "Keep this page open and send it later." in html
    assert all(typed in html for typed in ("One too many", "marked", "reader@example.org"))
    assert Remark.objects.count() == SENT_BY_A_CLIENT.most
    assert send(client, text="From elsewhere", page="/").status_code == 429


def test_a_program_that_fills_in_everything_is_refused_and_a_person_sees_why(client):
    answer = send(client, website="https://spam.example")
    field = soup(answer).select_one("input[name=website]")
    assert "empty it" in answer.content.decode()
    assert not field.find_parent(hidden=True)
    assert not Remark.objects.exists()
    assert soup(client.get("/remarks/")).select_one("input[name=website]").find_parent(hidden=True)


def test_a_form_from_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert send(strict).status_code == 403
    assert not Remark.objects.exists()
