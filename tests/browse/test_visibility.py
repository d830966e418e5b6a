"""What is not public shows through no door and counts in no figure."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from actions.models import ActionDocument, Organisation, Region
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OrganisationFactory,
    OutputFactory,
    SourceFactory,
    country,
)

DOORS = ["/", "/actions/", "/practices/", "/criteria/", "/criteria/ownership/", "/experts/", "/search/?q=Hush"]


@pytest.mark.parametrize("door", DOORS)
def test_an_unpublished_action_and_what_was_learnt_in_it_show_nowhere(opened, door):
    action = ActionFactory(title="Hush money", published=False, partner_countries=["MW"])
    KnowledgeItemFactory(action=action, heading="Hush item", readings=["ownership"])
    DeploymentFactory(action=action, country=country("LV"))
    text = opened(door).content.decode()
    assert "Hush money" not in text
    assert "Hush item" not in text
    assert "Latvia" not in text


def test_the_page_of_an_unpublished_action_is_not_there(client, db):
    action = ActionFactory(published=False)
    CaseStudyPageFactory(action=action)
    assert client.get(action.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("door", [*DOORS, "/practices/hush-item/"])
def test_a_draft_of_an_item_shows_nowhere(client, db, door):
    item = KnowledgeItemFactory(heading="Hush item", readings=["ownership"], live=False)
    assert "Hush item" not in client.get(door).content.decode()
    assert "Hush item" not in client.get(item.action.get_absolute_url()).content.decode()


def test_an_action_with_only_a_draft_is_under_no_criterion(opened):
    KnowledgeItemFactory(readings=["replicability"], live=False)
    assert "0 Actions" in opened("/actions/", criterion="replicability").content.decode()


def test_internal_facts_stay_inside(opened):
    action = ActionFactory()
    for make in (ActivityFactory, OutputFactory, MilestoneFactory):
        make(action=action, title="Hush fact", internal=True)
    DeploymentFactory(action=action, country=country("LV"), internal=True)
    text = opened(action.get_absolute_url()).content.decode()
    assert "Hush fact" not in text
    assert "Latvia" not in text
    assert "0 Actions" in opened("/actions/", expert_country="latvia").content.decode()


def test_a_persons_name_shows_only_with_consent(opened):
    shy, open_ = ExpertFactory(name="Shy Person"), ExpertFactory(name="Open Person", consent_to_publish=True)
    action = ActionFactory()
    for expert in (shy, open_):
        DeploymentFactory(action=action, expert=expert, country=None, category=None)
    for address in (action.get_absolute_url(), "/experts/"):
        text = opened(address).content.decode()
        assert "Shy Person" not in text
        assert "Open Person" in text
        assert shy.contact not in text


def test_a_draft_case_study_leaves_the_fact_sheet(opened):
    case = CaseStudyPageFactory(live=False, theme_heading="Hush heading")
    text = opened(case.action.get_absolute_url()).content.decode()
    assert "Fact sheet" in text
    assert "Hush heading" not in text


def test_a_private_case_study_asks_for_its_password_and_shows_in_no_list(client, db):
    case = CaseStudyPageFactory(theme_heading="Hush heading")
    PageViewRestriction.objects.create(page=case, restriction_type="password", password="open sesame")
    for address in (case.action.get_absolute_url(), "/", "/actions/", "/search/?q=Hush"):
        assert "Hush heading" not in client.get(address).content.decode()
    assert "Password needed" in client.get(case.action.get_absolute_url()).content.decode()


def test_a_case_study_reached_by_its_place_in_the_tree_leads_to_its_address(client, db):
    case = CaseStudyPageFactory()
    answer = client.get(f"/{case.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, case.action.get_absolute_url())


def test_the_preview_of_a_case_study_is_the_page_itself(rf, db):
    case = CaseStudyPageFactory(live=False, theme_heading="Not yet out", context="<p>Draft words.</p>")
    answer = case.make_preview_request(rf.get("/admin/"), "")
    assert answer.status_code == 200
    assert "Not yet out" in answer.content.decode()
    assert "Draft words." in answer.content.decode()


def test_the_preview_of_an_item_is_the_page_itself(rf, db):
    item = KnowledgeItemFactory(live=False, heading="Not yet out", sources=[SourceFactory(citation="A report of 2018")])
    text = item.make_preview_request(rf.get("/admin/"), "").content.decode()
    assert "Not yet out" in text
    assert "A report of 2018" in text


def test_search_finds_words_and_no_marks_between_them(opened):
    KnowledgeItemFactory(heading="Survey", body='<p data-block-key="x1">Research &amp; development</p>')
    assert "1 knowledge item" in opened("/search/", q="&").content.decode()
    for mark in ("block-key", "x1", "amp"):
        assert "0 knowledge items" in opened("/search/", q=mark).content.decode()


def test_the_file_of_an_output_is_linked(opened, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = ActionDocument.objects.create(title="Report", file=ContentFile(b"words", name="report.txt"))
    output = OutputFactory(document=document)
    assert f'href="{document.url}"' in opened(output.action.get_absolute_url()).content.decode()


def test_the_title_of_an_internal_component_stays_inside(opened):
    component = ComponentFactory(title="Hush strand", internal=True)
    item = KnowledgeItemFactory(action=component.action, component=component)
    DeploymentFactory(action=component.action, component=component, number=2)
    for record in (item, component.action):
        assert "Hush strand" not in opened(record.get_absolute_url()).content.decode()


def test_an_organisation_of_no_published_action_has_no_page(client, db):
    organisation = OrganisationFactory()
    action = ActionFactory(published=False, partner_organisations=[organisation])
    assert client.get(organisation.get_absolute_url()).status_code == 404
    action.published = True
    action.save()
    assert client.get(organisation.get_absolute_url()).status_code == 200


def test_what_a_manager_records_of_an_activity_is_read_on_the_page(opened):
    more = {"place": "Lusaka", "countries": ["ZM"], "participants": 20, "women": 8}
    activity = ActivityFactory(start="2013-05", end="2013-06", **more)
    OutputFactory(action=activity.action, date="2014", description="Forty pages.")
    text = opened(activity.action.get_absolute_url()).content.decode()
    for words in ("May 2013 – June 2013", "Lusaka, Zambia", "20 participants", "8 of them women", "Forty pages."):
        assert words in text


def test_search_finds_the_region_and_the_member_states(opened):
    body = Organisation.objects.get(slug="comesa")
    ActionFactory(title="With the region", regional_body=body)
    KnowledgeItemFactory(action__title="Somewhere", action__region=Region.objects.get(slug="asia"), heading="Diaspora")
    assert "With the region" in opened("/search/", q="Zambia").content.decode()
    assert "With the region" not in opened("/search/", q="Tanzania").content.decode()  # left in 2000
    assert "Diaspora" in opened("/search/", q="diaspora Asia").content.decode()
