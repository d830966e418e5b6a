"""Who went is logged with the activity: the roster is searched, a new person is added, and nobody else may look."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.admin.menu import admin_menu

from experts.models import Deployment, Expert
from tests.factories import (
    ExpertFactory,
    UserFactory,
    country,
)

from .log_form import COPIED, EXPERTS, LOG, TWICE, errors_of, log, logged

# --- Experts --------------------------------------------------------------------------------------------------------


def test_an_expert_twice_in_one_role_is_refused_with_the_models_sentence(manager_client, action):
    expert = ExpertFactory()
    rows = {"experts__0__expert": expert.pk, "experts__1__expert": expert.pk, "experts__0__role": "trainer"}
    answer = log(manager_client, title="Workshop", **rows, experts__1__role="trainer")
    assert TWICE in errors_of(answer)["experts-1-role"]
    logged(manager_client, **rows, experts__1__role="speaker")


def test_a_new_expert_whose_name_is_on_the_roster_is_asked_about(manager_client, action):
    known = ExpertFactory(name="Zsófia Kovács", country=country("HU"))
    row = {"title": "Workshop", "newcomers__0__name": "Kovacs  zsofia", "newcomers__0__role": "trainer"}
    answer = log(manager_client, **row)
    assert "somebody of this name" in errors_of(answer)["newcomers-0-same"]
    assert "Zsófia Kovács — Hungary" in answer.content.decode()

    logged(manager_client, **row, newcomers__0__same=known.pk)
    assert Deployment.objects.get().expert == known
    logged(manager_client, **row, newcomers__0__same="another")
    assert Deployment.objects.latest("pk").expert == Expert.objects.get(name="Kovacs  zsofia")
    assert Expert.objects.count() == 2


def test_an_answer_that_names_somebody_else_is_refused(manager_client, action):
    ExpertFactory(name="Zsófia Kovács")
    other = ExpertFactory(name="Somebody Else")
    answer = log(manager_client, title="Workshop", newcomers__0__name="Zsófia Kovács", newcomers__0__same=other.pk)
    assert list(errors_of(answer)) == ["newcomers-0-same"]


def test_a_person_found_and_the_same_one_entered_by_name_are_one(manager_client, action):
    known = ExpertFactory(name="Zsófia Kovács")
    answer = log(
        manager_client,
        title="Workshop",
        experts__0__expert=known.pk,
        newcomers__0__name="Zsófia Kovács",
        newcomers__0__same=known.pk,
    )
    assert TWICE in errors_of(answer)["newcomers-0-role"]


def test_a_new_expert_entered_twice_is_refused(manager_client, action):
    answer = log(manager_client, title="Workshop", newcomers__0__name="Anna Nowak", newcomers__1__name="anna nowak")
    assert "entered twice" in errors_of(answer)["newcomers-1-name"]


def test_a_refused_form_still_shows_who_was_chosen(manager_client, action):
    expert = ExpertFactory(name="Zsófia Kovács")
    page = log(manager_client, title="", experts__0__expert=expert.pk).content.decode()
    assert f'<option value="{expert.pk}" selected>Zsófia Kovács</option>' in page


# --- The search of the roster ---------------------------------------------------------------------------------------


def test_the_roster_is_searched_by_every_word_whatever_its_accents(manager_client, action):
    ExpertFactory(name="Zsófia Kovács", country=country("HU"))
    ExpertFactory(name="Anna Kovács", country=country("PL"))
    ExpertFactory(name="Łukasz Nowak")
    searches = {"kovacs hungary": ["Zsófia Kovács"], "LUKASZ": ["Łukasz Nowak"], "kovács nowhere": [], "  ": []}
    for words, names in searches.items():
        found = manager_client.get(EXPERTS, {"q": words}).json()
        assert [person["name"] for person in found["persons"]] == names, words


def test_the_search_tells_at_most_ten_and_that_there_are_more(manager_client, action):
    ExpertFactory.create_batch(11, name="Zsófia Kovács")
    found = manager_client.get(EXPERTS, {"q": "zsofia"}).json()
    assert (len(found["persons"]), found["more"]) == (10, True)


def test_the_search_never_tells_a_contact(manager_client, action):
    ExpertFactory(name="Zsófia Kovács", contact="private@example.org", biography="A judge")
    answer = manager_client.get(EXPERTS, {"q": "zsofia"})
    assert set(answer.json()["persons"][0]) == {"id", "name", "about", "line"}
    assert "private" not in answer.content.decode()
    assert manager_client.get(EXPERTS, {"q": "private@example.org"}).json()["persons"] == []


@pytest.mark.parametrize("role", ["Editors", "Evaluators", "Partners"])
@pytest.mark.parametrize("address", [EXPERTS, COPIED, f"{LOG}namesakes/", f"{LOG}earlier/", LOG])
def test_nobody_else_may_search_or_log(client, db, role, address):
    ExpertFactory(name="Zsófia Kovalenkova")  # plain letters: JSON spells others, and a short name stands in a token
    client.force_login(UserFactory(groups=[role]))
    answer = client.get(address, {"q": "zsofia", "name": "zsofia"}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code in (302, 403)
    assert b"Kovalenkova" not in answer.content


def test_the_roster_is_closed_to_a_manager_who_may_not_see_it(manager, manager_client, action):
    expert = ExpertFactory(name="Zsófia Kovács")
    row = {"experts-TOTAL_FORMS": 1, "experts-INITIAL_FORMS": 0, "experts-0-expert": expert.pk}
    manager.groups.get().permissions.remove(Permission.objects.get(codename="view_expert"))
    assert manager_client.get(EXPERTS, {"q": "zsofia"}).status_code == 302
    assert "Search the roster" not in manager_client.get(LOG).content.decode()
    assert log(manager_client, title="Workshop", **row).status_code == 302
    assert not Deployment.objects.exists()


def test_a_visitor_is_led_to_the_door(client, db):
    assert "/sign-in/" in client.get(LOG).url


def test_a_manager_without_an_action_is_told_who_can_help(manager_client):
    UserFactory(groups=["Administrators"], first_name="Otto", last_name="Helper", email="otto@example.org")
    answer = manager_client.get(LOG)
    assert answer.status_code == 403
    assert "Otto Helper" in answer.content.decode()
    assert manager_client.post(LOG, {"title": "Workshop"}).status_code == 403


def test_the_menu_leads_there_first_and_only_those_who_may(client, db):
    for role, first in (("Programme managers", True), ("Editors", False)):
        client.force_login(UserFactory(groups=[role]))
        request = client.get("/admin/").wsgi_request
        names = [item.name for item in sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)]
        assert ("log-activity" in names, names[0] == "log-activity") == (first, first)
