"""An Action is published by its manager, who sees first what readers will see; taken back, every door is closed."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.log_actions import registry as log

from actions.models import Action, ActionDocument, ActivityPhotograph
from actions.models.activity import ON_A_PAGE
from tests.actions.screens import address, is_refused, save
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
    UserFactory,
)
from tests.people import client_of
from tests.pictures import photograph

pytestmark = pytest.mark.django_db


def signed_in(*roles):
    return client_of(UserFactory(groups=roles))


@pytest.fixture
def draft(manager):
    return ActionFactory(managers=[manager], title="Hush profiles", published=False)


def screen(action):
    return reverse("workspace_action_publish", args=[action.slug])


def preview(action):
    return reverse("workspace_action_preview", args=[action.slug])


def publish(client, action):
    return client.post(screen(action), {"wanted": "publish"})


def take_back(client, action, reason="A name is in it."):
    return client.post(screen(action), {"wanted": "take-back", "reason": reason})


def is_public(action):
    return Client().get(action.get_absolute_url()).status_code == 200


def last_entry(action):
    return log.get_logs_for_instance(action).order_by("pk").last()


# --- Publishing ---------------------------------------------------------------------------------------


def test_its_manager_publishes_it_and_the_history_tells_who(manager_client, manager, draft):
    assert publish(manager_client, draft).url == reverse("workspace_action", args=[draft.slug])
    assert is_public(draft)
    entry = last_entry(draft)
    assert (str(entry.message), entry.user) == ("Published: its facts are public", manager)
    assert entry.revision == Action.objects.get(pk=draft.pk).latest_revision


@pytest.mark.parametrize("role", ["Programme managers", "Editors"])
def test_nobody_else_publishes_it_or_takes_it_back(draft, role):
    client, public = signed_in(role), ActionFactory()
    assert is_refused(client.get(screen(draft)))
    assert is_refused(publish(client, draft))
    assert is_refused(take_back(client, public))
    assert (is_public(draft), is_public(public)) == (False, True)


def test_an_administrator_publishes_every_action(draft):
    publish(signed_in("Administrators"), draft)
    assert is_public(draft)


def test_opening_the_screen_publishes_nothing(manager_client, draft):
    manager_client.get(screen(draft), {"wanted": "publish"})
    manager_client.post(screen(draft))
    assert not is_public(draft)


def test_the_form_of_the_action_neither_publishes_nor_takes_back(manager_client, draft):
    edit = address(Action, "edit", draft.pk)
    save(manager_client, edit, published="on")
    assert not is_public(draft)


def test_what_somebody_else_did_meanwhile_is_told_and_not_done_twice(manager_client, draft):
    publish(manager_client, draft)
    entries = log.get_logs_for_instance(draft).count()
    answer = manager_client.post(screen(draft), {"wanted": "publish"}, follow=True)
    assert "nothing was left to change" in answer.content.decode()
    assert log.get_logs_for_instance(draft).count() == entries


def test_a_record_that_breaks_a_rule_is_not_published_and_the_rule_is_told(manager_client, draft):
    Action.objects.filter(pk=draft.pk).update(title="")
    page = publish(manager_client, draft)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert not Action.objects.get(pk=draft.pk).published


# --- What will be public ------------------------------------------------------------------------------


def test_the_screen_lists_what_will_be_public_and_what_stays_inside(manager_client, draft):
    ActivityFactory(action=draft)
    MilestoneFactory(action=draft, internal=True)
    paper = ActionDocument.objects.create(title="Law", file=ContentFile(b"law", name="draft-law.txt"))
    OutputFactory(action=draft, title="Draft law", document=paper)
    OutputFactory(action=draft, title="Secret paper", internal=True)
    DeploymentFactory(action=draft, expert=ExpertFactory(name="Eva Open", consent_to_publish=True), country=None)
    DeploymentFactory(action=draft, expert=ExpertFactory(name="Hana Hidden"), country=None)
    KnowledgeItemFactory(action=draft, heading="Ask the users")
    KnowledgeItemFactory(action=draft, heading="Not ready", live=False)
    context = manager_client.get(screen(draft)).context
    shown, inside = context["shown"], context["inside"]
    assert (shown.activities, shown.milestones, shown.contributions, shown.persons) == (1, 0, 2, ["Eva Open"])
    assert [output.title for output in shown.outputs] == ["Draft law"]
    assert [item.heading for item in shown.items] == ["Ask the users"]
    assert dict(inside.facts) == {"milestones": 1, "outputs": 1}
    assert [item.heading for item in inside.items] == ["Not ready"]
    page = manager_client.get(screen(draft)).content.decode()
    assert "draft-law" in page
    assert "Hana Hidden" not in page


def test_the_preview_is_the_page_that_readers_get(manager_client, draft):
    ActivityFactory(action=draft, title="Workshop in Lusaka")
    ActivityFactory(action=draft, title="Internal meeting", internal=True)
    KnowledgeItemFactory(action=draft, heading="Ask the users")
    drawn = manager_client.get(preview(draft)).content.decode()
    assert "Workshop in Lusaka" in drawn
    assert "Ask the users" in drawn
    assert "Internal meeting" not in drawn
    publish(manager_client, draft)
    readers = Client().get(draft.get_absolute_url()).content.decode()
    main = [page[page.index("<main") : page.index("</main>")] for page in (drawn, readers)]
    assert main[0] == main[1]


def test_a_live_case_study_is_previewed_as_such(manager_client, draft):
    CaseStudyPageFactory(action=draft, lead="Nineteen countries agree.")
    assert "Nineteen countries agree." in manager_client.get(preview(draft)).content.decode()
    assert not is_public(draft)


def test_the_preview_stands_in_a_frame_of_the_admin_and_nowhere_else(manager_client, draft):
    answer = manager_client.get(preview(draft))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy


def test_a_preview_is_seen_by_those_who_read_actions_only(draft):
    assert signed_in("Editors").get(preview(draft)).status_code == 200
    assert signed_in("Programme managers").get(preview(draft)).status_code == 200
    assert signed_in("Evaluators").get(preview(draft)).status_code != 200
    assert Client().get(preview(draft)).status_code != 200


# --- Taking back --------------------------------------------------------------------------------------


@pytest.fixture
def public(manager):
    return ActionFactory(managers=[manager], title="Loud profiles")


@pytest.mark.parametrize("reason", ["", "  "])
def test_taking_back_asks_for_a_reason(manager_client, public, reason):
    page = take_back(manager_client, public, reason)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["reason"]
    assert is_public(public)


def test_the_reason_stands_in_the_history(manager_client, public):
    take_back(manager_client, public, "A name is in it.")
    assert last_entry(public).comment == "A name is in it."


def test_what_is_taken_back_is_behind_no_door(manager_client, public):
    item = KnowledgeItemFactory(action=public, heading="Ask the loud users")
    paper = ActionDocument.objects.create(title="Law", file=ContentFile(b"law", name="law.txt"))
    OutputFactory(action=public, document=paper)
    picture = Image.objects.create(title="Hall", file=ContentFile(photograph(), name="hall.jpg"))
    cache.clear()  # Wagtail keeps renditions there, of pictures of other tests, too
    ActivityPhotograph.objects.create(activity=ActivityFactory(action=public), image=picture)
    rendition = picture.get_rendition(ON_A_PAGE[0])
    doors = [public.get_absolute_url(), item.get_absolute_url(), paper.url, rendition.url]
    lists = [reverse("home"), reverse("actions"), reverse("practices"), f"{reverse('search')}?q=loud"]
    visitor = Client()
    assert [visitor.get(door).status_code for door in doors] == [200] * 4
    assert "Loud profiles" in visitor.get(reverse("actions")).content.decode()
    take_back(manager_client, public)
    assert [door for door in doors if visitor.get(door).status_code == 200] == []
    assert [door for door in lists if "oud profiles" in visitor.get(door).content.decode()] == []
    assert [door for door in lists if "loud users" in visitor.get(door).content.decode()] == []
