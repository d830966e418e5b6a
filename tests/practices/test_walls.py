"""What asks for a password or for an account is read by nobody else, wherever in the tree its wall stands."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from practices.models import CaseStudyPage
from tests.factories import CaseStudyPageFactory

pytestmark = pytest.mark.django_db
KINDS = [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS]


def wall_before(page, kind=PageViewRestriction.LOGIN):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_study_behind_a_wall_is_not_readable_and_its_neighbour_is(kind):
    walled, neighbour = CaseStudyPageFactory.create_batch(2)
    wall = wall_before(walled, kind)
    assert list(CaseStudyPage.objects.readable()) == [neighbour]
    assert list(walled.get_view_restrictions()) == [wall]
    assert list(neighbour.get_view_restrictions()) == []


@pytest.mark.parametrize(
    "above", [lambda: Site.objects.get().root_page, Page.get_first_root_node], ids=["shelf", "top"]
)
def test_a_wall_before_what_stands_above_it_is_before_it_too(above):
    page = CaseStudyPageFactory()
    wall = wall_before(above())
    assert not CaseStudyPage.objects.readable().exists()
    assert list(page.get_view_restrictions()) == [wall]


def test_a_page_that_repeats_another_has_its_walls():
    page = CaseStudyPageFactory()
    repeated = CaseStudyPageFactory(live=False, slug="repeated")
    CaseStudyPage.objects.filter(pk=repeated.pk).update(alias_of=page)
    wall = wall_before(page)
    assert list(CaseStudyPage.objects.get(pk=repeated.pk).get_view_restrictions()) == [wall]


def test_a_case_study_agrees_with_wagtail_on_what_is_public():
    walled, *_others = CaseStudyPageFactory.create_batch(3)
    CaseStudyPageFactory(live=False)
    wall_before(walled)
    assert set(CaseStudyPage.objects.readable()) == set(CaseStudyPage.objects.live().public())
