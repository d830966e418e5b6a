"""One door for all roles."""

import re

from playwright.sync_api import Page, expect

from .portal import Portal
from .witness import Witness


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_a_wrong_password_gets_a_sentence_and_keeps_the_name_typed(page: Page, portal: Portal):
    page.goto("/sign-in/")
    sign_in(page, portal.administrator.name, "not the password")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    expect(page.get_by_label("User name")).to_have_value(portal.administrator.name)
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page).to_have_url(re.compile("/sign-in/$"))


def test_the_admin_leads_a_stranger_to_the_door(page: Page):
    page.goto("/admin/")
    expect(page).to_have_url(re.compile(r"/sign-in/\?next=/admin/$"))
    expect(page.get_by_label("User name")).to_be_visible()


def test_an_administrator_is_led_on_to_where_they_wanted_to_go(page: Page, portal: Portal, witness: Witness):
    page.goto("/admin/reports/site-history/")
    sign_in(page, portal.administrator.name, portal.administrator.password)
    expect(page).to_have_url(re.compile("/admin/reports/site-history/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # The screens of the admin run scripts of their own: a policy too strict would stop them.
    assert witness.complaints == []
    assert witness.asked_elsewhere == []


def test_one_who_signs_out_is_a_visitor_again(page: Page, portal: Portal):
    page.goto("/sign-in/?next=/")
    sign_in(page, portal.administrator.name, portal.administrator.password)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/sign-in/"))
