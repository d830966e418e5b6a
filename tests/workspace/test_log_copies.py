"""An earlier activity is copied into the screen that logs a new one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import ActivityType
from experts.models import Expert
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    country,
)

from .log_form import COPIED, EXPERTS, LOG, form_of

# --- A copy of an earlier activity ------------------------------------------------------------------------------------


@pytest.fixture
def earlier(action):
    component, expert = ComponentFactory(action=action), ExpertFactory(name="Zsófia Kovács")
    activity = ActivityFactory(
        action=action,
        component=component,
        title="Workshop, first round",
        type=ActivityType.objects.get(slug="workshop"),
        mode="on-site",
        state="done",
        start="2013-05",
        place="Lusaka",
        countries=["MW"],
        participants=20,
        description="Well received.",
    )
    DeploymentFactory(action=action, activity=activity, expert=expert, country=None, category=None, role="trainer")
    DeploymentFactory(action=action, activity=activity, number=4)
    return activity


def test_a_copy_takes_people_and_place_but_no_date_number_or_file(manager_client, action, earlier):
    data = form_of(manager_client, f"{LOG}?copy={earlier.pk}")
    same = {
        "of_action": action.pk,
        "component": earlier.component_id,
        "title": earlier.title,
        "type": earlier.type_id,
        "mode": "on-site",
        "place": "Lusaka",
        "countries-0-country": country("MW").pk,
        "experts-0-expert": Expert.objects.get().pk,
        "experts-0-role": "trainer",
        "groups-0-country": country("HU").pk,
    }
    assert {name: data[name] for name in same} == {name: str(value) for name, value in same.items()}
    assert data["state"] == "planned"
    for name in ("start", "end", "participants", "description", "groups-0-number", "outputs-0-title"):
        assert data[name].strip() == "", name


def test_the_screen_fetches_the_same_copy(manager_client, earlier):
    told = manager_client.get(COPIED, {"of": earlier.pk}).json()
    expert = Expert.objects.get()
    assert told["rows"]["experts"] == [{"expert": expert.pk, "role": "trainer"}]
    assert told["names"] == {str(expert.pk): "Zsófia Kovács"}
    assert (told["fields"]["place"], told["fields"]["state"]) == ("Lusaka", "planned")


def test_a_colleagues_activity_is_copied_into_an_own_action_without_its_component(manager_client, action):
    others = ActivityFactory(component=ComponentFactory(), place="Lima")
    data = form_of(manager_client, f"{LOG}?copy={others.pk}")
    assert (data["of_action"], data["component"], data["place"]) == (str(action.pk), "", "Lima")


@pytest.mark.parametrize("asked", ["copy=0", "copy=x", "copy=99999999999999999999", "after=0", "action=nowhere"])
def test_an_address_that_names_nothing_opens_an_empty_form(manager_client, action, asked):
    assert form_of(manager_client, f"{LOG}?{asked}")["title"] == ""


def test_the_last_ten_of_the_chosen_action_are_offered(manager, manager_client, action, earlier):
    for year in range(2000, 2011):
        ActivityFactory(action=action, start=str(year), title=f"Round {year}")
    ActivityFactory(action=ActionFactory(managers=[manager]), title="Elsewhere", start="2020")
    told = manager_client.get(f"{LOG}earlier/", {"of_action": action.pk}).json()["activities"]
    assert len(told) == 10
    assert told[0]["label"] == "May 2013: Workshop, first round"
    assert "Elsewhere" not in str(told)


def test_the_list_of_activities_leads_to_a_copy(manager_client, earlier):
    page = manager_client.get(reverse("wagtailsnippets_actions_activity:list")).content.decode()
    assert f"{LOG}?copy={earlier.pk}" in page


def test_the_screen_and_its_search_ask_as_much_in_a_large_portfolio(manager, manager_client, action, earlier):
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert manager_client.get(address).status_code == 200
        return len(queries)

    addresses = (LOG, f"{LOG}?copy={earlier.pk}", f"{EXPERTS}?q=zsofia", f"{LOG}earlier/?of_action={action.pk}")
    few = [asked(address) for address in addresses]
    for _each in range(5):
        ComponentFactory(action=ActionFactory(managers=[manager], partner_countries=["ZM"]))
        expert = ExpertFactory(name="Zsófia Kovács", country=country("HU"))
        DeploymentFactory(action=action, activity=earlier, expert=expert, country=None, category=None)
        ActivityFactory(action=action, start="2014")
    assert [asked(address) for address in addresses] == few
