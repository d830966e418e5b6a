"""Reading a long page: where one is, what a number leads to, on a phone, without script, on paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .pages import CASE, NARROW, PAGES, WIDE, both_widths

SHEET = PAGES["fact sheet"]
IN_SIGHT = """element => {
    const box = element.getBoundingClientRect()
    const met = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12))
    return box.top >= 0 && box.bottom <= innerHeight && !!met && element.contains(met)
}"""


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without smooth scrolling: what is in sight is asked where it ends."""
    return {**browser_context_args, "reduced_motion": "reduce"}


def navigation(page: Page):
    return page.get_by_role("navigation", name="On this page")


def current(page: Page):
    return navigation(page).locator("[aria-current]")


# --- Section navigation


@both_widths
@pytest.mark.parametrize("address", [CASE, SHEET])
def test_the_navigation_marks_the_section_that_is_read(page: Page, address: str):
    page.goto(address)
    links = navigation(page).get_by_role("link")
    for name in links.all_inner_texts():
        links.filter(has_text=name).first.click()
        expect(current(page)).to_have_text(name)
        expect(current(page)).to_be_in_viewport()


@both_widths
def test_the_mark_follows_the_reader_who_scrolls(page: Page):
    page.goto(CASE)
    for name in ("Context", "Practices", "Lessons learnt", "Practices"):
        page.get_by_role("heading", name=name, exact=True).evaluate("heading => heading.scrollIntoView()")
        expect(current(page)).to_have_text(name)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(current(page)).to_have_text("Related Actions")


@both_widths
def test_the_navigation_stays_in_sight_and_covers_no_heading(page: Page):
    page.goto(CASE)
    for name in ("Practices", "References"):
        navigation(page).get_by_role("link", name=name, exact=True).click()
        expect(navigation(page)).to_be_in_viewport()
        assert page.get_by_role("heading", name=name, exact=True).evaluate(IN_SIGHT)


# --- Footnotes


@both_widths
def test_a_number_leads_to_its_source_and_back_with_keys_alone(page: Page):
    page.goto(CASE)
    number = page.locator("#outputs").get_by_role("link", name="Source 1").first
    number.focus()
    page.keyboard.press("Enter")
    reference = page.locator("li:target")
    expect(reference).to_be_focused()
    assert reference.evaluate(IN_SIGHT)
    wanted = number.get_attribute("id") or ""
    back = reference.get_by_role("link", name=f"Back to the text, place {wanted.rpartition('-')[2]}", exact=True)
    back.focus()
    page.keyboard.press("Enter")
    expect(number).to_be_focused()
    assert number.evaluate(IN_SIGHT)


def test_the_way_back_leads_into_a_fold(page: Page):
    page.goto(CASE)
    fold = page.locator("details.undated")
    expect(fold).not_to_have_attribute("open", "")
    anchor = fold.locator(".cited a").first.get_attribute("id")
    page.locator(f".backlinks a[href='#{anchor}']").click()
    expect(fold).to_have_attribute("open", "")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


# --- On a phone, without script, on paper


def test_the_first_screen_of_a_phone_shows_title_and_lead(new_context: Any):
    page = new_context(viewport=NARROW).new_page()
    page.goto(CASE)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(page.locator(".lead")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Facts about this Action")).to_be_in_viewport()
    expect(page.locator("dl.facts")).to_be_hidden()


def test_on_a_wide_screen_the_facts_stand_beside_the_text(new_context: Any):
    page = new_context(viewport=WIDE).new_page()
    page.goto(CASE)
    facts, text = page.locator("dl.facts").bounding_box(), page.locator(".story").bounding_box()
    assert facts is not None
    assert text is not None
    assert facts["x"] > text["x"] + text["width"]
    expect(page.locator("dl.facts")).to_be_in_viewport()


@both_widths
@pytest.mark.parametrize("address", [CASE, SHEET])
def test_nothing_moves_while_the_page_is_drawn(page: Page, address: str):
    page.add_init_script(
        "moved = 0; new PerformanceObserver(list => list.getEntries().forEach(shift => { moved += shift.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(address, wait_until="networkidle")
    assert page.evaluate("moved") < 0.01


@both_widths
def test_without_script_everything_is_read_and_reached(new_context: Any, viewport: dict[str, int]):
    page = new_context(java_script_enabled=False, viewport=viewport).new_page()
    page.goto(CASE)
    navigation(page).get_by_role("link", name="References").click()
    expect(page.get_by_role("heading", name="References")).to_be_in_viewport()
    page.locator("#practices").get_by_role("link", name="Source 1").first.click()
    expect(page.locator("li:target")).to_be_in_viewport()
    page.locator("li:target").get_by_role("link", name="Back to the text").first.click()
    expect(page.locator("a:target")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.locator("#citation")).to_be_visible()


def test_on_paper_nothing_is_folded_and_addresses_are_printed(page: Page):
    page.goto(CASE)
    page.emulate_media(media="print")
    for text in ("The proposal for a legal framework came from the member states.", "since 2018"):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.locator("details.undated li").first).to_be_visible()
    expect(navigation(page)).to_be_hidden()
    printed = "link => getComputedStyle(link, '::after').content"
    assert "/practices/taking-a-regional-approach/" in page.locator("#practices h3 a").first.evaluate(printed)


def test_the_citation_is_copied(new_context: Any):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(CASE)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="The citation is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()


# --- The series


def test_a_series_is_read_from_one_action_to_the_next(page: Page):
    page.goto(PAGES["fact sheet"])
    series = page.get_by_role("navigation", name="Series with Malawi")
    expect(series.locator("[aria-current=page]")).to_have_text("Malawi III: diaspora engagement policy")
    page.locator("a[rel=prev]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Malawi II: migration and citizenship policy")
    page.locator("a[rel=next]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Malawi III: diaspora engagement policy")
