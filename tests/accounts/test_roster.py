"""Persons are seen by managers and administrators only, whatever way somebody else tries."""

import pytest
from django.urls import NoReverseMatch, reverse

from experts.models import Deployment, Expert
from tests.actions.screens import address, is_refused, save
from tests.factories import DeploymentFactory, ExpertFactory

NAME, CONTACT = "Zsófia Hidden", "zsofia@example.org"


@pytest.fixture
def expert(db):
    record = ExpertFactory(name=NAME, contact=CONTACT)
    record.save_revision()
    return record


def shows(answer):
    text = answer.content.decode()
    return NAME in text or CONTACT in text


@pytest.mark.parametrize("role", ["Programme managers", "Administrators"])
def test_managers_and_administrators_see_the_roster_and_its_contacts(signed_in_as, expert, role):
    client = signed_in_as(role)
    assert NAME in client.get(address(Expert, "list")).content.decode()
    assert CONTACT in client.get(address(Expert, "edit", expert.pk)).content.decode()


def test_a_contact_is_seen_where_it_is_edited_only(signed_in_as, expert):
    inspected = signed_in_as("Administrators").get(address(Expert, "inspect", expert.pk)).content.decode()
    assert NAME in inspected
    assert CONTACT not in inspected


@pytest.mark.parametrize("ask", ["get", "post"])
@pytest.mark.parametrize("chosen", ["all", "one"])
def test_bulk_deletion_does_not_print_the_names_of_what_one_may_not_delete(signed_in_as, expert, ask, chosen):
    which = "all" if chosen == "all" else expert.pk
    bulk = reverse("wagtail_bulk_action", args=["experts", "expert", "delete"])
    answer = getattr(signed_in_as("Editors"), ask)(f"{bulk}?id={which}")
    assert is_refused(answer)
    assert Expert.objects.filter(pk=expert.pk).exists()


def test_there_is_no_window_that_lets_choose_an_expert_from_the_roster():
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippetchoosers_experts_expert:choose")


def test_a_deployment_tells_an_editor_who_in_public_words(signed_in_as, expert):
    deployment = DeploymentFactory(wording="a judge")
    edit = address(Deployment, "edit", deployment.pk)
    save(signed_in_as("Administrators"), edit, expert=expert.pk, country="", category="")
    first, last = deployment.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    comparison = address(Deployment, "revisions_compare", deployment.pk, first, last)
    client = signed_in_as("Editors")
    listed = client.get(address(Deployment, "list"))
    assert "a judge" in listed.content.decode()
    screens = [client.get(address(Deployment, door, deployment.pk)) for door in ("inspect", "history", "usage")]
    answers = [listed, *screens, client.get(comparison)]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert not any(shows(answer) for answer in answers)
    assert NAME in signed_in_as("Administrators").get(comparison).content.decode()


def test_a_search_does_not_betray_who_stands_behind_a_deployment(signed_in_as, expert):
    DeploymentFactory(country=None, category=None, expert=expert)
    client = signed_in_as("Editors")
    assert list(client.get(address(Deployment, "list"), {"q": "Hidden"}).context["object_list"]) == []
    filters = client.get(address(Deployment, "list")).context["filters"].form.fields
    assert not any("expert" in name for name in filters)


def test_reports_do_not_tell_an_editor_what_was_done_to_an_expert(signed_in_as, expert):
    save(signed_in_as("Administrators"), address(Expert, "edit", expert.pk), biography="A judge")
    report = reverse("wagtailadmin_reports:site_history")
    assert NAME in signed_in_as("Administrators").get(report).content.decode()
    assert not shows(signed_in_as("Editors").get(report))
