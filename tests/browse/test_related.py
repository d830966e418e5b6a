"""Related Actions: who is alike, why, and in which order; each reason is a fact that a reader can check."""

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import PageViewRestriction

from actions.models import Action, Criterion, Organisation, Region
from mieux_portal.browse.related import MOST, related_to
from tests.factories import ActionFactory, CaseStudyPageFactory, KnowledgeItemFactory, OrganisationFactory

AREAS = ["data-management", "labour-migration", "diaspora-affairs"]
COUNTRIES = ["MW", "MG", "KE"]


def related(action, left_out=(), criteria=()):
    same = Action.objects.filter(pk=action.pk)
    areas = same.ties()["areas"]
    return related_to(same.for_page().get(), areas, left_out, list(Criterion.objects.filter(slug__in=criteria)))


def found(action, **more):
    return [entry.action for entry in related(action, **more)]


def reasons(entry):
    return {reason.label: [shared.name for shared in reason.shared] for reason in entry.reasons}


def region(slug):
    return Region.objects.get(slug=slug)


def test_actions_that_share_nothing_are_not_related(opened):
    action = ActionFactory(areas=["data-management"], partner_countries=["MW"])
    ActionFactory(areas=["labour-migration"], partner_countries=["MG"])
    assert found(action) == []
    assert "Related Actions" not in opened(action.get_absolute_url()).content.decode()


def test_the_region_alone_is_no_reason(db):
    asia = region("asia")
    action = ActionFactory(region=asia, areas=["data-management"])
    ActionFactory(region=asia)
    assert found(action) == []


def test_each_reason_names_what_is_shared_and_nothing_else(db):
    asia = region("asia")
    action = ActionFactory(areas=["data-management", "labour-migration"], partner_countries=["MW", "MG"], region=asia)
    ActionFactory(areas=["data-management", "diaspora-affairs"], partner_countries=["MG", "KE"], region=asia)
    (entry,) = related(action)
    assert reasons(entry) == {
        "Same area": ["Data management"],
        "Same country": ["Madagascar"],
        "Same region": ["Asia"],
    }


def test_both_evident_criteria_are_a_reason(db):
    action, other = ActionFactory.create_batch(2, areas=["data-management"])
    for evident in (action, other):
        KnowledgeItemFactory(action=evident, readings=["high-level-endorsement"])
    KnowledgeItemFactory(action=other, readings=["ownership"])
    KnowledgeItemFactory(action=other, readings=["replicability"], live=False)
    (entry,) = related(action, criteria=["high-level-endorsement", "replicability"])
    assert reasons(entry) == {
        "Same area": ["Data management"],
        "Both show evidence for": ["High-level endorsement"],
    }


def test_two_with_a_regional_body_are_related_and_more_so_with_the_same(db):
    comesa = Organisation.objects.get(slug="comesa")
    action = ActionFactory(regional_body=comesa)
    other = ActionFactory(title="A", regional_body=OrganisationFactory(name="Economic Community"))
    same = ActionFactory(title="B", regional_body=comesa)
    ActionFactory(title="National")
    entries = related(action)
    assert [entry.action for entry in entries] == [same, other]
    assert reasons(entries[0]) == {"Same regional body": ["COMESA"]}
    assert reasons(entries[1]) == {"Both with a regional body": ["Economic Community"]}


def test_who_shares_more_comes_first_and_no_more_than_four(db):
    action = ActionFactory(areas=AREAS)
    for number in (1, 2, 3):
        ActionFactory.create_batch(2, areas=AREAS[:number])
    shared = [len(reasons(entry).get("Same areas", [1])) for entry in related(action)]
    assert shared == [3, 3, 2, 2]
    assert len(shared) == MOST


def test_among_equals_a_case_study_comes_first_and_then_evidence(db):
    action = ActionFactory(areas=["data-management"])
    plain, evident, told = (ActionFactory(title=title, areas=["data-management"]) for title in "ABC")
    KnowledgeItemFactory(action=evident)
    CaseStudyPageFactory(action=told, theme_heading="Data on migration")
    entries = related(action)
    assert [entry.action for entry in entries] == [told, evident, plain]
    assert [entry.heading for entry in entries] == ["Data on migration", "", ""]


def test_a_private_case_study_is_no_heading(db):
    action, other = ActionFactory.create_batch(2, areas=["data-management"])
    case = CaseStudyPageFactory(action=other, theme_heading="Hush heading")
    PageViewRestriction.objects.create(page=case, restriction_type="password", password="open sesame")
    assert [entry.heading for entry in related(action)] == [""]


def test_drafts_its_series_and_itself_are_left_out(opened):
    action = ActionFactory(title="Malawi II", areas=["data-management"])
    earlier = ActionFactory(title="Malawi I", areas=["data-management"])
    action.follows = earlier
    action.save()
    ActionFactory(title="Hush", areas=["data-management"], published=False)
    page = opened(action.get_absolute_url())
    assert page.context["related"] == []
    assert "Hush" not in page.content.decode()


def test_every_reason_leads_to_a_page_where_both_stand(opened):
    asia = region("asia")
    action, other = ActionFactory.create_batch(2, areas=["data-management"], partner_countries=["MW"], region=asia)
    for evident in (action, other):
        KnowledgeItemFactory(action=evident, readings=["ownership"])
    (entry,) = opened(action.get_absolute_url()).context["related"]
    addresses = [shared.address for reason in entry.reasons for shared in reason.shared]
    assert len(addresses) == 4
    for address in addresses:
        page = Client().get(address).content.decode()
        assert action.title in page, address
        assert other.title in page, address


class AgainstBruteForce(TestCase):
    facts = st.fixed_dictionaries(
        {
            "areas": st.sets(st.sampled_from(AREAS)).map(sorted),
            "partner_countries": st.sets(st.sampled_from(COUNTRIES)).map(sorted),
        }
    )

    @settings(max_examples=30, deadline=None)
    @given(facts, st.lists(facts, max_size=6))
    def test_who_is_related_and_in_which_order(self, own, others):
        action = ActionFactory(**own)
        made = {ActionFactory(title=f"{number}", **more): more for number, more in enumerate(others)}

        def shared(more):
            return sum(len(set(own[name]) & set(more[name])) for name in own)

        wanted = sorted((other for other in made if shared(made[other])), key=lambda other: -shared(made[other]))
        assert found(action) == wanted[:MOST]


@pytest.mark.parametrize("number", [3, 40])
def test_it_asks_as_much_whatever_the_size_of_the_portfolio(django_assert_num_queries, db, number):
    action, *_others = ActionFactory.create_batch(number, areas=AREAS, partner_countries=COUNTRIES)
    fetched = Action.objects.for_page().get(pk=action.pk)
    with django_assert_num_queries(2):
        assert related_to(fetched, [], [], [])
