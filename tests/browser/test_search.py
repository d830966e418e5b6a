"""Somebody searches: with suggestions while they type, by keys and by a press, on a broken line, without script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .pages import both_widths
from .portal import Portal


@pytest.fixture(params=["/", "/search/"], ids=["in the header", "on the page of the search"])
def field(page: Page, request: pytest.FixtureRequest) -> Locator:
    """The search field of any page, and that of the search itself."""
    page.goto(request.param)
    return page.locator("#site-search" if request.param == "/" else "#filter-words")


def options(page: Page) -> Locator:
    return page.locator(".suggest:visible").get_by_role("option")


def chosen(page: Page, field: Locator) -> str | None:
    """The words of the option at which the field points, for whoever hears the page."""
    pointed = field.get_attribute("aria-activedescendant")
    return page.locator(f"#{pointed}").inner_text() if pointed else None


@both_widths
def test_an_option_is_chosen_by_keys(page: Page, field: Locator):
    field.press_sequentially("diaspora")
    expect(options(page).first).to_be_visible()
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[role=status]", has_text="suggestion")).to_have_text(re.compile(r"^[1-8] suggestions?$"))
    assert chosen(page, field) is None
    field.press("ArrowDown")
    first = chosen(page, field)
    assert first == options(page).first.inner_text()
    field.press("ArrowUp")
    assert chosen(page, field) is None
    field.press("ArrowUp")
    assert chosen(page, field) == "Search for “diaspora”"
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert chosen(page, field) == first
    expect(field).to_be_focused()
    title = options(page).first.locator("span").first.inner_text()
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_escape_closes_and_keeps_what_was_typed(page: Page, field: Locator):
    field.press_sequentially("migr")
    expect(options(page).first).to_be_visible()
    field.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(field).to_have_value("migr")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=migr$"))


def test_the_suggestions_close_when_the_field_is_left(page: Page, field: Locator):
    field.press_sequentially("migr")
    expect(options(page).first).to_be_visible()
    field.press("Tab")
    expect(options(page)).to_have_count(0)


def test_a_press_chooses_an_option(page: Page, field: Locator):
    field.press_sequentially("diaspora")
    title = options(page).first.locator("span").first.inner_text()
    options(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_the_words_that_were_typed_are_marked_in_the_suggestions(page: Page, field: Locator):
    field.press_sequentially("diaspor")
    expect(options(page).locator("mark").first).to_have_text(re.compile("diaspora", re.IGNORECASE))


def test_on_a_broken_line_the_field_still_searches(page: Page, field: Locator):
    page.route("**/suggestions/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        field.press_sequentially("migration")
    expect(options(page)).to_have_count(0)
    field.press("Enter")
    page.wait_for_url("**/search/?q=migration")


def test_words_narrow_what_is_listed_and_the_filters_stay(page: Page):
    page.goto("/search/?q=migration&kind=action")
    page.locator("#filter-words").fill("diaspora")
    page.locator("#filter-words").press("Enter")
    page.wait_for_url(re.compile(r"q=diaspora"))
    assert "kind=action" in page.url
    expect(page.locator(".find").first).to_be_visible()
    kinds = page.locator(".find .of-kind").all_inner_texts()
    assert set(kinds) == {"Action"}


def test_a_mistyped_word_is_answered_with_the_near_one(page: Page):
    page.goto("/search/?q=migartion")
    expect(page.get_by_text("No page has “migartion”")).to_be_visible()
    expect(page.locator(".find mark").first).to_have_text(re.compile("migration", re.IGNORECASE))


@both_widths
def test_a_way_out_of_nothing_leads_to_as_many_as_it_says(page: Page):
    page.goto("/search/?q=diaspora+zanzibarish")
    way = page.get_by_role("listitem").filter(has_text="without “zanzibarish”")
    number = int(re.search(r": (\d+) result", way.inner_text())[1])  # type: ignore[index]
    way.get_by_role("link").click()
    expect(page.locator("#found")).to_have_text(re.compile(rf"^{number} result"))


@pytest.mark.parametrize("start", ["#site-search", "#filter-words"])
def test_without_script_the_field_is_a_plain_form(new_context: Any, portal: Portal, start: str):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/search/?kind=country" if start == "#filter-words" else "/")
    expect(page.locator(start)).to_have_role("searchbox")
    page.locator(start).fill("malawi")
    page.locator(start).press("Enter")
    page.wait_for_url(re.compile("q=malawi"))
    expect(page.get_by_role("heading", name="Malawi", level=3).first).to_be_visible()
