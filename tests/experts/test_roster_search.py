"""Managers find who could go: by area, language, country, category, availability and when somebody went last."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import Activity, Country
from experts.models import Expert, ExpertCategory, Language
from tests.actions.screens import address, save
from tests.factories import ActionFactory, ActivityFactory, DeploymentFactory, ExpertFactory, UserFactory, country

LIST = address(Expert, "list")
NEXT_YEAR = timezone.localdate().year + 1
DONE, PLANNED = Activity.State.DONE, Activity.State.PLANNED


@pytest.fixture
def manager_client(client, db):
    client.force_login(UserFactory(groups=["Programme managers"]))
    return client


def person(name, **more):
    return ExpertFactory(name=name, **more)


def went(expert, **more):
    """A deployment of this person; `of_activity` are the facts of the activity that it was for."""
    of_activity = more.pop("of_activity", None)
    activity = ActivityFactory(**of_activity) if of_activity else None
    action = {"action": activity.action} if activity else {}
    return DeploymentFactory(expert=expert, country=None, category=None, activity=activity, **action, **more)


def found(client, **asked):
    """Names in the list, in its order."""
    return [expert.name for expert in client.get(LIST, asked).context["object_list"]]


def row_of(client, name):
    """What the columns of the list show of one person."""
    answer = client.get(LIST, {"q": name})
    (expert,) = answer.context["object_list"]
    return {
        column.name: column.get_value(expert)
        for column in answer.context["table"].columns.values()
        if column.name in SHOWN
    }


SHOWN = ("languages", "areas", "last_deployed", "deployment_count", "get_availability_display")


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        (
            {"areas": ["data-management", "labour-migration"]},
            lambda one: {"area": one.areas.get(slug="data-management").pk},
        ),
        ({"languages": ["fr", "en"]}, lambda one: {"language": Language.objects.get(slug="fr").pk}),
        ({"country": "HU"}, lambda one: {"country": one.country_id}),
        ({"category": "academic"}, lambda one: {"category": one.category_id}),
        ({"availability": "available"}, lambda one: {"availability": "available"}),
        ({"biography": "A judge in Budapest"}, lambda one: {"q": "judge budapest"}),
        ({"name": "Zsófia Kovács"}, lambda one: {"q": "kovacs ZSOFIA"}),
        ({"consent_to_publish": True}, lambda one: {"consent_to_publish": "true"}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_filter_finds_who_fits_and_nobody_else(manager_client, more, asked):
    if code := more.get("country"):
        more = {**more, "country": country(code)}
    if slug := more.get("category"):
        more = {**more, "category": ExpertCategory.objects.get(slug=slug)}
    one = person(**{"name": "Fits", **more})
    person("Other", country=country("IT"), areas=["labour-migration"] if "areas" in more else [])
    assert found(manager_client, **asked(one)) == [one.name]


def test_two_values_of_one_filter_widen_and_two_filters_narrow(manager_client):
    person("Both", languages=["fr"], availability="available")
    person("French", languages=["fr"])
    person("English", languages=["en"], availability="available")
    french, english = (Language.objects.get(slug=slug).pk for slug in ("fr", "en"))
    assert found(manager_client, language=[french, english]) == ["Both", "English", "French"]
    assert found(manager_client, language=[french], availability="available") == ["Both"]


def test_whose_availability_nobody_recorded_is_found(manager_client):
    person("Unknown")
    person("Ready", availability="available")
    assert found(manager_client, availability="not-recorded") == ["Unknown"]
    assert found(manager_client, availability=["not-recorded", "available"]) == ["Ready", "Unknown"]


@pytest.mark.parametrize(
    ("of_activity", "of_action", "shown"),
    [
        ({"state": DONE, "start": "2013-05", "end": "2013-06"}, {}, "June 2013"),
        ({"state": DONE, "start": "2013-05-02"}, {}, "2 May 2013"),
        ({"state": DONE, "start": "2012", "action__ended": "2016-03"}, {}, "2012"),
        ({"state": DONE, "action__ended": "2016-03"}, {}, "March 2016"),
        ({"state": PLANNED, "start": "2013-05", "action__ended": "2016-03"}, {}, "not recorded"),
        (None, {"action__ended": "2016-03"}, "March 2016"),
        (None, {"action__reported_to": 2015}, "2015"),
        (None, {"action__ended": "2016-03", "action__reported_to": 2017}, "March 2016"),
        (None, {"action__ended": str(NEXT_YEAR)}, "not recorded"),
        (None, {"action__reported_to": NEXT_YEAR}, "not recorded"),
        (None, {}, "not recorded"),
    ],
)
def test_when_somebody_went_last_is_told_by_the_activity_or_else_by_the_actions_end(
    manager_client, of_activity, of_action, shown
):
    went(person("Traveller"), of_activity=of_activity, **of_action)
    assert row_of(manager_client, "Traveller")["last_deployed"] == shown


def test_the_latest_of_several_deployments_counts_internal_ones_too(manager_client):
    traveller = person("Traveller", languages=["fr"], areas=["data-management"], availability="not-now")
    went(traveller, of_activity={"state": DONE, "start": "2013-05"})
    went(traveller, of_activity={"state": DONE, "start": "2015-02", "action__published": False}, internal=True)
    went(traveller, of_activity={"state": PLANNED, "start": "2030"})
    assert row_of(manager_client, "Traveller") == {
        "languages": "French",
        "areas": "Data management",
        "get_availability_display": "not at the moment",
        "last_deployed": "February 2015",
        "deployment_count": 3,
    }


def test_who_never_went_is_told_and_found(manager_client):
    went(person("Traveller"), action__ended="2016")
    person("Newcomer")
    assert row_of(manager_client, "Newcomer")["last_deployed"] == "never"
    assert found(manager_client, never="true") == ["Newcomer"]


def test_who_was_not_deployed_since_a_day_is_found_newcomers_too(manager_client):
    went(person("Long ago"), action__ended="2014-06-30")
    recent = person("Of late")
    went(recent, action__ended="2014-06-30")
    went(recent, action__ended="2016-03-01")
    person("Newcomer")
    assert found(manager_client, not_since="2016-03-01") == ["Long ago", "Newcomer"]
    assert found(manager_client, not_since="2016-03-02") == ["Long ago", "Newcomer", "Of late"]


@pytest.mark.parametrize("column", ["last_deployed_last", "deployment_count", "name", "availability", "country"])
def test_the_list_is_sorted_by_a_column(manager_client, column):
    often, seldom = (
        person("A", country=country("AT"), availability="available"),
        person("B", country=country("HU"), availability="no-longer"),
    )
    went(often, action__ended="2014")
    for year in ("2015", "2016"):
        went(seldom, action__ended=year)
    assert found(manager_client, ordering=column) == ["A", "B"]
    assert found(manager_client, ordering=f"-{column}") == ["B", "A"]


def test_a_contact_is_in_no_list_search_or_inspection(manager_client):
    one = person("Traveller", contact="secret@example.org")
    assert found(manager_client, q="secret@example.org") == []
    for door in (LIST, address(Expert, "inspect", one.pk)):
        assert b"secret@example.org" not in manager_client.get(door).content
    export = b"".join(manager_client.get(LIST, {"export": "csv"}).streaming_content)
    assert b"secret@example.org" not in export
    assert b"secret@example.org" in manager_client.get(address(Expert, "edit", one.pk)).content


@pytest.mark.parametrize("role", ["Partners", "Evaluators", "Editors"])
def test_others_find_nobody(client, db, role):
    person("Traveller")
    client.force_login(UserFactory(groups=[role]))
    for asked in ({}, {"q": "Traveller"}, {"availability": "not-recorded"}):
        answer = client.get(LIST, asked)
        assert answer.status_code in (302, 403)
        assert b"Traveller" not in answer.content


def test_a_persons_screen_lists_what_they_contributed(manager_client):
    traveller = person("Traveller")
    activity = {"title": "<b>Workshop</b>", "start": "2013-05", "state": DONE, "action__title": "COMESA"}
    deployment = went(traveller, of_activity=activity, role="trainer", days="2.5", internal=True)
    text = manager_client.get(address(Expert, "inspect", traveller.pk)).content.decode()
    assert address(type(deployment), "inspect", deployment.pk) in text
    assert "&lt;b&gt;Workshop&lt;/b&gt;</a> COMESA, May 2013, trainer, 2.5 days, internal" in text
    newcomer = manager_client.get(address(Expert, "inspect", person("New").pk)).content.decode()
    assert "never deployed" in newcomer
    assert not re.search(r">\s*None\s*<", newcomer)


def test_availability_is_recorded_in_the_form(manager_client):
    one = person("Traveller")
    save(manager_client, address(Expert, "edit", one.pk), availability="not-now")
    one.refresh_from_db()
    assert one.availability == "not-now"


def queries(client, door):
    client.get(door)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(door).status_code == 200
    return len(captured)


def test_the_list_asks_as_much_for_many_persons_as_for_few(manager_client):
    def fill(number):
        for at in range(number):
            one = person(f"P{at}", areas=["data-management"], languages=["fr"], country=Country.objects.all()[at])
            went(one, of_activity={"state": DONE, "start": "2013"})

    fill(2)
    few = queries(manager_client, LIST)
    fill(16)
    assert queries(manager_client, LIST) == few <= 30


def test_a_persons_screen_asks_as_much_for_many_deployments_as_for_one(manager_client):
    few, many = person("Few"), person("Many")
    went(few, action=ActionFactory())
    for _number in range(8):
        went(many, of_activity={"start": "2013"})
    counts = [queries(manager_client, address(Expert, "inspect", one.pk)) for one in (few, many)]
    assert counts[0] == counts[1]
