"""Who sees what is not simply public: private pages, previews, files, and what a person keeps private.

That hidden things show at no door at all is asked in test_hidden_nowhere.py.
"""

import pytest
from django.core.files.base import ContentFile
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from actions.models import ActionDocument
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    OutputFactory,
    SourceFactory,
)


@pytest.mark.parametrize("consent", [True, False])
def test_what_a_person_keeps_private_shows_nowhere(opened, consent):
    expert = ExpertFactory(name="Ada Example", contact="ada@private.example", consent_to_publish=consent)
    action = ActionFactory()
    DeploymentFactory(action=action, expert=expert, country=None, category=None)
    pages = [action.get_absolute_url(), "/experts/", *([expert.get_absolute_url()] if consent else [])]
    for address in pages:
        text = opened(address).content.decode()
        assert ("Ada Example" in text) == consent
        assert "ada@private.example" not in text


def test_a_draft_case_study_leaves_the_fact_sheet(opened):
    case = CaseStudyPageFactory(live=False)
    assert "Fact sheet" in opened(case.action.get_absolute_url()).content.decode()


def test_a_private_case_study_asks_for_its_password(client, db):
    case = CaseStudyPageFactory(theme_heading="Hush heading")
    PageViewRestriction.objects.create(page=case, restriction_type="password", password="open sesame")
    text = client.get(case.action.get_absolute_url()).content.decode()
    assert "Password needed" in text
    assert "Hush heading" not in text


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


def test_the_file_of_an_output_is_linked(opened, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = ActionDocument.objects.create(title="Report", file=ContentFile(b"words", name="report.txt"))
    output = OutputFactory(document=document)
    assert f'href="{document.url}"' in opened(output.action.get_absolute_url()).content.decode()


def test_what_a_manager_records_of_an_activity_is_read_on_the_page(opened):
    more = {"place": "Lusaka", "countries": ["ZM"], "participants": 20, "women": 8}
    activity = ActivityFactory(start="2013-05", end="2013-06", **more)
    OutputFactory(action=activity.action, date="2014", description="Forty pages.")
    text = strip_tags(opened(activity.action.get_absolute_url()).content.decode())
    for words in ("May 2013 – June 2013", "Lusaka, Zambia", "20 participants", "8 of them women", "Forty pages."):
        assert words in text
