"""What is not public shows at no door: hidden things by doors.

Each thing is made hidden on a stage of public records, and differs from a public one in a single fact. While it is
hidden, every door has to answer as if it were not there at all. Then the fact is turned, and the doors named beside
the thing have to answer otherwise: a door at which even the public twin does not appear would prove nothing.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import PageViewRestriction

from actions.models import Action, ActionDocument, Organisation, OutputKind
from actions.models.facts import ActionFact
from experts.models import Expert
from mieux_portal.search.indexing import index_everything
from practices.models import KnowledgeItem
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
    country,
)

WORD, MISSPELT, BEGINNING = "Quillfeather", "Quillfaether", "quillf"
Show = Callable[[], Any]


@dataclass(frozen=True)
class Stage:
    """The public records around each hidden thing: an Action with a case study, and one with a fact sheet."""

    host: Action
    neighbour: Action
    ministry: Organisation
    person: Expert


FACTS: dict[str, Any] = {
    "areas": ["data-management"],
    "partner_countries": ["MW"],
    "reported_from": 2012,
    "reported_to": 2014,
    "target_readings": ["10-7"],
    "compact_readings": ["objective-1"],
}


@pytest.fixture
def stage(db: None) -> Stage:
    ministry = OrganisationFactory(name="Ministry of Labour", country=country("MW"), slug="ministry")
    person = ExpertFactory(name="Ada Public", slug="ada", consent_to_publish=True)
    host = ActionFactory(code="HOST", title="Host", slug="host", partner_organisations=[ministry], **FACTS)
    neighbour = ActionFactory(
        code="BESIDE", title="Neighbour", slug="neighbour", partner_organisations=[ministry], **FACTS
    )
    for action in (host, neighbour):
        DeploymentFactory(action=action, expert=person, country=None, category=None)
        KnowledgeItemFactory(
            action=action, heading=f"Learnt by the {action}", slug=f"{action.slug}-item", readings=["ownership"]
        )
    CaseStudyPageFactory(action=neighbour)
    return Stage(host, neighbour, ministry, person)


# --- The doors -----------------------------------------------------------------------------------------

ADDRESSES = {
    "home": "/",
    "list of Actions": "/actions/?view=list",
    "table of Actions": "/actions/?view=table",
    "map of Actions": "/actions/?view=map",
    "timeline of Actions": "/actions/?view=timeline",
    "words among Actions": f"/actions/?q={WORD}",
    "Actions of the area": "/actions/?area=data-management&sort=-evidence",
    "practices": "/practices/",
    "words among practices": f"/practices/?q={WORD}",
    "search": f"/search/?q={WORD}",
    "near words": f"/search/?q={MISSPELT}",
    "suggestions": f"/search/suggestions/?q={BEGINNING}",
    "countries": "/countries/",
    "country": "/countries/malawi/",
    "country of experts": "/countries/latvia/",
    "partners": "/partners/",
    "partner": "/partners/ministry/",
    "criteria": "/criteria/",
    "criterion": "/criteria/ownership/",
    "experts": "/experts/",
    "expert": "/experts/ada/",
    "goals": "/goals/",
    "host": "/actions/host/",
    "case study beside": "/actions/neighbour/",
    "item beside": "/practices/host-item/",
    "own page of an Action": "/actions/quillfeather/",
    "own page of an item": "/practices/quillfeather-item/",
    "own page of a partner": "/partners/quillfeather-ministry/",
    "own page of an expert": "/experts/quillfeather-expert/",
    "earlier address of an Action": "/actions/before-quillfeather/",
    "earlier address of an item": "/practices/before-quillfeather-item/",
    "remark on an Action": "/remarks/?page=/actions/quillfeather/",
    "remark on an item": "/remarks/?page=/practices/quillfeather-item/",
    "remark on an expert": "/remarks/?page=/experts/quillfeather-expert/",
    "remark on a partner": "/remarks/?page=/partners/quillfeather-ministry/",
}
# The numbers beside the facets of a list are a door of their own.
COUNTS = {"facets of the Actions": "list of Actions", "facets of the practices": "practices"}


def seen(client: Client, doors: Collection[str]) -> dict[str, Any]:
    """What a visitor gets at each of these doors."""
    index_everything()
    answers: dict[str, Any] = {}
    for door in doors:
        answer = client.get(address_of(COUNTS.get(door, door)))
        if door in COUNTS:
            facets = answer.context["facets"]
            answers[door] = {(facet.name, option.value): option.count for facet in facets for option in facet.options}
        elif answer.streaming:
            answers[door] = (answer.status_code, None, answer.getvalue().decode())
        else:
            text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
            answers[door] = (answer.status_code, answer.headers.get("Location"), text)
            assert answer.status_code < 500, door
    return answers


def address_of(door: str) -> str:
    if door == "document":
        document = ActionDocument.objects.first()
        return document.url if document else "/documents/1/report.txt"
    return ADDRESSES[door]


# --- The things ----------------------------------------------------------------------------------------


def turn(record: Any, **fact: Any) -> Show:
    """Turns one fact of the record, and nothing else."""
    return lambda: type(record)._default_manager.filter(pk=record.pk).update(**fact)


def full_action(stage: Stage, **facts: Any) -> Action:
    """An Action in which everything is, and everything but the Action itself is public."""
    action = ActionFactory(
        title=WORD,
        slug="before-quillfeather",
        follows=stage.host,
        partner_organisations=[stage.ministry],
        regional_body=Organisation.objects.get(slug="comesa"),
        **{**FACTS, **facts},
    )
    action.slug = "quillfeather"
    action.save()
    stage.neighbour.follows = action
    stage.neighbour.save()
    activity = ActivityFactory(action=action, title=f"{WORD} workshop", start="2013-05", countries=["MW"])
    ComponentFactory(action=action, title=f"{WORD} strand")
    MilestoneFactory(action=action, title=f"{WORD} meeting", date="2012-10")
    OutputFactory(action=action, activity=activity, title=f"{WORD} law")
    DeploymentFactory(action=action, country=country("LV"), number=3)
    DeploymentFactory(action=action, expert=stage.person, country=None, category=None)
    item = KnowledgeItemFactory(action=action, heading=WORD, slug="before-quillfeather-item", readings=["ownership"])
    item.slug = "quillfeather-item"
    item.save()
    CaseStudyPageFactory(action=action, theme_heading=WORD)
    return action


def unpublished_action(stage: Stage) -> Show:
    return turn(full_action(stage, published=False), published=True)


def action_taken_back(stage: Stage) -> Show:
    action = full_action(stage)
    action.take_back(by=None, reason="The ministry asked for it.")
    return lambda: Action.objects.get(pk=action.pk).publish(by=None)


def draft_item(stage: Stage) -> Show:
    facts = {"kind": KnowledgeItem.Kind.IMPACT, "readings": ["ownership", "integration"]}
    item = KnowledgeItemFactory(action=stage.host, heading=WORD, slug="quillfeather-item", live=False, **facts)
    return turn(item, live=True)


def draft_behind_a_live_item(stage: Stage) -> Show:
    """Its words are changed in a draft; public is what was published before."""
    item = KnowledgeItem.objects.get(slug="host-item")
    item.heading = WORD
    revision = item.save_revision()
    return revision.publish


def draft_case_study(stage: Stage) -> Show:
    return turn(CaseStudyPageFactory(action=stage.host, theme_heading=WORD, lead=WORD, live=False), live=True)


def private_case_study(stage: Stage) -> Show:
    page = CaseStudyPageFactory(action=stage.host, theme_heading=WORD, lead=WORD)
    wall = PageViewRestriction.objects.create(page=page, restriction_type="login")
    return wall.delete


def internal(make: Callable[..., ActionFact], **facts: Any) -> Callable[[Stage], Show]:
    def made(stage: Stage) -> Show:
        return turn(make(action=stage.host, internal=True, **facts), internal=False)

    return made


def internal_contribution(stage: Stage) -> Show:
    return turn(DeploymentFactory(action=stage.host, country=country("LV"), number=4, internal=True), internal=False)


def internal_component(stage: Stage) -> Show:
    """An item and a contribution belong to it: they stay, without its name."""
    component = ComponentFactory(action=stage.host, title=f"{WORD} strand", internal=True)
    KnowledgeItem.objects.filter(slug="host-item").update(component=component)
    stage.host.deployments.update(component=component)
    return turn(component, internal=False)


def internal_output_with_a_file(stage: Stage) -> Show:
    document = ActionDocument.objects.create(title=WORD, file=ContentFile(b"words", name="report.txt"))
    kind = OutputKind.objects.first()
    output = OutputFactory(action=stage.host, title=f"{WORD} law", kind=kind, document=document, internal=True)
    return turn(output, internal=False)


def expert_without_consent(stage: Stage) -> Show:
    expert = ExpertFactory(name=WORD, slug="quillfeather-expert", country=country("LV"), biography=WORD)
    DeploymentFactory(action=stage.host, expert=expert, country=None, category=None)
    return turn(expert, consent_to_publish=True)


def organisation_of_no_published_action(stage: Stage) -> Show:
    ministry = OrganisationFactory(name=f"{WORD} ministry", slug="quillfeather-ministry", country=country("MW"))
    return turn(ActionFactory(published=False, partner_organisations=[ministry]), published=True)


EVERY_DOOR = {*ADDRESSES, *COUNTS, "document"}
LISTS = {"list of Actions", "table of Actions", "Actions of the area", "facets of the Actions"}
FINDING = {"search", "near words", "suggestions"}
PLACES = {"map of Actions", "timeline of Actions", "countries", "country of experts", "experts"}
LEARNT = {"practices", "words among practices", "facets of the practices", "criteria", "criterion"}
ALL_OF_AN_ACTION = {
    *LISTS,
    *FINDING,
    *LEARNT,
    *("home", "map of Actions", "timeline of Actions", "words among Actions", "countries", "country"),
    *("country of experts", "partner", "partners", "experts", "expert", "goals", "host", "case study beside"),
    *("own page of an Action", "own page of an item", "earlier address of an Action", "earlier address of an item"),
    *("remark on an Action", "remark on an item"),
}
THINGS: dict[str, tuple[Callable[[Stage], Show], set[str]]] = {
    "an unpublished Action": (unpublished_action, ALL_OF_AN_ACTION),
    "an Action taken back": (action_taken_back, ALL_OF_AN_ACTION),
    "a draft of an item": (
        draft_item,
        {*LISTS, *FINDING, *LEARNT, "host", "item beside", "own page of an item", "remark on an item", "country"},
    ),
    "a draft behind a live item": (
        draft_behind_a_live_item,
        {*FINDING, "practices", "criterion", "host", "item beside"},
    ),
    "a draft of a case study": (draft_case_study, {*FINDING, "home", "host", "list of Actions", "case study beside"}),
    "a private case study": (private_case_study, {*FINDING, "home", "list of Actions", "case study beside"}),
    "an internal activity": (
        internal(ActivityFactory, title=f"{WORD} workshop", start="2013-05"),
        {*FINDING, "words among Actions", "host"},
    ),
    "an internal milestone": (internal(MilestoneFactory, title=f"{WORD} meeting", date="2013-05"), {"host"}),
    "an internal contribution": (
        internal_contribution,
        {"host", "experts", "countries", "country of experts", "facets of the Actions"},
    ),
    "an internal component": (internal_component, {"host", "item beside"}),
    "an internal output with a file": (
        internal_output_with_a_file,
        {*FINDING, "host", "document", "facets of the Actions"},
    ),
    "an expert without consent": (
        expert_without_consent,
        {*FINDING, "host", "experts", "own page of an expert", "country of experts", "remark on an expert"},
    ),
    "an organisation of no published Action": (
        organisation_of_no_published_action,
        {*FINDING, "partners", "own page of a partner", "country", "remark on a partner"},
    ),
}
# Where something stands in place of the hidden thing, and has to keep silent about it: a reader who comes to a private
# case study is asked for the way in, a contribution is that of «an expert, Latvia», a strand goes without its title.
KEEPS_SILENT = {
    "a private case study": {"host"},
    "an expert without consent": {"host", *LISTS, "practices", "facets of the practices", "country", *PLACES},
    "an internal component": {"host"},
    "an internal output with a file": {"document"},
}


@pytest.fixture(scope="module")
def without() -> dict[str, Any]:
    """What the doors answer on the stage alone: the first test asks, and it is the same for all."""
    return {}


@pytest.mark.parametrize("name", THINGS)
def test_a_hidden_thing_shows_at_no_door_and_its_public_twin_does(client, stage, without, name):
    make, doors = THINGS[name]
    without.update(without or seen(client, EVERY_DOOR))
    show = make(stage)
    hidden = seen(client, EVERY_DOOR)
    silent = KEEPS_SILENT.get(name, set())
    shown_at = {door for door in EVERY_DOOR - silent if hidden[door] != without[door]}
    assert not shown_at, f"{name} shows at: {', '.join(sorted(shown_at))}"
    assert not [door for door in silent if WORD in str(hidden[door])]
    show()
    public = seen(client, doors)
    unproved = {door for door in doors if public[door] == hidden[door]}
    assert not unproved, f"{name} is public and yet not at: {', '.join(sorted(unproved))}"
