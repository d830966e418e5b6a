"""The address is the state: it can be left, come back to, shared and mistyped."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .pages import both_widths
from .steps import choose, facet, number, titles


@both_widths
def test_back_from_an_action_leads_to_the_same_page_of_the_same_list(page: Page):
    page.goto("/actions/")
    choose(page, "Phase", "MIEUX III")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Page 2").click()
    expect(page).to_have_url(re.compile("page=2"))
    address, listed, count = page.url, titles(page), number(page).inner_text()
    page.get_by_role("link", name=listed[0]).click()
    expect(page).to_have_url(re.compile(r"/actions/[a-z0-9-]+/$"))
    page.go_back()
    expect(page).to_have_url(address)
    assert titles(page) == listed
    expect(number(page)).to_have_text(count)
    expect(facet(page, "Phase").get_by_role("checkbox", name="MIEUX III")).to_be_checked()


def test_a_shared_address_shows_a_colleague_the_same(page: Page, new_context: Any):
    page.goto("/actions/?view=table")
    choose(page, "Phase", "MIEUX III")
    page.get_by_role("columnheader", name="Years").get_by_role("link").click()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Next").click()
    expect(page.locator("[aria-current=page]")).to_have_text("2")
    colleague = new_context().new_page()
    colleague.goto(page.url)
    assert titles(colleague) == titles(page)
    expect(number(colleague)).to_have_text(number(page).inner_text())


@both_widths
@pytest.mark.parametrize(("address", "name"), [("/actions/?area=gone", "Area"), ("/practices/?kind=gone", "Kind")])
def test_a_value_that_does_not_exist_is_named_beside_its_facet(page: Page, address: str, name: str):
    page.goto(address)
    expect(number(page)).to_have_text("Nothing is listed")
    expect(page.get_by_role("alert").get_by_text("gone")).to_be_visible()
    folded = page.locator(
        "summary", has_text="Filter"
    )  # on a phone the reason comes first, its facet behind the button
    if folded.is_visible():
        folded.click()
    misunderstood = page.get_by_role("group", name=name, exact=True)
    expect(misunderstood.get_by_text("gone")).to_be_visible()
    page.get_by_role("alert").get_by_role("link", name="Leave it out").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(number(page)).to_have_text(re.compile(r"^\d+ "))


def test_a_chip_takes_its_filter_away_and_leaves_the_others(page: Page):
    page.goto("/actions/?area=data-management&region=asia&page=1")
    page.get_by_role("link", name="Remove Region: Asia").click()
    expect(page).to_have_url(re.compile(r"\?area=data-management$"))
    expect(facet(page, "Area").get_by_role("checkbox", name="Data management")).to_be_checked()
    expect(facet(page, "Region").get_by_role("checkbox", name="Asia")).not_to_be_checked()
