"""The goals of the world: what serves them, in numbers that lead to exactly that, and who says so."""

import re
from html import unescape

import pytest

from actions.models import Action, CompactObjective, GoalTarget
from tests.factories import ActionFactory, CaseStudyPageFactory, KnowledgeItemFactory, SourceFactory

OWN = "the portal's own reading"
SERVED = re.compile(r'<a href="(/(?:actions|practices)/\?(?:sdg_target|compact_objective)=[\w-]+)">(\d+)')


@pytest.fixture
def text_of(opened):
    """What a page says, without its markup."""

    def read(address):
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", opened(address).content.decode())).split())

    return read


def numbers_on(page):
    """Address of a list → the number that the page gives with it."""
    return {unescape(address): int(number) for address, number in SERVED.findall(page.content.decode())}


def portfolio():
    """Actions with several readings, one that is not published, and one without any."""
    for number in range(3):
        action = ActionFactory(target_readings=["10-7", "17-18"][: 1 + number % 2], compact_readings=["objective-1"])
        KnowledgeItemFactory.create_batch(2, action=action)
        KnowledgeItemFactory(action=action, live=False)
    hidden = ActionFactory(published=False, target_readings=["10-7", "8-7"], compact_readings=["objective-10"])
    KnowledgeItemFactory(action=hidden)
    KnowledgeItemFactory()


def test_every_goal_target_and_objective_stands_on_the_page(opened):
    page = opened("/goals/")
    assert [goal.order for goal, _targets in page.context["goals"]] == list(range(1, 18))
    assert [served.goal.order for served in page.context["objectives"]] == list(range(1, 24))
    text = unescape(page.content.decode())
    for target in GoalTarget.objects.all():
        assert target.statement in text
        assert f'id="{target.slug}"' in text
    for objective in CompactObjective.objects.all():
        assert objective.name in text


def test_a_goal_without_a_target_on_migration_says_so(opened):
    page = opened("/goals/")
    without = [goal.slug for goal, targets in page.context["goals"] if not targets]
    assert "sdg-14" in without
    assert page.content.decode().count("No target on migration is listed for it.") == len(without)


def test_the_numbers_are_those_of_public_records(opened):
    portfolio()
    assert numbers_on(opened("/goals/")) == {
        "/actions/?sdg_target=10-7": 3,
        "/practices/?sdg_target=10-7": 6,
        "/actions/?sdg_target=17-18": 1,
        "/practices/?sdg_target=17-18": 2,
        "/actions/?compact_objective=objective-1": 3,
        "/practices/?compact_objective=objective-1": 6,
    }


def test_each_number_leads_to_exactly_that_many(opened):
    portfolio()
    numbers = numbers_on(opened("/goals/"))
    assert numbers
    for address, number in numbers.items():
        assert opened(address).context["page"].paginator.count == number, address


def test_what_no_action_serves_is_no_dead_link(opened):
    page = opened("/goals/")
    assert numbers_on(page) == {}
    unserved = GoalTarget.objects.count() + CompactObjective.objects.count()
    assert page.content.decode().count("No Action is linked to it yet.") == unserved


def test_the_page_leads_home_and_to_the_texts_of_the_united_nations(opened):
    text = opened("/goals/").content.decode()
    for address in ("/", "https://docs.un.org/en/A/RES/70/1", "https://docs.un.org/en/A/RES/73/195"):
        assert f'href="{address}"' in text


# --- On the page of an Action ---------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["case study", "fact sheet"])
def action(request, db):
    made = ActionFactory(target_readings=["10-7"], compact_readings=["objective-1"])
    if request.param:
        CaseStudyPageFactory(action=made)
    return Action.objects.get(pk=made.pk)


def test_an_action_tells_which_goals_it_serves_and_why(opened, text_of, action):
    text = text_of(action.get_absolute_url())
    assert "10.7 Orderly, safe and regular migration The record says so." in text
    assert "1 Collect and utilize accurate and disaggregated data as a basis for evidence-based policies" in text
    assert text.count(OWN) == 2
    page = opened(action.get_absolute_url()).content.decode()
    assert '<a href="/goals/#10-7">' in page
    assert '<a href="/goals/#objective-1">' in page


def test_a_source_that_names_the_goal_takes_the_mark_away_and_is_a_reference(opened, text_of, action):
    source = SourceFactory(citation="ICMPD, Annual report")
    action.target_readings.update(named_by=source)
    text = text_of(action.get_absolute_url())
    assert text.count(OWN) == 1
    (reference,) = opened(action.get_absolute_url()).context["references"]
    assert reference.source == source
    assert f"Named by the source Source {reference.number}" in text


def test_an_action_without_a_reading_says_nothing_of_goals(opened, db):
    action = ActionFactory()
    assert 'id="goals"' not in opened(action.get_absolute_url()).content.decode()
