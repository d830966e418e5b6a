"""What somebody tries who means no good, or brings too much along: it neither leads away, nor tells, nor is lost."""

import re

import pytest
from django.urls import reverse

from mieux_portal.accounts.throttle import client_of
from mieux_portal.remarks.models import Remark
from mieux_portal.search.indexing import index_everything
from tests.factories import ActionFactory, CaseStudyPageFactory, ExpertFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

LONG = "/actions/?" + "&".join(f"country=country-number-{number}" for number in range(48))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/"])
def test_the_queue_of_remarks_links_to_nothing_that_its_address_brings_along(editor_client, address):
    """The policy of the admin allows script in the page: a click on such a link would run it."""
    answer = editor_client.get("/admin/remarks/", {"about": address})
    links = re.findall(r'href="([^"]*)"', answer.content.decode())
    assert links
    assert [link for link in links if link.startswith(address)] == []


def test_a_remark_about_a_page_with_a_very_long_address_is_not_lost_without_a_word(client):
    """Many chosen filters make an address longer than a remark keeps, and the field that holds it is hidden."""
    answer = client.post(reverse("remarks"), {"page": LONG, "text": "The number is wrong."})
    assert Remark.objects.exists() or not answer.context["form"]["page"].is_hidden


def test_the_place_of_a_case_study_on_its_shelf_does_not_tell_of_an_action_that_was_taken_back(client):
    """The page stays live while its Action is not public: there the address has to answer as any other word does."""
    page = CaseStudyPageFactory(action=ActionFactory(slug="quillfeather"))
    assert client.get("/quillfeather/").headers["Location"] == "/actions/quillfeather/"
    page.action.take_back(by=None, reason="The ministry asked for it.")
    assert client.get("/quillfeather/").status_code == 404


def test_the_search_says_of_what_an_organisation_is_a_part_only_where_its_page_says_so(client):
    whole = OrganisationFactory(name="Quillfeather Union")
    part = OrganisationFactory(name="Department of Labour", part_of=whole)
    office = OrganisationFactory(name="Office of Labour", part_of=part)
    ActionFactory(partner_organisations=[office])
    index_everything()
    for page in (part.get_absolute_url(), "/search/?q=Labour", "/search/?q=Quilfeather"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert whole.name not in answer.content.decode(), page


@pytest.mark.parametrize("query", ["next=//elsewhere.example/", "a=%0d%0aSet-Cookie:%20b=1", "[x]=//&?"])
def test_an_earlier_address_leads_to_the_record_whatever_follows_it(client, query):
    """What stands after the question mark comes along and changes neither the host nor the headers."""
    expert = ExpertFactory(slug="before", consent_to_publish=True)
    expert.slug = "after"
    expert.save()
    answer = client.get(f"/experts/before/?{query}")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/experts/after/?{query}"
    assert not answer.cookies


def test_words_marked_over_several_paragraphs_are_kept_as_one_line(client):
    client.post(
        reverse("remarks"), {"page": "/actions/", "words": "x" * 200 + "\r\n\r\n" + "y" * 299, "text": "Wrong."}
    )
    assert Remark.objects.get().words == "x" * 200 + " " + "y" * 299


def test_all_addresses_of_one_ipv6_network_are_one_sender(rf):
    """Whoever has one such address has 2^64 of them; of IPv4 each stands for itself."""
    here, next_door, elsewhere = (f"2001:db8:0:{network}::{host}" for network, host in ((1, 1), (1, 2), (2, 1)))
    senders = [client_of(rf.get("/", REMOTE_ADDR=address)) for address in (here, next_door, elsewhere, "192.0.2.7")]
    assert senders[0] == senders[1] != senders[2]
    assert senders[3] == "192.0.2.7"
