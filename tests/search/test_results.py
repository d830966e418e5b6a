"""`/search/`: results of every kind with facets that tell the truth, and a way out of every dead end."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mieux_portal.search.indexing import index_everything
from tests.factories import (
    ActionFactory,
    CaseStudyPageFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    OrganisationFactory,
    OutputFactory,
    country,
)

Opened = Callable[..., Any]


@pytest.fixture
def searched(client: Client, db: None) -> Opened:
    """The answer of the search to words and filters, once the index is in line with the records."""

    def get(words: str = "", **chosen: Any) -> Any:
        index_everything()
        answer = client.get("/search/", {"q": words, **chosen})
        assert answer.status_code == 200
        return answer

    return get


@pytest.fixture
def borders(db: None) -> None:
    """One public thing of each kind that is about quillfeathers, in Malawi where that can be."""
    ministry = OrganisationFactory(name="Ministry of Quillfeathers", country=country("MW"))
    facts = {"partner_countries": ["MW"], "areas": ["data-management"]}
    action = ActionFactory(title="Quillfeather Action", partner_organisations=[ministry], **facts)
    CaseStudyPageFactory(action=ActionFactory(title="Quillfeather case", **facts), theme_heading="Ink in a region")
    KnowledgeItemFactory(action=action, heading="A quillfeather lesson", kind="lesson-learnt")
    OutputFactory(action=action, title="Quillfeather report", address="https://example.org/report")
    ExpertFactory(name="Ada Quillfeather", consent_to_publish=True, country=country("MW"), areas=["data-management"])


def titles(answer: Any) -> list[str]:
    return [entry.title for entry in answer.context["page"]]


def counts(answer: Any) -> dict[str, dict[str, int]]:
    return {facet.name: {o.value: o.count for o in facet.options} for facet in answer.context["facets"]}


def test_every_kind_is_found_and_leads_to_its_own_page(searched, borders):
    answer = searched("quillfeather")
    led = {entry.kind: entry.address for entry in answer.context["page"]}
    assert set(led) == {"action", "case-study", "knowledge-item", "document", "organisation", "expert"}
    assert led["document"] == "https://example.org/report"
    assert led["case-study"].startswith("/actions/")
    for address in led.values():
        assert f'href="{address}"' in answer.content.decode()


def test_the_words_are_marked_in_title_and_text(searched, borders):
    text = searched("ink").content.decode()
    assert "<mark>Ink</mark> in a region" in text


@pytest.mark.parametrize("facet", ["kind", "area", "country", "region"])
def test_the_number_beside_a_choice_is_what_it_lists(searched, borders, facet):
    narrowing = {"kind": ["action", "case-study", "knowledge-item", "expert"]} if facet != "kind" else {}
    offered = counts(searched("quillfeather", **narrowing))[facet]
    assert facet == "region" or offered
    for value, number in offered.items():
        listed = searched("quillfeather", **{**narrowing, facet: value})
        assert listed.context["count"] == number == len(titles(listed))


def test_the_lists_of_actions_and_items_find_as_many_as_their_links_say(searched, borders, client):
    for link in searched("quillfeather").context["full_lists"]:
        number = link.label.split()[0]
        assert str(client.get(link.address).context["count"]) == number


def test_a_replaced_word_is_named_with_what_stands_for_it(searched, borders):
    answer = searched("quillfaether")
    text = re.sub(r"\s+", " ", answer.content.decode())
    assert "No page has “quillfaether”" in text
    assert "“quillfeather”" in text
    assert answer.context["count"] > 1


def test_an_empty_result_offers_each_word_left_out_with_its_number(searched, borders, client):
    answer = searched("quillfeather Zanzibarish")
    assert answer.context["count"] == 0
    ways = {way.label: way for way in answer.context["ways"]}
    assert ways["“Zanzibarish”"].count > 1
    assert "“quillfeather”" not in ways  # it would find nothing either
    for way in ways.values():
        assert client.get(f"/search/{way.address}").context["count"] == way.count


def test_words_that_nothing_holds_together_offer_both(searched):
    ActionFactory(title="Inkwells")
    ActionFactory(title="Blotters")
    ways = {way.label: way.count for way in searched("inkwells blotters").context["ways"]}
    assert (ways["“inkwells”"], ways["“blotters”"]) == (1, 1)


def test_a_filter_that_leaves_nothing_can_be_loosened(searched, borders):
    answer = searched("ada", country="zambia")
    assert answer.context["count"] == 0
    assert any(way.label.startswith("Country") and way.count for way in answer.context["ways"])


@pytest.mark.parametrize("words", ["", "&", "the"])
def test_without_words_all_there_is_is_listed(searched, borders, words):
    answer = searched(words)
    assert answer.context["count"] == sum(counts(answer)["kind"].values()) > 10
    assert "this is everything on the portal" in answer.content.decode().lower()


def test_a_page_too_far_is_the_last_and_says_so(searched):
    ActionFactory.create_batch(25, title="Quillfeather")
    answer = searched("quillfeather", page=99)
    assert len(titles(answer)) == 5
    assert "Page 99 does not exist" in answer.content.decode()


def test_no_result_stands_on_two_pages(searched):
    ActionFactory.create_batch(45, title="Quillfeather")
    seen = [entry.pk for page in (1, 2, 3) for entry in searched("quillfeather", page=page).context["page"]]
    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize("name", ["kind", "area", "country"])
def test_a_value_that_does_not_exist_is_answered_with_the_nearest(searched, borders, name):
    answer = searched("quillfeather", **{name: "nowhere"})
    assert "is not among the choices of" in answer.content.decode()


def test_what_is_typed_stays_text(searched):
    text = searched("<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


# --- Suggestions ----------------------------------------------------------------------------------------


@pytest.fixture
def suggested(client: Client, db: None) -> Callable[[str], Any]:
    def get(words: str) -> Any:
        index_everything()
        return client.get(reverse("suggestions"), {"q": words})

    return get


def options(answer: Any) -> list[str]:
    found = re.findall(r"<li [^>]*><span>(.*?)</span> <span[^>]*>(.*?)</span></li>", answer.content.decode())
    return [f"{re.sub('</?mark>', '', title)}, {kind}" for title, kind in found]


def test_titles_are_suggested_with_their_kind_and_a_search_for_the_words(suggested, borders):
    answer = suggested("quillf")
    assert "Ada Quillfeather, Expert" in options(answer)
    assert "A quillfeather lesson, Lesson learnt" in options(answer)
    assert 'data-said="6 suggestions"' in answer.content.decode()
    assert 'data-address="/search/?q=quillf"' in answer.content.decode()


def test_at_most_eight_are_suggested(suggested):
    ActionFactory.create_batch(12, title="Quillfeather")
    assert len(options(suggested("quillfeather"))) == 8


@pytest.mark.parametrize("typed", ["quillfeather l", "quillfeather le", "quillfaether", "quillfeather lesson"])
def test_a_word_that_has_only_begun_or_is_mistyped_hides_nothing(suggested, borders, typed):
    assert "A quillfeather lesson, Lesson learnt" in options(suggested(typed))


def test_nothing_is_suggested_for_nothing(suggested, borders):
    for typed in ("", "zzzzzz", "&"):
        assert 'role="option"' not in suggested(typed).content.decode()


def test_suggestions_are_kept_for_a_minute_and_only_read(suggested, client):
    assert suggested("quill")["Cache-Control"] == "public, max-age=60"
    assert client.post(reverse("suggestions"), {"q": "quill"}).status_code == 405


def test_what_is_typed_stays_text_in_a_suggestion(suggested):
    ActionFactory(title="<b>Quillfeather</b>")
    text = suggested("quillfeather <b>").content.decode()
    assert "&lt;<mark>b</mark>&gt;<mark>Quillfeather</mark>" in text
    assert "<b>" not in text


# --- What it costs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/search/", 30),
        ("/search/?q=quillfeather", 30),
        ("/search/?q=quillfaether&kind=action&country=malawi", 32),
        ("/search/?q=quillfeather+zanzibarish", 32),
        ("/search/suggestions/?q=quillf", 8),
    ],
)
def test_a_search_asks_as_much_of_many_records_as_of_few(
    client, django_assert_max_num_queries, borders, address, budget
):
    def asked() -> int:
        index_everything()
        client.get(address)
        with django_assert_max_num_queries(budget) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = asked()
    for number in range(8):
        action = ActionFactory(
            title=f"Quillfeather {number}", partner_countries=["MW", "ZM"], areas=["data-management"]
        )
        CaseStudyPageFactory(action=ActionFactory(title=f"Quillfeather case {number}", partner_countries=["MW"]))
        KnowledgeItemFactory(action=action, heading=f"Quillfeather {number}")
    assert asked() == few
