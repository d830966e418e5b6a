"""Whoever wrote an address down finds what it led to, whatever it is called now."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actions.base.filling import note_addresses
from actions.base.models import RecordAddress, SluggedRecord
from actions.models import Action, Organisation
from experts.models import Expert
from practices.models import CaseStudyPage, KnowledgeItem
from tests.actions.screens import address, errors_of, save, send
from tests.factories import (
    ActionFactory,
    CaseStudyPageFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def organisation(public: bool = True) -> Organisation:
    ministry = OrganisationFactory()
    ActionFactory(requesting_organisations=[ministry], published=public)
    return ministry


@dataclass(frozen=True)
class Kind:
    """A kind of record with a slug. `make(public)` makes one that readers see, or one that they do not."""

    model: type[SluggedRecord]
    path: str
    make: Callable[[bool], SluggedRecord]

    def __str__(self) -> str:
        return self.model.__name__


KINDS = [
    Kind(Action, "/actions/{}/", lambda public: ActionFactory(published=public)),
    Kind(Organisation, "/partners/{}/", organisation),
    Kind(Expert, "/experts/{}/", lambda public: ExpertFactory(consent_to_publish=public)),
    Kind(KnowledgeItem, "/practices/{}/", lambda public: KnowledgeItemFactory(live=public)),
]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


def move(record: Any, *slugs: str) -> None:
    """Give the record these slugs, one after the other."""
    for slug in slugs:
        record.slug = slug
        record.write()


def test_every_kind_of_record_with_a_slug_is_tried_here():
    assert {kind.model for kind in KINDS} == {model for model in apps.get_models() if issubclass(model, SluggedRecord)}


@each_kind
def test_each_earlier_address_leads_to_the_newest_in_one_step(client, kind):
    record = kind.make(True)
    first = record.slug
    move(record, "second", "third")
    for earlier in (first, "second"):
        answer = client.get(kind.path.format(earlier))
        assert (answer.status_code, answer.url) == (301, kind.path.format("third"))
    assert client.get(kind.path.format("third")).status_code == 200


@each_kind
def test_an_earlier_address_of_what_readers_do_not_see_is_not_found(client, kind):
    record = kind.make(False)
    first = record.slug
    record.slug = "second"
    record.save()
    assert client.get(kind.path.format(first)).status_code == 404


@each_kind
def test_an_earlier_address_is_refused_to_another_record_in_words_and_by_the_database(kind):
    record, other = kind.make(True), kind.make(True)
    first = record.slug
    move(record, "second")
    with pytest.raises(ValidationError, match="another record, which had it before"):
        move(other, first)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    other.refresh_from_db()
    assert other.slug != first
    assert kind.model.objects.get(pk__in=RecordAddress.objects.led_to(kind.model, first)) == record


@each_kind
def test_a_record_may_take_its_own_earlier_address_back(client, kind):
    record = kind.make(True)
    first = record.slug
    move(record, "second", first)
    assert client.get(kind.path.format(first)).status_code == 200
    answer = client.get(kind.path.format("second"))
    assert (answer.status_code, answer.url) == (301, kind.path.format(first))
    assert answer["Cache-Control"] == "no-cache"  # a browser that remembers where `first` led would go round in circles


@each_kind
def test_with_a_record_its_addresses_go_and_may_be_given_again(kind):
    record, other = kind.make(False), kind.make(False)
    first = record.slug
    move(record, "second")
    Action.objects.filter(requesting_organisations__isnull=False).delete()  # what refers to it would keep it
    record.delete()
    move(other, first, "second")
    assert kind.model.objects.get(slug="second") == other


def test_records_of_two_kinds_may_have_the_same_address(client):
    action, item = ActionFactory(), KnowledgeItemFactory()
    move(action, "data")
    move(item, "data")
    assert client.get("/actions/data/").status_code == 200
    assert client.get("/practices/data/").status_code == 200


def test_the_first_slug_of_a_new_record_is_no_earlier_one_of_another():
    before = ActionFactory(title="Migration data")
    assert before.slug == "migration-data"
    move(before, "data-on-migration")
    assert ActionFactory(title="Migration data").slug == "migration-data-2"


def test_a_slug_that_is_emptied_is_made_again_as_it_was():
    action = ActionFactory(title="Migration data")
    move(action, "data", "")
    assert action.slug == "migration-data"


def test_what_was_asked_for_goes_with_the_reader(client):
    action = ActionFactory()
    first = action.slug
    move(action, "second")
    answer = client.get(f"/actions/{first}/?area=data-management&q=C%C3%B4te%20d%27Ivoire")
    assert answer.url == "/actions/second/?area=data-management&q=C%C3%B4te%20d%27Ivoire"


def test_a_program_that_asks_for_the_head_only_is_led_on(client):
    action = ActionFactory()
    first = action.slug
    move(action, "second")
    assert (client.head(f"/actions/{first}/").status_code, client.head("/actions/second/").status_code) == (301, 200)


def test_a_draft_has_the_address_of_its_live_words_until_it_is_published(client):
    item = KnowledgeItemFactory()
    first = item.slug
    item.slug = "second"
    draft = item.save_revision()
    assert client.get(f"/practices/{first}/").status_code == 200
    assert client.get("/practices/second/").status_code == 404
    draft.publish()
    assert client.get(f"/practices/{first}/").url == "/practices/second/"


def test_a_draft_whose_address_was_taken_meanwhile_is_not_published():
    item = KnowledgeItemFactory()
    first, item.slug = item.slug, "wanted"
    draft = item.save_revision()
    move(KnowledgeItemFactory(), "wanted", "other")
    with pytest.raises(ValidationError, match="choose another"):
        draft.publish()
    item.refresh_from_db()
    assert item.slug == first


def test_records_from_before_earlier_addresses_were_kept_are_noted_once(client):
    action, ministry = ActionFactory(), organisation()
    RecordAddress.objects.all().delete()
    editor = SimpleNamespace(connection=connection)
    for _time in range(2):
        note_addresses("actions", "action", "organisation")(apps, editor)
    assert {action.slug, ministry.slug} <= set(RecordAddress.objects.values_list("slug", flat=True))
    first = action.slug
    move(action, "second")
    assert client.get(f"/actions/{first}/").url == "/actions/second/"


# --- The admin --------------------------------------------------------------------------------------


def test_a_slug_that_is_changed_in_the_form_leaves_its_earlier_address(client, administrator):
    action = ActionFactory()
    first = action.slug
    save(administrator, address(Action, "edit", action.pk), slug="second")
    assert client.get(f"/actions/{first}/").url == "/actions/second/"


def test_the_form_says_beside_the_slug_that_another_record_had_it(administrator):
    action, other = ActionFactory(), ActionFactory()
    first = action.slug
    move(action, "second")
    answer = send(administrator, address(Action, "edit", other.pk), slug=first)
    assert errors_of(answer)["slug"] == [
        "Under this address people still find another record, which had it before: choose another."
    ]


@pytest.mark.parametrize("screen", ["", "history/", "publish/", "status/"])
def test_an_actions_screens_lead_on(administrator, screen):
    action = ActionFactory()
    first = action.slug
    move(action, "second")
    answer = administrator.get(f"/admin/actions/{first}/{screen}?from=list")
    assert (answer.status_code, answer.url) == (301, f"/admin/actions/second/{screen}?from=list")


def test_a_form_that_was_open_while_the_slug_changed_is_sent_again_to_the_new_address(administrator):
    action = ActionFactory()
    first = action.slug
    move(action, "second")
    answer = administrator.post(f"/admin/actions/{first}/publish/", {"reason": "…"})
    assert (answer.status_code, answer.url) == (308, "/admin/actions/second/publish/")  # 308: with what was typed


# --- Case studies -----------------------------------------------------------------------------------


def test_a_live_case_study_follows_its_action(client):
    page = CaseStudyPageFactory()
    first = page.slug
    move(Action.objects.get(pk=page.action_id), "second")
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert page.slug == "second"
    assert page.url == "/actions/second/"
    assert page.lead in client.get(f"/actions/{first}/", follow=True).content.decode()


def test_where_a_case_study_stood_in_the_tree_leads_to_its_actions_address(client):
    page = CaseStudyPageFactory()
    first = page.slug
    move(Action.objects.get(pk=page.action_id), "second")
    for place in (first, "second"):
        answer = client.get(f"/{place}/")
        assert (answer.status_code, answer.url) == (301, "/actions/second/")
    Action.objects.update(published=False)
    assert client.get(f"/{first}/").status_code == 404
    assert client.get("/never/").status_code == 404


def test_the_draft_of_a_live_case_study_can_be_published_after_its_action_has_moved(editor_client):
    page = CaseStudyPageFactory()
    page.lead = "A better lead."
    page.save_revision()
    move(Action.objects.get(pk=page.action_id), "second")
    CaseStudyPage.objects.get(pk=page.pk).latest_revision.publish()
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert (page.slug, page.lead) == ("second", "A better lead.")


def test_a_draft_that_has_the_new_address_by_chance_makes_way():
    page, draft = CaseStudyPageFactory(), CaseStudyPageFactory(live=False, slug="second")
    move(Action.objects.get(pk=page.action_id), "second")
    draft.refresh_from_db()
    assert draft.slug == "second-1"
    assert CaseStudyPage.objects.get(pk=page.pk).slug == "second"


def test_the_history_of_a_case_study_tells_why_its_address_changed(administrator):
    page = CaseStudyPageFactory()
    save(administrator, address(Action, "edit", page.action_id), slug="second")
    history = administrator.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Its Action has a new address." in history.content.decode()
