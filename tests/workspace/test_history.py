"""Every change is in a history, with person, time, reason and difference, and an earlier version can be restored."""

import pytest
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.log_actions import registry as log

from actions.base.partial_dates import PartialDate
from actions.models import Action, ActionStatus, Activity, StatusChange
from actions.models.action import Objective
from experts.models import Deployment
from practices.models import KnowledgeItem
from tests.actions.screens import KINDS, address, errors_of, is_refused, save, send
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
    UserFactory,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
FACTS = [
    ComponentFactory,
    MilestoneFactory,
    ActivityFactory,
    OutputFactory,
    DeploymentFactory,
    KnowledgeItemFactory,
]


@pytest.fixture
def manager():
    return UserFactory(groups=["Programme managers"], first_name="Mara", last_name="Example")


@pytest.fixture
def action(manager):
    return ActionFactory(managers=[manager])


def history(client, action, **query):
    return client.get(reverse("workspace_action_tab", args=[action.slug, "history"]), query)


def lines(client, action):
    return history(client, action).context["lines"]


def revert_to(record, number):
    """Where the version with this number, from the oldest, is looked at and restored."""
    version = record.revisions.order_by("pk")[number]
    return address(type(record), "revisions_revert", record.pk, version.pk)


# --- The tab --------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", FACTS)
def test_a_change_of_each_kind_of_fact_is_told_with_its_person_and_its_comparison(manager_client, action, make):
    fact, person = make(action=action), UserFactory(groups=["Administrators"])
    fact.save_revision()
    fact.write(person)
    line = next(line for line in lines(manager_client, action) if line.comparison)
    assert line.person == person.full_name
    assert manager_client.get(line.comparison).status_code == 200
    assert manager_client.get(line.address).status_code == 200


def test_the_latest_change_stands_first_and_pages_go_back(manager_client, manager, action):
    for number in range(30):
        activity = ActivityFactory(action=action, title=f"Workshop {number}")
        activity.write(manager)
    assert [line.name for line in lines(manager_client, action)[:2]] == ["Workshop 29", "Workshop 28"]
    assert history(manager_client, action, p=2).context["lines"][-1].name == "Workshop 0"
    for page in ("0", "99", "-1", "many"):
        assert history(manager_client, action, p=page).status_code == 200


def test_changes_of_other_actions_are_not_told(manager_client, action):
    ActivityFactory().write()
    assert lines(manager_client, action) == []


def test_the_first_version_has_nothing_to_be_compared_with(manager_client, action):
    ActivityFactory(action=action).write()
    (line,) = lines(manager_client, action)
    assert line.comparison == ""


def test_a_reason_stands_beside_its_change(manager_client, action):
    Action.objects.filter(pk=action.pk).update(status=ActionStatus.objects.get(slug="ongoing"))
    save(manager_client, address(Action, "edit", action.pk), ended="2015", reason="Extended <by> decree.")
    assert lines(manager_client, action)[0].reason == "Extended <by> decree."
    assert "Extended &lt;by&gt; decree." in history(manager_client, action).content.decode()


def test_a_deleted_fact_leaves_a_line(manager_client, manager, action):
    output = OutputFactory(action=action, title="Draft law")
    manager_client.post(address(type(output), "delete", output.pk))
    (line,) = lines(manager_client, action)
    assert (line.what, line.person) == ("Deleted: output “Draft law”", "Mara Example")


def test_each_fact_that_is_deleted_in_bulk_leaves_a_line(manager_client, action):
    facts = [OutputFactory(action=action, title=title) for title in ("Law", "Decree")]
    bulk = reverse("wagtail_bulk_action", args=["actions", "output", "delete"])
    manager_client.post(f"{bulk}?id={facts[0].pk}&id={facts[1].pk}")
    assert {line.what for line in lines(manager_client, action)} == {
        "Deleted: output “Law”",
        "Deleted: output “Decree”",
    }


def test_a_deleted_contribution_names_nobody(manager_client, action):
    expert = ExpertFactory(name="Zsófia Open", consent_to_publish=True)
    deployment = DeploymentFactory(action=action, expert=expert, country=None)
    manager_client.post(address(Deployment, "delete", deployment.pk))
    assert [line.what for line in lines(manager_client, action)] == ["Deleted: deployment"]


def test_the_name_of_a_person_who_withdrew_consent_is_gone_from_the_history(manager_client, action):
    expert = ExpertFactory(name="Zsófia Open", consent_to_publish=True)
    DeploymentFactory(action=action, expert=expert, country=None).write()
    assert "Zsófia Open" in history(manager_client, action).content.decode()
    expert.consent_to_publish = False
    expert.save()
    assert "Zsófia Open" not in history(manager_client, action).content.decode()


# --- The history of each record -----------------------------------------------------------------------


def test_two_records_that_one_request_writes_have_a_history_each(administrator):
    """Wagtail shows the last entry of each request and action only, of whichever record."""
    with LogContext(user=UserFactory()):
        activity = ActivityFactory()
        activity.write()
        DeploymentFactory(action=activity.action, activity=activity).write()
    page = administrator.get(address(Activity, "history", activity.pk))
    assert [entry.action for entry in page.context["object_list"]] == ["wagtail.edit"]
    assert len(history(administrator, activity.action).context["lines"]) == 2


@every_kind
def test_an_earlier_version_of_every_kind_can_be_restored(administrator, kind):
    record = kind.make()
    field, typed = kind.change
    publish = {"action-publish": "1"} if kind.model is KnowledgeItem else {}
    save(administrator, address(kind.model, "edit", record.pk), **{field: typed}, **publish)
    record = kind.model.objects.get(pk=record.pk)
    before = record.revisions.order_by("pk")[0].as_object()
    assert str(getattr(record, field)) != str(getattr(before, field))
    old = revert_to(record, 0)
    assert old in administrator.get(address(kind.model, "history", record.pk)).content.decode()
    save(administrator, old, **publish)
    restored = kind.model.objects.get(pk=record.pk)
    assert str(getattr(restored, field)) == str(getattr(before, field))
    assert log.get_logs_for_instance(restored).filter(action="wagtail.revert").exists()


def test_a_colleague_reads_the_history_and_restores_nothing(action, manager):
    activity = ActivityFactory(action=action, title="First")
    activity.write()
    activity.title = "Second"
    activity.write()
    other = client_of(UserFactory(groups=["Programme managers"]))
    old = revert_to(activity, 0)
    assert old not in other.get(address(Activity, "history", activity.pk)).content.decode()
    assert is_refused(other.get(old))
    assert is_refused(other.post(old, {"title": "First"}))
    assert Activity.objects.get(pk=activity.pk).title == "Second"


@pytest.fixture
def changed(manager, action):
    """An Action whose first version had another title, manager and status, and was not public."""
    first = UserFactory(groups=["Programme managers"])
    record = Action.objects.get(pk=action.pk)
    record.title, record.published = "First title", False
    record.managers.set([first])
    record.write()
    record.title = "Second title"
    record.write()
    record.hand_over(first, manager, by=None)
    Action.objects.get(pk=record.pk).publish(None)
    StatusChange(action=record, after=ActionStatus.objects.get(slug="in-preparation"), reason="It begins.").take(None)
    return Action.objects.get(pk=record.pk)


def test_restoring_brings_back_words_but_neither_status_nor_managers_nor_publication(manager_client, manager, changed):
    save(manager_client, revert_to(changed, 0))
    restored = Action.objects.get(pk=changed.pk)
    assert restored.title == "First title"
    assert (str(restored.status), restored.published) == ("In preparation", True)
    assert list(restored.managers.all()) == [manager]


def test_status_and_publication_stand_in_the_comparison(manager_client, changed):
    first, last = changed.revisions.order_by("pk").first(), changed.latest_revision
    page = manager_client.get(address(Action, "revisions_compare", changed.pk, first.pk, last.pk)).content.decode()
    assert "In preparation" in page
    assert "Published" in page


def test_restoring_dates_of_a_running_action_asks_for_the_reason_and_keeps_it(manager_client, action):
    record = Action.objects.get(pk=action.pk)
    record.write()
    record.ended = PartialDate.parse("2015")
    record.write()
    Action.objects.filter(pk=action.pk).update(status=ActionStatus.objects.get(slug="ongoing"))
    old = revert_to(record, 0)
    assert list(errors_of(send(manager_client, old))) == ["reason"]
    save(manager_client, old, reason="The extension was not signed.")
    entry = log.get_logs_for_instance(record).order_by("pk").last()
    assert (entry.action, entry.comment) == ("wagtail.revert", "The extension was not signed.")
    assert Action.objects.get(pk=action.pk).ended is None


def test_restoring_targets_of_a_running_action_asks_for_the_reason(manager_client, action):
    Objective.objects.create(action=action, text="Officials trained", target="40", sort_order=0)
    record = Action.objects.get(pk=action.pk)
    record.write()
    objective = record.objectives.get()
    objective.target = "60"
    objective.save()
    fresh = Action.objects.get(pk=action.pk)
    fresh.write()
    Action.objects.filter(pk=action.pk).update(status=ActionStatus.objects.get(slug="ongoing"))
    old = revert_to(fresh, 0)
    assert list(errors_of(send(manager_client, old))) == ["reason"]
    save(manager_client, old, reason="60 was a slip.")
    assert Action.objects.get(pk=action.pk).objectives.get().target == "40"
