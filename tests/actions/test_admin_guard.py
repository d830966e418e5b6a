"""Others' records are read and not changed: asked at every door of the admin, not only on the screens that link."""

import pytest
from django.urls import reverse

from actions.base.models import User
from actions.models import Action, Activity, Component, Milestone, Output
from experts.models import Deployment
from practices.models import KnowledgeItem
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    DeploymentFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
)

from .screens import address, control, errors_of, form_of, is_refused, save, send

FACTS = {
    Component: ComponentFactory,
    Milestone: MilestoneFactory,
    Activity: ActivityFactory,
    Output: OutputFactory,
    Deployment: DeploymentFactory,
}


def address_of(model, door, record):
    """The door's address for this record, with its versions where the door shows one or two."""
    version = record.latest_revision_id
    more = {
        "revisions_compare": [version, version],
        "workflow_action": ["approve", 1],
        "collect_workflow_action_data": ["approve", 1],
        "workflow_history_detail": [1],
        "workflow_preview": [1],
    }
    needs_version = door.startswith("revisions_") and door != "revisions_compare"
    return address(model, door, record.pk, *(more.get(door) or ([version] if needs_version else [])))


def made(model, managers):
    """A record with a version, of an Action of these managers."""
    if model is Action:
        record = ActionFactory(managers=managers)
    else:
        factory = KnowledgeItemFactory if model is KnowledgeItem else FACTS[model]
        record = factory(action__managers=managers)
    record.save_revision()
    return record


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_nothing_is_added_to_a_colleagues_action(manager, manager_client, administrator, model):
    own, other = ActionFactory(managers=[manager]), ActionFactory()
    record = FACTS[model](action=own)
    same = form_of(manager_client, address(model, "edit", record.pk), title="Another")
    same[control("action")] = str(other.pk)
    answer = manager_client.post(address(model, "add"), same)
    assert errors_of(answer)["action"] == ["Select a valid choice. That choice is not one of the available choices."]
    assert not model.objects.filter(action=other).exists()
    same[control("action")] = str(own.pk)
    assert manager_client.post(address(model, "add"), same).status_code == 302


@pytest.mark.parametrize("model", [*FACTS, KnowledgeItem], ids=lambda model: model.__name__)
def test_no_record_is_moved_to_a_colleagues_action(manager, manager_client, model):
    record, other = made(model, [manager]), ActionFactory()
    answer = send(manager_client, address(model, "edit", record.pk), action=other.pk)
    assert "action" in errors_of(answer)


def test_only_own_actions_and_their_parts_are_offered(manager, manager_client):
    own, other = ActivityFactory(action__managers=[manager]), ActivityFactory()
    ComponentFactory(action=own.action, title="Own strand")
    ComponentFactory(action=other.action, title="Foreign strand")
    page = manager_client.get(address(Deployment, "add")).content.decode()
    assert own.action.title in page
    assert "Own strand" in page
    assert other.action.title not in page
    assert "Foreign strand" not in page


@pytest.mark.parametrize("send_form", [False, True], ids=["asked", "confirmed"])
def test_a_colleagues_records_are_not_deleted_in_bulk(manager, manager_client, send_form):
    own, other = ActivityFactory(action__managers=[manager]), ActivityFactory()
    bulk = reverse("wagtail_bulk_action", args=["actions", "activity", "delete"])
    ask = manager_client.post if send_form else manager_client.get
    assert is_refused(ask(f"{bulk}?id={own.pk}&id={other.pk}"))
    assert is_refused(ask(f"{bulk}?id=all"))
    assert Activity.objects.count() == 2
    assert not is_refused(ask(f"{bulk}?id={own.pk}"))
    assert Activity.objects.filter(pk=own.pk).exists() is not send_form


def test_links_lead_only_to_what_is_allowed(manager, manager_client):
    own, other = made(Activity, [manager]), made(Activity, [])
    listed = manager_client.get(address(Activity, "list")).content.decode()
    for record, allowed in ((own, True), (other, False)):
        edit = address(Activity, "edit", record.pk)
        assert (edit in listed) is allowed
        for door in ("inspect", "history", "revisions_compare"):
            screen = manager_client.get(address_of(Activity, door, record)).content.decode()
            assert (edit in screen) is allowed, door
            assert address(Activity, "delete", record.pk) not in screen or allowed


def test_administrators_change_the_records_of_every_manager(administrator):
    activity = ActivityFactory()
    save(administrator, address(Activity, "edit", activity.pk), title="Survey")
    activity.refresh_from_db()
    assert activity.title == "Survey"


# --- Actions and their managers ------------------------------------------------------------------


def test_a_manager_who_creates_an_action_becomes_one_of_its_managers(manager, manager_client):
    save(manager_client, address(Action, "add"), title="Profiles", code="P-1")
    assert list(Action.objects.get(code="P-1").managers.all()) == [manager]


def test_an_administrator_creates_an_action_for_others(administrator, manager):
    save(administrator, address(Action, "add"), title="Profiles", code="P-1", managers=[manager.pk])
    save(administrator, address(Action, "add"), title="Profiles", code="P-2")
    assert list(Action.objects.get(code="P-1").managers.all()) == [manager]
    assert not Action.objects.get(code="P-2").managers.exists()


def test_only_people_who_may_change_actions_are_offered_as_managers(manager, manager_client, administrator):
    page = manager_client.get(address(Action, "add"))
    offered = set(page.context["form"].fields["managers"].queryset)
    assert offered == set(User.objects.filter(groups__name__in=["Programme managers", "Administrators"]))
    assert manager in offered


# --- What belongs to nobody's Action ------------------------------------------------------------------


def test_an_editor_publishes_items_of_every_action(editor_client):
    item = KnowledgeItemFactory(live=False)
    save(editor_client, address(KnowledgeItem, "edit", item.pk), heading="Ask the users", **{"action-publish": "1"})
    item.refresh_from_db()
    assert (item.live, item.heading) == (True, "Ask the users")


def test_a_manager_does_not_publish_an_item(manager, manager_client):
    item = KnowledgeItemFactory(action__managers=[manager], live=False)
    edit = address(KnowledgeItem, "edit", item.pk)
    assert "action-publish" not in manager_client.get(edit).content.decode()
    save(manager_client, edit, heading="Ask the users", **{"action-publish": "1"})
    item.refresh_from_db()
    assert not item.live


def test_a_managers_draft_goes_to_the_editors(manager, manager_client, editor_client):
    item = KnowledgeItemFactory(action__managers=[manager], live=False)
    save(manager_client, address(KnowledgeItem, "edit", item.pk), **{"action-submit": "1"})
    task = item.current_workflow_task_state
    assert task.task.name == "Editors' approval"
    approve = address(KnowledgeItem, "workflow_action", item.pk, "approve", task.pk)
    assert manager_client.post(approve).status_code in (302, 403)
    item.refresh_from_db()
    assert not item.live
    editor_client.post(approve)
    item.refresh_from_db()
    assert item.live
