"""A page asks the database as much for a large portfolio as for a small one, and never more than its budget.

The two lists have a file of their own: `test_list_budgets.py`.
"""

import pytest

from actions.models import Action, Criterion, Membership, Organisation
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    DeploymentFactory,
    HeadlineFigureFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OrganisationFactory,
    OutputFactory,
    SourceFactory,
)

CRITERIA = ["ownership", "replicability", "tangible-results"]
CASE_BUDGET = 25


def fill(actions: int, facts: int = 1) -> None:
    """Published Actions with every relation filled: an empty one would hide its query."""
    partner = OrganisationFactory()
    body = Organisation.objects.get(slug="comesa")
    for _number in range(actions):
        action = ActionFactory(
            areas=["data-management", "labour-migration"],
            partner_countries=["MW", "MG"],
            partner_organisations=[partner],
            requesting_organisations=[body],
            reported_activity_types=["workshop"],
            reported_pillars=["horizontal-interventions"],
            regional_body=body,
            reported_from=2012,
            reported_to=2016,
            sources=[SourceFactory()],
            target_readings=["10-7", "17-18"],
            compact_readings=["objective-1"],
        )
        for _fact in range(facts):
            component = ComponentFactory(action=action, sources=[SourceFactory()])
            ActivityFactory(action=action, component=component, start="2013-05", sources=[SourceFactory()])
            MilestoneFactory(action=action, date="2012-10", sources=[SourceFactory()])
            OutputFactory(action=action, sources=[SourceFactory()])
            DeploymentFactory(action=action, component=component, sources=[SourceFactory()])
            for kind in ("good-practice", "lesson-learnt", "impact"):
                item = KnowledgeItemFactory(action=action, kind=kind, readings=CRITERIA, component=component)
                item.figures.create(value="9", label="concepts")


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/", 25),
        ("/criteria/", 10),
        ("/goals/", 10),
        ("/criteria/ownership/", 10),
        ("/experts/", 15),
        ("/partners/comesa/", 25),
        ("/search/?q=migration", 25),
    ],
)
def test_a_list_asks_as_much_for_many_actions_as_for_few(queries_of, address, budget):
    HeadlineFigureFactory(on_home=True)
    fill(3)
    CaseStudyPageFactory(action=Action.objects.first())
    few = queries_of(address)
    fill(12)
    assert queries_of(address) == few <= budget


@pytest.mark.parametrize("case", [True, False], ids=["case study", "fact sheet"])
def test_the_page_of_an_action_asks_as_much_for_many_facts_as_for_few(queries_of, case):
    fill(1)
    fill(1, facts=6)
    spare, full = Action.objects.order_by("pk")
    for action in (spare, full):
        action.follows = ActionFactory()
        action.save()
        if case:
            CaseStudyPageFactory(action=action)
    few = queries_of(spare.get_absolute_url())
    assert queries_of(full.get_absolute_url()) == few <= CASE_BUDGET


def test_the_page_of_an_item_asks_as_much_with_many_siblings(queries_of):
    fill(1)
    item = KnowledgeItemFactory(readings=CRITERIA, action=Action.objects.get())
    few = queries_of(item.get_absolute_url())
    KnowledgeItemFactory.create_batch(8, readings=CRITERIA, action=item.action)
    assert queries_of(item.get_absolute_url()) == few <= 20


def test_the_vocabularies_of_the_budgets_exist(db):
    assert Criterion.objects.filter(slug__in=CRITERIA).count() == 3
    assert Membership.objects.filter(organisation__slug="comesa", end_first=None).count() == 21
