"""What was learnt is written from an activity or an output in one step."""

import pytest

from actions.models import Activity, Output
from practices.models import KnowledgeItem
from practices.writing import address_to_write
from tests.actions.screens import address, errors_of, form_of, save, send
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    KnowledgeItemFactory,
    OutputFactory,
    SourceFactory,
    UserFactory,
)

WORDS = {"kind": "lesson-learnt", "heading": "Ask early", "takeaway": "Who is asked late answers late."}


@pytest.fixture
def manager(db):
    return UserFactory(groups=["Programme managers"])


@pytest.fixture
def action(manager):
    return ActionFactory(managers=[manager], areas=["data-management", "labour-migration"])


@pytest.fixture
def manager_client(client, manager):
    client.force_login(manager)
    return client


def test_an_item_written_from_an_activity_has_what_the_activity_tells(manager_client, action):
    component, source = ComponentFactory(action=action), SourceFactory()
    activity = ActivityFactory(action=action, component=component, sources=[source])
    save(manager_client, address_to_write(activity), **WORDS)
    item = KnowledgeItem.objects.get()
    assert (item.action, item.component, item.activity, item.output) == (action, component, activity, None)
    assert {area.slug for area in item.areas.all()} == {"data-management", "labour-migration"}
    assert list(item.sources.all()) == [source]


def test_an_item_written_from_an_output_has_its_activity_and_component_too(manager_client, action):
    activity = ActivityFactory(action=action, component=ComponentFactory(action=action))
    output = OutputFactory(action=action, activity=activity)
    save(manager_client, address_to_write(output, "impact"), heading="A law", takeaway="It is in force.")
    item = KnowledgeItem.objects.get()
    assert (item.kind, item.output, item.activity, item.component) == ("impact", output, activity, activity.component)


def test_what_is_changed_in_the_form_wins_over_the_address(manager_client, action):
    activity = ActivityFactory(action=action, component=ComponentFactory(action=action), sources=[SourceFactory()])
    save(manager_client, address_to_write(activity), **WORDS, component="", activity="", areas=[], sources=[])
    item = KnowledgeItem.objects.get()
    assert (item.component, item.activity, list(item.areas.all()), list(item.sources.all())) == (None, None, [], [])


def test_the_form_of_another_managers_activity_begins_empty(manager_client, action):
    other = ActivityFactory(title="Hush workshop", action__areas=["data-management"], sources=[SourceFactory()])
    sent = form_of(manager_client, address_to_write(other))
    assert not any(sent.get(name) for name in ("of_action", "activity", "areas", "sources"))
    assert "Hush workshop" not in manager_client.get(address_to_write(other)).content.decode()


def test_another_managers_output_cannot_be_named_by_hand(manager_client, action):
    refused = send(manager_client, address(KnowledgeItem, "add"), action=action.pk, output=OutputFactory().pk, **WORDS)
    assert "output" in errors_of(refused)


def test_the_activity_has_to_be_of_the_same_action(manager_client, manager, action):
    second = ActivityFactory(action__managers=[manager])
    refused = send(manager_client, address(KnowledgeItem, "add"), action=action.pk, activity=second.pk, **WORDS)
    assert errors_of(refused) == {"activity": ["This belongs to another Action: choose one of the same Action."]}


@pytest.mark.parametrize(
    "asked", ["activity=0", "activity=x", "output=-1", "activity=", "action=99999999999999999999", "kind=x"]
)
def test_an_address_that_means_nothing_gives_an_empty_form(manager_client, asked):
    assert manager_client.get(f"{address(KnowledgeItem, 'add')}?{asked}").status_code == 200


def test_an_editor_writes_about_every_action(client, db):
    activity = ActivityFactory()
    editor = UserFactory(groups=["Editors"])
    client.force_login(editor)
    save(client, address_to_write(activity), **WORDS)
    assert KnowledgeItem.objects.get().activity == activity


@pytest.mark.parametrize("model", [Activity, Output])
def test_the_lists_lead_there(manager_client, action, model):
    fact = (ActivityFactory if model is Activity else OutputFactory)(action=action)
    assert address_to_write(fact) in manager_client.get(address(model, "list")).content.decode()


def test_where_an_item_was_learnt_is_kept_when_it_is_edited(manager_client, action):
    activity = ActivityFactory(action=action)
    item = KnowledgeItemFactory(action=action, activity=activity, live=False)
    item.save_revision()
    save(manager_client, address(KnowledgeItem, "edit", item.pk), heading="Ask earlier")
    assert item.get_latest_revision_as_object().activity == activity


@pytest.mark.parametrize(("tab", "make"), [("activities", ActivityFactory), ("outputs", OutputFactory)])
def test_a_tab_of_the_action_leads_to_what_was_learnt_for_those_who_may_write(manager_client, action, tab, make):
    own, other = make(action=action), make()
    pages = [manager_client.get(f"/admin/actions/{one.action.slug}/{tab}/").content.decode() for one in (own, other)]
    assert f"knowledgeitem/add/?{own._meta.model_name}={own.pk}" in pages[0]
    assert "knowledgeitem/add/?" not in pages[1]
