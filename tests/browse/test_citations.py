"""A number in the text leads to its reference, and the reference leads back to each place of its number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mieux_portal.browse.citations import Citations, Mention
from practices.models import CaseStudyReference
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
    SourceFactory,
)

NUMBER = re.compile(r'<a id="(cited-\d+-[a-z]+)" href="#(reference-\d+)" role="doc-noteref">')
BACK = re.compile(r'<a href="#(cited-\d+-[a-z]+)" role="doc-backlink">')


def page_with_one_source_in_five_places(opened, case):
    """A meeting stands in the timeline and, where there are facts of it, in the box; activity and output once more."""
    source = SourceFactory()
    action = ActionFactory(reported_from=2012, reported_to=2014)
    for make, more in (
        (MilestoneFactory, {"date": "2012-10"}),
        (ActivityFactory, {"start": "2013"}),
        (OutputFactory, {}),
    ):
        make(action=action, sources=[source, SourceFactory()], **more)
    if case:
        KnowledgeItemFactory(action=action, sources=[source])
        CaseStudyPageFactory(action=action)
    return opened(action.get_absolute_url()).content.decode()


@pytest.mark.parametrize("case", [True, False], ids=["case study", "fact sheet"])
def test_every_number_leads_to_a_reference_that_leads_back_to_it(opened, case):
    page = page_with_one_source_in_five_places(opened, case)
    numbers = NUMBER.findall(page)
    assert len(numbers) > 8
    assert [anchor for anchor, _reference in numbers] == sorted({anchor for anchor, _ in numbers}, key=page.index)
    assert sorted(BACK.findall(page)) == sorted(anchor for anchor, _reference in numbers)
    for _anchor, reference in numbers:
        assert page.count(f'id="{reference}"') == 1


def test_a_reference_leads_back_to_its_places_in_the_order_of_the_page(opened):
    page = page_with_one_source_in_five_places(opened, case=True)
    back = BACK.findall(page.partition('id="reference-1"')[2].partition("</li>")[0])
    assert len(back) > 4
    assert [anchor.rpartition("-")[2] for anchor in back] == list("abcdefghijkl")[: len(back)]
    places = [page.index(f'id="{anchor}"') for anchor in back]
    assert places == sorted(places)


def test_a_work_that_only_the_list_names_leads_nowhere_back(opened):
    page = CaseStudyPageFactory()
    page.references.add(CaseStudyReference(source=SourceFactory(citation="Harley 2019"), place="p. 134"))
    page.save()
    text = opened(page.action.get_absolute_url()).content.decode()
    assert "Harley 2019, p. 134" in text
    assert not BACK.findall(text)


def test_numbers_are_read_with_what_they_are(opened):
    page = page_with_one_source_in_five_places(opened, case=False)
    assert re.search(r'role="doc-noteref"><span class="hidden">Source </span>1</a>', page)
    assert re.search(r'role="doc-backlink"><span class="hidden">Back to the text, place </span>b</a>', page)
    assert 'role="doc-endnotes"' in page


def test_any_number_of_sources_costs_one_query(django_assert_num_queries, db):
    facts = [OutputFactory(sources=SourceFactory.create_batch(3)) for _number in range(4)]
    with django_assert_num_queries(1):
        citations = Citations()
        citations.cite(facts)
    assert [reference.number for reference in citations.references] == list(range(1, 13))


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=2, unique=True))
def test_no_two_places_have_one_letter(orders):
    first, second = (Mention(1, order) for order in orders)
    assert first.letter != second.letter


@pytest.mark.parametrize(("order", "letter"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (52, "ba"), (701, "zz")])
def test_letters_go_on_after_z(order, letter):
    assert Mention(1, order).letter == letter
