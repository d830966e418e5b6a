"""One door for all roles; what it leads to is asked, not assumed."""

import pytest

from tests.factories import PASSWORD, UserFactory

ROLES = ["Partners", "Programme managers", "Evaluators", "Editors", "Administrators"]
STAFF = ["Programme managers", "Editors", "Administrators"]


def sign_in(client, person, **fields):
    return client.post("/sign-in/", {"username": person.username, "password": PASSWORD, **fields})


@pytest.mark.parametrize("role", ROLES)
def test_every_role_signs_in_here_and_comes_to_the_dashboard_or_to_the_first_page(client, db, role):
    person = UserFactory(groups=[role])
    answer = sign_in(client, person)
    assert (answer.status_code, answer.url) == (302, "/admin/" if role in STAFF else "/")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("role", STAFF)
def test_who_works_here_comes_to_the_page_that_was_asked_for(client, db, role):
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain == [("/sign-in/?next=/admin/", 302)]
    assert 'name="next" value="/admin/"' in page.content.decode()
    assert sign_in(client, UserFactory(groups=[role]), next="/admin/").url == "/admin/"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_led_away_from_the_portal(client, db, address):
    person = UserFactory(groups=["Partners"])
    assert sign_in(client, person, next=address).url == "/"
    assert client.get("/sign-in/", {"next": address}).url == "/"


def test_wagtails_own_sign_in_page_leads_to_ours(client, db):
    assert client.get("/admin/login/").url == "/sign-in/?next=%2Fadmin%2F"
    assert client.get("/admin/login/?next=/admin/images/").url == "/sign-in/?next=%2Fadmin%2Fimages%2F"
    assert client.get("/admin/login/?next=/admin/images/", follow=True).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_who_is_signed_in_is_sent_on(signed_in_as, role):
    assert signed_in_as(role).get("/sign-in/").url == ("/admin/" if role in STAFF else "/")
    assert signed_in_as(role).get("/sign-in/?next=/actions/").url == "/actions/"


@pytest.mark.parametrize("role", ["Partners", "Evaluators"])
def test_who_has_no_part_in_the_workspace_is_told_so_and_not_sent_in_a_circle(signed_in_as, role):
    client = signed_in_as(role)
    answer = client.get("/admin/", follow=True)
    assert len(answer.redirect_chain) == 1
    assert answer.status_code == 403
    assert "No access to the workspace" in answer.content.decode()
    assert list(answer.context["messages"]) == []
    assert "permission" not in client.get("/").content.decode()  # Wagtail's message does not wait for the next page


def test_a_partner_who_asked_for_the_workspace_is_told_so_after_signing_in(client, db):
    person = UserFactory(groups=["Partners"])
    client.get("/admin/")
    answer = sign_in(client, person, next="/admin/")
    assert "No access to the workspace" in client.get(answer.url, follow=True).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"password": "another"}, {"username": "nobody"}, {"is_active": False}],
    ids=["password", "name", "closed account"],
)
def test_one_sentence_says_that_it_did_not_work_and_the_name_stays(client, db, wrong):
    person = UserFactory(groups=["Editors"], is_active=wrong.pop("is_active", True))
    answer = sign_in(client, person, **wrong)
    text = answer.content.decode()
    assert "The name and the password do not belong together." in text
    assert f'value="{wrong.get("username", person.username)}"' in text
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_button_not_a_link(signed_in_as):
    client = signed_in_as("Editors")
    assert client.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/sign-out/", "/admin/logout/"])
def test_signing_out_has_the_browser_forget_what_was_typed(signed_in_as, door):
    client = signed_in_as("Programme managers")
    answer = client.post(door, {"next": "https://evil.example/"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Clear-Site-Data"]) == (200, '"storage"')
    assert "base/signed-out.js" in page  # for browsers that do not know the header
    assert "You are signed out" in page
    assert "evil" not in page
    assert "_auth_user_id" not in client.session


def test_a_script_may_ask_who_is_signed_in(client, db):
    assert client.get("/admin/still-here/").json()["user"] is None
    person = UserFactory(groups=["Partners"])
    client.force_login(person)
    answer = client.get("/admin/still-here/")
    assert answer.json()["user"] == str(person.pk)
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/admin/still-here/").status_code == 405
