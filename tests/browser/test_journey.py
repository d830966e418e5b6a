"""From the first page to a case study, in three steps."""

from typing import Any

from playwright.sync_api import Page, expect

from .pages import NARROW, both_widths
from .steps import choose, number

SECTIONS = [
    "Context",
    "What was done",
    "Practices",
    "Impact",
    "Lessons learnt",
    "Experts",
    "Outputs",
    "References",
    "How to cite",
]


def find_the_comesa_case(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Find a case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actions")
    choose(page, "Area", "Data management")
    choose(page, "Region", "Eastern and Southern Africa")
    page.get_by_role("heading", level=3).get_by_role("link", name="COMESA").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data sharing at regional level")
    headings = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS


@both_widths
def test_an_official_finds_the_comesa_case_by_area_and_region(page: Page):
    find_the_comesa_case(page)


@both_widths
def test_a_reader_without_scripts_finds_it_as_well(new_context: Any, viewport: dict[str, int]):
    find_the_comesa_case(new_context(java_script_enabled=False, viewport=viewport).new_page())


def test_on_a_phone_the_facets_fold_behind_one_button(new_context: Any):
    page = new_context(viewport=NARROW).new_page()
    page.goto("/actions/")
    show = page.get_by_role("button", name="Show")
    expect(number(page)).to_be_in_viewport()
    expect(show).to_be_hidden()
    page.locator("summary", has_text="Filter").click()
    expect(show).to_be_visible()


def test_on_a_wide_screen_the_facets_stand_beside_the_list(page: Page):
    page.goto("/actions/")
    expect(page.get_by_role("group", name="Area", exact=True)).to_be_in_viewport()
    expect(page.locator("summary", has_text="Filter")).to_be_hidden()
