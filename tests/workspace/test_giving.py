"""Areas, criteria and sources are given to many records at once: to those one may edit, or to none of them."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from actions.base.admin.trail import FIRST_VERSION
from actions.models import Action, Activity, Area, Criterion, Milestone, Output
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
    SourceFactory,
    UserFactory,
)

FACTS = [ComponentFactory, MilestoneFactory, ActivityFactory, OutputFactory, DeploymentFactory]


@pytest.fixture
def sign_in(client):
    def as_person(person):
        client.force_login(person)
        return client

    return as_person


@pytest.fixture
def editor(sign_in, db):
    return sign_in(UserFactory(groups=["Editors"]))


def door(model, what, *records, **more):
    options = model._meta
    address = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, f"give_{what}"])
    asked = [f"id={getattr(record, 'pk', record)}" for record in records]
    return f"{address}?{'&'.join([*asked, *(f'{name}={value}' for name, value in more.items())])}"


def told(answer):
    """The message that the next screen shows."""
    assert answer.status_code == 302, answer.context["form"].errors
    return " ".join(str(message) for message in answer.wsgi_request._messages)


def area(slug):
    return Area.objects.get(slug=slug)


def slugs(relation):
    return {one.slug for one in relation.all()}


def test_areas_are_added_to_those_that_an_action_has(manager_client, manager):
    actions = ActionFactory.create_batch(2, managers=[manager], areas=["labour-migration"])
    sent = {"areas": [area("data-management").pk, area("labour-migration").pk]}
    message = told(manager_client.post(door(Action, "areas", *actions), sent))
    assert "2 records were changed." in message
    for action in Action.objects.all():
        assert slugs(action.areas) == {"data-management", "labour-migration"}


def test_each_change_has_its_entry_and_its_version(manager_client, manager):
    action = ActionFactory(managers=[manager])
    manager_client.post(door(Action, "areas", action), {"areas": [area("data-management").pk]})
    action.refresh_from_db()
    first, entry = ModelLogEntry.objects.order_by("pk")
    assert first.action == FIRST_VERSION
    assert (entry.action, entry.user, entry.revision) == ("wagtail.edit", manager, action.latest_revision)
    assert action.latest_revision.user == manager
    before, after = (version.as_object() for version in action.revisions.order_by("pk"))
    assert (slugs(before.areas), slugs(after.areas)) == (set(), {"data-management"})


def test_what_has_it_already_gets_no_new_version(manager_client, manager):
    action = ActionFactory(managers=[manager], areas=["data-management"])
    action.save_revision()
    message = told(manager_client.post(door(Action, "areas", action), {"areas": [area("data-management").pk]}))
    assert "0 records were changed. 1 had it already." in message
    assert action.revisions.count() == 1


def test_another_managers_records_are_listed_and_left_out(manager_client, manager):
    own, other = ActionFactory(managers=[manager], title="Own"), ActionFactory(title="Other")
    text = manager_client.get(door(Action, "areas", own, other)).content.decode()
    assert "1 record is left out" in text
    message = told(manager_client.post(door(Action, "areas", own, other), {"areas": [area("data-management").pk]}))
    assert "1 record was changed. 1 was left out." in message
    assert (slugs(own.areas), slugs(other.areas)) == ({"data-management"}, set())


def test_with_nothing_of_ones_own_there_is_nothing_to_press(manager_client):
    text = manager_client.get(door(Action, "areas", ActionFactory())).content.decode()
    assert "None of the chosen records can be changed by you." in text
    assert "<textarea" not in text
    assert "checkbox" not in text


@pytest.mark.parametrize("role", ["Partners", "Evaluators"])
def test_whoever_does_not_work_in_the_admin_reaches_no_bulk_action(sign_in, role, db):
    action = ActionFactory()
    client = sign_in(UserFactory(groups=[role]))
    for send in (client.get, client.post):
        assert send(door(Action, "areas", action), {"areas": [area("data-management").pk]}).status_code in (302, 403)
    assert not action.areas.exists()


def test_an_editor_gives_nothing_to_facts(editor):
    activity = ActivityFactory()
    editor.post(door(Activity, "sources", activity), {"sources": [SourceFactory().pk]})
    assert not activity.sources.exists()


@pytest.mark.parametrize("make", FACTS, ids=lambda make: make._meta.model.__name__)
def test_sources_are_given_to_every_kind_of_fact(manager_client, manager, make):
    fact, source = make(action__managers=[manager], sources=[SourceFactory()]), SourceFactory()
    manager_client.post(door(type(fact), "sources", fact), {"sources": [source.pk]})
    assert fact.sources.count() == 2


def test_all_in_the_list_means_all_that_its_search_and_filters_show(manager_client, manager):
    action = ActionFactory(managers=[manager])
    done, planned = ActivityFactory(action=action), ActivityFactory(action=action, state=Activity.State.PLANNED)
    named = ActivityFactory(action=action, title="Study visit")
    source = SourceFactory()
    manager_client.post(door(Activity, "sources", "all", state="planned"), {"sources": [source.pk]})
    assert [one.sources.count() for one in (done, planned, named)] == [0, 1, 0]
    manager_client.post(door(Activity, "sources", "all", q="visit"), {"sources": [source.pk]})
    assert [one.sources.count() for one in (done, planned, named)] == [0, 1, 1]
    told(manager_client.post(door(Activity, "sources", "all"), {"sources": [source.pk]}))
    assert [one.sources.count() for one in (done, planned, named)] == [1, 1, 1]


def test_more_than_a_page_of_the_list_is_given_to(manager_client, manager):
    ActivityFactory.create_batch(60, action=ActionFactory(managers=[manager]))
    message = told(manager_client.post(door(Activity, "sources", "all"), {"sources": [SourceFactory().pk]}))
    assert "60 records were changed." in message


def test_nothing_is_changed_where_one_record_breaks_a_rule(manager_client, manager):
    action, other = ActionFactory(managers=[manager]), ActionFactory(managers=[manager])
    sound = OutputFactory(action=action)
    broken = OutputFactory(action=action, activity=ActivityFactory(action=other), title="<b>Law</b>")
    answer = manager_client.post(door(Output, "sources", sound, broken), {"sources": [SourceFactory().pk]})
    text = answer.content.decode()
    assert "Nothing was changed: “&lt;b&gt;Law&lt;/b&gt;” cannot be saved as it is." in text
    assert "This belongs to another Action" in text
    assert not sound.sources.exists()


@pytest.mark.parametrize(("model", "what"), [(Action, "areas"), (KnowledgeItem, "criteria"), (Milestone, "sources")])
def test_an_empty_form_is_refused_with_a_sentence(manager_client, manager, model, what):
    make = {Action: ActionFactory, KnowledgeItem: KnowledgeItemFactory, Milestone: MilestoneFactory}[model]
    owned = make(managers=[manager]) if model is Action else make(action__managers=[manager])
    text = manager_client.post(door(model, what, owned)).content.decode()
    assert "at least one" in text


# --- Knowledge items: words, with drafts


def reasons(item):
    return {reading.criterion_id: reading.reason for reading in item.readings.all()}


def criterion(slug):
    return Criterion.objects.get(slug=slug)


def test_an_editor_gives_criteria_each_with_its_reason(editor):
    item = KnowledgeItemFactory(readings=["ownership"])
    sent = {"reason_ownership": "Another reason.", "reason_replicability": "It was done again.", "own_reading": "on"}
    message = told(editor.post(door(KnowledgeItem, "criteria", item), sent))
    assert "1 record was changed." in message
    assert reasons(KnowledgeItem.objects.get()) == {
        criterion("ownership").pk: "It says so.",
        criterion("replicability").pk: "It was done again.",
    }
    item.refresh_from_db()
    assert not item.has_unpublished_changes


def test_a_manager_changes_the_draft_and_not_the_public_words(manager_client, manager):
    item = KnowledgeItemFactory(action__managers=[manager])
    message = told(manager_client.post(door(KnowledgeItem, "criteria", item), {"reason_ownership": "They asked."}))
    assert "1 of them as a draft" in message
    item.refresh_from_db()
    assert reasons(item) == {}
    assert item.has_unpublished_changes
    assert reasons(item.get_latest_revision_as_object()) == {criterion("ownership").pk: "They asked."}


def test_an_unfinished_draft_is_not_published_with_it(editor):
    item = KnowledgeItemFactory(heading="Public")
    item.heading = "Unfinished"
    item.save_revision()
    message = told(editor.post(door(KnowledgeItem, "areas", item), {"areas": [area("data-management").pk]}))
    assert "1 of them as a draft" in message
    item.refresh_from_db()
    assert (item.heading, slugs(item.areas)) == ("Public", set())
    latest = item.get_latest_revision_as_object()
    assert (latest.heading, slugs(latest.areas)) == ("Unfinished", {"data-management"})


def test_an_item_that_was_never_published_stays_a_draft(editor):
    item = KnowledgeItemFactory(live=False)
    told(editor.post(door(KnowledgeItem, "areas", item), {"areas": [area("data-management").pk]}))
    item.refresh_from_db()
    assert not item.live
    assert slugs(item.areas) == {"data-management"}


def test_a_locked_item_is_left_out(manager_client, manager):
    item = KnowledgeItemFactory(action__managers=[manager], locked=True, locked_by=UserFactory())
    assert "1 record is left out" in manager_client.get(door(KnowledgeItem, "areas", item)).content.decode()
    manager_client.post(door(KnowledgeItem, "areas", item), {"areas": [area("data-management").pk]})
    assert item.revisions.count() == 0


def test_the_question_asks_the_database_as_much_for_many_as_for_few(manager_client, manager, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    deployments = DeploymentFactory.create_batch(3, action=ActionFactory(managers=[manager]))
    manager_client.get(door(Deployment, "sources", *deployments))
    with CaptureQueriesContext(connection) as few:
        manager_client.get(door(Deployment, "sources", *deployments))
    deployments += DeploymentFactory.create_batch(20, action=deployments[0].action)
    with django_assert_num_queries(len(few)):
        manager_client.get(door(Deployment, "sources", *deployments))
