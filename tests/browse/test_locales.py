"""In another language words, dates and numbers change; addresses, drawings and what a machine reads do not."""

import re
from typing import Any

import pytest
from django.test import Client

from mieux_portal.search.indexing import index_everything
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    DeploymentFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
)

LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("ar", "العربية")]
PAGES = [
    "/",
    "/actions/?view=list",
    "/actions/?view=table&year=2012",
    "/actions/?view=map",
    "/actions/?view=timeline",
    "/actions/facts/",
    "/practices/",
    "/countries/malawi/",
    "/criteria/ownership/",
    "/goals/",
    "/search/?q=migration",
]
# What is read by a machine: addresses, names and values of fields, coordinates, days.
FOR_MACHINES = re.compile(
    r'\s(href|src|action|name|value|id|for|datetime|viewBox|d|points|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)="([^"]*)"'
)


@pytest.fixture(autouse=True)
def three_languages(settings: Any) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES


@pytest.fixture
def portfolio(db: None, three_languages: None) -> None:
    for slug in ("facts", "more-facts"):
        action = ActionFactory(
            slug=slug, partner_countries=["MW"], reported_from=2010, reported_to=2013, target_readings=["10-7"]
        )
        ActivityFactory(action=action, start="2012-10-05", end="2012-10-07", participants=1250)
        MilestoneFactory(action=action, date="2011-03-09")
        DeploymentFactory(action=action, days="2.5", number=1200)
        for _item in range(3):
            KnowledgeItemFactory(action=action, readings=["ownership", "replicability"])
    index_everything()


def in_language(language: str, address: str) -> str:
    answer: Any = Client(headers={"Accept-Language": language}).get(address)
    assert answer.status_code == 200, address
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_what_machines_read_is_the_same_in_every_language(portfolio, address):
    english = FOR_MACHINES.findall(in_language("en-gb", address))
    assert len(english) > 20
    for language in ("de", "ar"):
        assert FOR_MACHINES.findall(in_language(language, address)) == english, language


@pytest.mark.parametrize(("language", "direction"), [("en-gb", "ltr"), ("de", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_which_way_it_runs(db, language, direction):
    assert f'<html lang="{language}" dir="{direction}">' in in_language(language, "/criteria/")


def test_dates_and_numbers_are_written_as_in_the_language(portfolio):
    english, german = in_language("en-gb", "/actions/facts/"), in_language("de", "/actions/facts/")
    assert "5 October 2012" in english
    assert "5. Oktober 2012" in german
    assert "1,250" in english
    assert "1.250" in german
