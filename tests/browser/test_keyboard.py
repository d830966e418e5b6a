"""With keys alone: everything is reached, and one sees where one is."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .pages import CASE, OPEN_EVERYTHING, both_widths

MOST_KEYS = 500
# A point of it that is really there: neither cut off, nor scrolled away, nor under a bar that sticks to an edge.
FOCUSED = """() => {
    const focused = document.activeElement, box = focused.getBoundingClientRect(), style = getComputedStyle(focused)
    const shown = [0.1, 0.5, 0.9].some(right => [0.1, 0.5, 0.9].some(down => {
        const met = document.elementFromPoint(box.left + right * box.width, box.top + down * box.height)
        return met && (focused.contains(met) || met.contains(focused) && met.closest('label'))
    }))
    return {
        tag: focused.localName,
        type: focused.type ?? '',
        name: focused.name ?? '',
        words: (focused.labels?.[0]?.innerText || focused.innerText || focused.value || '').trim(),
        isFolded: focused.localName === 'summary' && !focused.parentElement.open,
        hasOutline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        isShown: shown,
    }
}"""


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without smooth scrolling: the focus is looked at where it ends."""
    return {**browser_context_args, "reduced_motion": "reduce"}


def stops(page: Page) -> Iterator[dict[str, Any]]:
    """Each stop of the Tab key, from the first to the last of the page."""
    for _press in range(MOST_KEYS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "body":
            return
        yield focused
    raise AssertionError(f"The page has no end after {MOST_KEYS} presses of Tab")


@pytest.mark.parametrize("address", ["/", "/actions/", CASE])  # at the door the focus is in the first field
def test_the_first_stop_skips_to_the_content(page: Page, address: str):
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


@both_widths
@pytest.mark.parametrize("address", ["/", "/actions/?area=data-management", CASE, "/sign-in/"])
def test_one_sees_where_the_focus_is(page: Page, address: str):
    page.goto(address)
    page.evaluate(OPEN_EVERYTHING)
    met = list(stops(page))
    assert len(met) > 5
    lost = [(stop["tag"], stop["words"]) for stop in met if not (stop["hasOutline"] and stop["isShown"])]
    assert not lost, f"without an outline, or covered: {lost}"


@both_widths
@pytest.mark.parametrize("address", ["/actions/", "/practices/"])
def test_every_facet_is_opened_and_chosen_and_all_are_sent(page: Page, address: str):
    page.goto(address)
    boxes = page.locator("main input[type=checkbox]")
    facets = set(boxes.evaluate_all("boxes => boxes.map(box => box.name)"))
    chosen: set[str] = set()
    for stop in stops(page):
        if stop["isFolded"]:
            page.keyboard.press("Enter")
        elif stop["type"] == "checkbox" and stop["name"] not in chosen:
            page.keyboard.press("Space")
            chosen.add(stop["name"])
        elif stop["words"] == "Show":
            page.keyboard.press("Enter")
            break
    expect(page.get_by_role("list", name="Chosen filters")).to_be_visible()
    assert set(parse_qs(urlsplit(page.url).query)) == facets == chosen
