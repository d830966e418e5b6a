"""Each rule of this floor holds on every way into the database, and says beside its field what to do."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from actions.models import Criterion
from practices.models import CaseStudyPage, CriterionReading, KnowledgeItem
from tests.actions.rules import Rule, assert_is_a_date, assert_refused, dates_of, rules_named
from tests.factories import ActionFactory, CaseStudyPageFactory, ComponentFactory, KnowledgeItemFactory, UserFactory

pytestmark = pytest.mark.django_db
RULES = {
    "item_level_only_of_an_impact": Rule(
        lambda: KnowledgeItemFactory(kind="impact", impact_level="institution"),
        {"kind": "lesson-learnt"},
        "impact_level",
        "Only an impact has a level: leave it empty, or change the kind.",
    ),
}
ONE_LIVE = "Another case study of this Action is live in this language: unpublish it first, or keep this a draft."


def test_no_rule_is_without_a_test():
    assert rules_named("practices") == {*RULES, "item_has_a_kind", "reading_once_per_criterion"}
    assert dates_of("practices") == [(KnowledgeItem, "observed")]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_and_says_so_beside_its_field(name):
    assert_refused(RULES[name])


def test_a_date_ends_after_it_begins():
    assert_is_a_date(KnowledgeItemFactory(), "observed")


@pytest.mark.parametrize("kind", ["", "rumour"])
def test_an_item_has_a_kind(kind):
    """Django refuses the value before the rule is asked; the database has it for whoever comes another way."""
    item = KnowledgeItemFactory()
    item.full_clean()
    item.kind = kind
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    assert list(refusal.value.message_dict) == ["kind"]
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_an_item_speaks_to_a_criterion_once():
    item = KnowledgeItemFactory(readings=["ownership", "replicability"])
    second = item.readings.get(criterion__slug="replicability")
    second.full_clean()
    second.criterion = Criterion.objects.get(slug="ownership")
    with pytest.raises(ValidationError):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    other = KnowledgeItemFactory(readings=["ownership"])
    assert CriterionReading.objects.filter(criterion__slug="ownership", item=other).count() == 1


def test_a_component_of_another_action_is_refused():
    item = KnowledgeItemFactory()
    item.component = ComponentFactory()
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    assert refusal.value.message_dict == {
        "component": ["This belongs to another Action: choose one of the same Action."]
    }


# --- One live case study of an Action in a language ----------------------------------------------------------


@pytest.fixture
def publisher():
    client = Client()
    client.force_login(UserFactory(groups=["Editors"]))
    return client


@pytest.fixture
def draft():
    """A second case study of an Action whose first one is live."""
    live = CaseStudyPageFactory(action=ActionFactory(title="Profiles"))
    copy = CaseStudyPageFactory(action=live.action, slug="profiles-again", live=False)
    copy.save_revision()
    return copy


def edit(client, page, **changes):
    """Sends the page's form, as it is but for the changes."""
    step = {"heading": "What was asked", "content": streamfield([("text", rich_text("<p>Which data exist.</p>"))])}
    page.refresh_from_db()
    fields = {
        **{name: getattr(page, name) for name in ("title", "slug", "theme_heading", "lead")},
        "loaded_revision_id": page.latest_revision.pk,
        "loaded_revision_created_at": page.latest_revision.created_at.isoformat(),
        "of_action": page.action_id,
        "context": rich_text(page.context),
        "steps": streamfield([("step", step)]),
        "series_note": rich_text(""),
        "references": inline_formset([]),
        "comments": inline_formset([]),
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data({**fields, **changes}))


def test_a_draft_copy_stands_beside_the_live_case_study(publisher, draft):
    assert edit(publisher, draft).status_code == 302
    assert CaseStudyPage.objects.filter(action=draft.action).count() == 2
    assert CaseStudyPage.objects.live().filter(action=draft.action).count() == 1


def test_a_second_one_is_not_published_and_the_form_says_why(publisher, draft):
    answer = edit(publisher, draft, **{"action-publish": "1"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["action"] == [ONE_LIVE]
    draft.refresh_from_db()
    assert not draft.live


def test_a_second_one_is_published_once_the_first_is_not(publisher, draft):
    first = CaseStudyPage.objects.live().get(action=draft.action)
    first.unpublish()
    CaseStudyPage.objects.filter(pk=first.pk).update(slug="profiles-before")
    answer = edit(publisher, draft, slug=draft.action.slug, **{"action-publish": "1"})
    assert answer.status_code == 302
    assert CaseStudyPage.objects.live().get(action=draft.action).pk == draft.pk


def test_a_live_case_study_has_the_address_of_its_action(publisher, draft):
    CaseStudyPage.objects.live().get(action=draft.action).unpublish()
    answer = edit(publisher, draft, **{"action-publish": "1"})
    assert answer.context["form"].errors["slug"] == [
        "A live case study has the address of its Action: write “profiles” here."
    ]


def test_the_database_refuses_a_second_live_one(draft):
    first = CaseStudyPage.objects.live().get(action=draft.action)
    draft.live = True
    with pytest.raises(ValidationError) as refusal:
        draft.full_clean()
    assert refusal.value.message_dict["live_key"] == [ONE_LIVE]
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save(clean=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudyPage.objects.filter(pk=draft.pk).update(live_key=first.live_key)
    draft.refresh_from_db()
    assert not draft.live


def test_drafts_are_as_many_as_one_likes(draft):
    CaseStudyPageFactory(action=draft.action, slug="profiles-thrice", live=False)
    assert CaseStudyPage.objects.filter(live_key=None).count() == 2


def test_a_copy_is_a_draft_and_says_so_where_it_is_asked_to_be_more(publisher):
    live = CaseStudyPageFactory()
    address = reverse("wagtailadmin_pages:copy", args=[live.pk])
    wanted = {"new_title": "Again", "new_slug": "again", "new_parent_page": live.get_parent().pk}
    for more in ("publish_copies", "alias"):
        answer = publisher.post(address, {**wanted, more: "on"})
        assert answer.status_code == 200
        assert more in answer.context["form"].errors
    assert publisher.post(address, wanted).status_code == 302
    assert CaseStudyPage.objects.filter(action=live.action).count() == 2
    assert CaseStudyPage.objects.live().count() == 1


@pytest.mark.parametrize("has_rival", [True, False])
def test_one_that_a_rule_keeps_from_publication_is_not_approved_and_the_rule_is_told(publisher, draft, has_rival):
    """Approving from the list of what waits passes no form. Without a rival it still lacks its Action's address."""
    if not has_rival:
        CaseStudyPage.objects.live().get(action=draft.action).unpublish()
    draft.get_workflow().start(draft, UserFactory(groups=["Programme managers"]))
    state = draft.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    answer = publisher.post(approve, follow=True)
    sentences = [str(message) for message in answer.context["messages"]]
    assert any("A live case study has the address of its Action" in one or ONE_LIVE in one for one in sentences)
    draft.refresh_from_db()
    assert not draft.live
    assert draft.current_workflow_task_state == state


def test_a_second_one_is_not_published_in_bulk(publisher, draft):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = publisher.post(f"{bulk}?id={draft.pk}")
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert not draft.live


def test_a_manager_opens_the_case_studies_of_own_actions_only():
    manager = UserFactory(groups=["Programme managers"])
    client = Client()
    client.force_login(manager)
    own = CaseStudyPageFactory(action=ActionFactory(managers=[manager]))
    other = CaseStudyPageFactory()
    answers = [client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code for page in (own, other)]
    assert answers == [200, 302]
