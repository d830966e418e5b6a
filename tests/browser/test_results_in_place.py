"""With script a list changes in place: quickly, with the focus kept, told to those who do not see it, and with Back."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .pages import NARROW, WIDE, both_widths
from .steps import choose, facet, number, titles
from .witness import Witness

HTMX = re.compile(r"/htmx-2\.")
MARK = "document.body.dataset.seen = 'yes'"  # a page that is loaded anew has lost it
IS_SAME_PAGE = "document.body.dataset.seen === 'yes'"


def tick(page: Page, name: str, value: str) -> Locator:
    box = facet(page, name).get_by_role("checkbox", name=value)
    if not box.is_visible():
        facet(page, name).locator("summary").click()
    box.check()
    return box


def test_a_tick_changes_results_counts_and_address_in_place(page: Page, witness: Witness):
    page.goto("/actions/")
    page.evaluate(MARK)
    promised = facet(page, "Region").locator("label", has_text="Asia").locator(".count").inner_text()
    area = facet(page, "Area").locator("label", has_text="Trafficking").locator(".count")
    before = area.inner_text()
    box = tick(page, "Region", "Asia")
    expect(number(page)).to_have_text(f"{promised} Actions")
    expect(page).to_have_url(re.compile(r"/actions/\?region=asia$"))
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(area).not_to_have_text(before)
    assert len(titles(page)) == int(promised)
    assert page.evaluate(IS_SAME_PAGE)
    assert witness.complaints == []


def test_the_number_is_told_by_a_region_that_stays(page: Page):
    page.goto("/actions/")
    expect(number(page)).to_have_attribute("id", "found")
    page.evaluate("document.getElementById('found').kept = true")
    told = number(page).inner_text()
    tick(page, "Region", "Asia")
    expect(number(page)).not_to_have_text(told)
    assert page.evaluate("document.getElementById('found').kept"), "a new live region is not read out"
    assert number(page).evaluate("region => region.closest('[aria-busy=true]')") is None


def test_back_forward_reload_and_a_copied_address_show_the_same_state(page: Page, new_context: Any):
    page.goto("/actions/")
    everything = number(page).inner_text()
    tick(page, "Region", "Asia")
    expect(page).to_have_url(re.compile(r"\?region=asia$"))
    asia = number(page).inner_text()
    tick(page, "Region", "Latin America")
    expect(page).to_have_url(re.compile("latin"))
    both = number(page).inner_text()

    def shows(ticked: set[str], told: str) -> None:
        expect(number(page)).to_have_text(told)
        expect(page.locator("#filters input:checked")).to_have_count(len(ticked))
        assert {box.input_value() for box in page.locator("#filters input:checked").all()} == ticked

    page.go_back()
    shows({"asia"}, asia)
    page.go_back()
    shows(set(), everything)
    page.go_forward()
    shows({"asia"}, asia)
    page.go_forward()
    shows({"asia", "latin-america-caribbean"}, both)
    page.reload()
    shows({"asia", "latin-america-caribbean"}, both)
    page.go_back()  # after a reload, before anything was touched
    shows({"asia"}, asia)
    copied = new_context().new_page()
    copied.goto(page.url)
    assert titles(copied) == titles(page)


def test_the_order_and_the_view_change_in_place_and_stay_with_the_next_filter(page: Page):
    page.goto("/actions/?region=asia")
    page.evaluate(MARK)
    page.get_by_label("Order", exact=True).select_option("Title")
    expect(page).to_have_url(re.compile(r"\?region=asia&sort=title$"))
    assert titles(page) == sorted(titles(page))
    view = page.get_by_role("navigation", name="View").get_by_role("link", name="Table")
    view.click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(view).to_be_focused()
    expect(view).to_have_attribute("aria-current", "true")
    tick(page, "Area", "Trafficking")
    expect(page).to_have_url(re.compile("area="))
    assert "sort=title" in page.url
    assert "view=table" in page.url
    expect(page.get_by_role("table")).to_be_visible()
    assert page.evaluate(IS_SAME_PAGE)


def test_words_are_searched_when_they_are_finished_and_go_with_their_chip(page: Page):
    page.goto("/actions/")
    words = page.get_by_role("searchbox", name="Words")
    words.fill("traficking")
    words.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=traficking$"))
    expect(page.locator("#results")).to_contain_text("No page has “traficking”. Searched instead for “trafficking”.")
    expect(words).to_be_focused()
    page.get_by_role("link", name="Remove “traficking”").click()
    expect(words).to_have_value("")
    expect(page).to_have_url(re.compile(r"/actions/\??$"))
    expect(page.locator("#results")).to_be_focused()


def test_what_was_opened_stays_open_and_where_it_was(page: Page):
    page.goto("/actions/")
    year = facet(page, "Year")
    year.locator("summary").click()
    facet(page, "Pillar").locator("summary").click()
    box = year.get_by_role("checkbox").nth(12)
    box.scroll_into_view_if_needed()
    at = year.locator(".options").evaluate("box => box.scrollTop")
    box.check()
    expect(page).to_have_url(re.compile("year="))
    expect(facet(page, "Pillar").get_by_role("checkbox").first).to_be_visible()
    assert at > 0
    assert year.locator(".options").evaluate("box => box.scrollTop") == pytest.approx(at, abs=2)


def test_a_tick_made_while_an_answer_arrives_is_not_lost(page: Page):
    """The second one waits a moment to be asked for, and the answer to the first arrives in that moment."""
    page.goto("/actions/")
    tick(page, "Region", "Asia")
    expect(number(page)).to_have_text("8 Actions")  # htmx is there by now
    other = facet(page, "Region").get_by_role("checkbox", name="Latin America").element_handle()
    area = facet(page, "Area").get_by_role("checkbox", name="Labour migration")
    page.evaluate(
        "box => document.addEventListener('htmx:beforeOnLoad', () => box.isConnected && box.click(), { once: true })",
        other,
    )
    area.check()
    expect(page).to_have_url(re.compile("region=asia&region=latin-america-caribbean"))
    expect(page).to_have_url(re.compile("area=labour-migration"))


def test_two_quick_ticks_end_in_one_state(page: Page):
    page.goto("/actions/")
    tick(page, "Region", "Asia")
    tick(page, "Region", "Latin America")
    expect(page).to_have_url(re.compile("region=asia&region=latin-america-caribbean"))
    assert number(page).inner_text() == f"{len(titles(page))} Actions"


def test_while_results_are_on_their_way_one_sees_it(page: Page):
    page.goto("/actions/")
    tick(page, "Region", "Asia")
    expect(number(page)).to_have_text("8 Actions")

    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/actions/?*", hold)
    tick(page, "Region", "Latin America")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#results")).to_have_css("opacity", "0.55")
    expect(number(page)).to_have_text("8 Actions")
    waiting[0].continue_()
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    expect(number(page)).not_to_have_text("8 Actions")


def test_when_the_line_breaks_a_sentence_says_so_and_the_plain_way_works(page: Page):
    page.goto("/actions/")
    page.route("**/actions/?*", lambda route: route.abort())
    tick(page, "Region", "Asia")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The results could not be fetched")
    page.unroute("**/actions/?*")
    alert.get_by_role("link", name="Try again").click()
    expect(page).to_have_url(re.compile(r"\?region=asia$"))
    expect(number(page)).to_have_text("8 Actions")
    expect(alert).to_be_hidden()


def test_without_htmx_the_same_page_works_by_loading(page: Page):
    page.route(HTMX, lambda route: route.abort())
    page.goto("/actions/")
    tick(page, "Region", "Asia")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("region=asia"))
    expect(number(page)).to_have_text("8 Actions")


def test_who_only_reads_waits_for_no_library(page: Page, witness: Witness):
    page.goto("/actions/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in witness.asked if HTMX.search(url)]
    facet(page, "Region").get_by_role("checkbox", name="Asia").focus()
    page.wait_for_load_state("networkidle")
    assert [url for url in witness.asked if HTMX.search(url)]


@pytest.mark.parametrize("viewport", [NARROW], ids=["at 390 px"])
def test_on_a_phone_the_button_tells_the_number_and_leads_to_the_list(page: Page):
    page.goto("/actions/")
    tick(page, "Region", "Asia")
    show = page.get_by_role("button", name="Show 8 Actions")
    expect(show).to_be_visible()
    show.click()
    expect(show).to_be_hidden()
    expect(number(page)).to_be_in_viewport()
    expect(number(page)).to_have_text("8 Actions")


@pytest.mark.parametrize("viewport", [WIDE], ids=["at 1280 px"])
def test_on_a_wide_screen_no_button_stands_there_for_nothing(page: Page):
    page.goto("/actions/")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()


@both_widths
@pytest.mark.parametrize("door", ["/actions/", "/practices/"])
def test_without_scripts_every_view_order_and_filter_is_reached(new_context: Any, viewport: dict[str, int], door: str):
    page = new_context(java_script_enabled=False, viewport=viewport).new_page()
    page.goto(door)
    told = number(page).inner_text()
    page.get_by_label("Order", exact=True).select_option("Newest")
    page.get_by_role("button", name="Sort").click()
    expect(page).to_have_url(re.compile("sort=-span"))
    for view in ("Table", "Map"):
        page.get_by_role("navigation", name="View").get_by_role("link", name=view).click()
        expect(number(page)).to_have_text(told)
        assert "sort=-span" in page.url
    where = page.locator(".numbers-box tbody tr").first
    promised = where.locator(".amount a").inner_text().split()[0]
    where.locator(".amount a").click()
    expect(number(page)).to_have_text(re.compile(rf"^{promised} "))


@both_widths
def test_every_choice_is_as_good_with_script_as_without(new_context: Any, viewport: dict[str, int]):
    found = []
    for script in (True, False):
        page = new_context(java_script_enabled=script, viewport=viewport).new_page()
        page.goto("/actions/")
        choose(page, "Region", "Asia")
        found.append((titles(page), number(page).inner_text()))
    assert found[0] == found[1]
