"""With keys alone: everything is reached, and one sees where one is."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .pages import CASE, NARROW, OPEN_EVERYTHING, PAGES, WIDE, both_widths

MOST_KEYS = 600
# Each kind of page on one of the two screens, and those that change most between them on both.
MET = [
    *(
        (name, WIDE)
        for name in ("home", "case study", "actions", "actions on a map", "search, results", "goals", "partner")
    ),
    *(
        (name, NARROW)
        for name in ("home", "case study", "actions", "actions as a table", "actions in time", "fact sheet")
    ),
    *((name, NARROW) for name in ("knowledge item", "country", "experts", "something wrong?", "sign-in")),
]
# What a reader with a mouse can press. A country of a map is left out: its list or table beside it has the same links.
PRESSED = """() => {
    const all = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')
    const shown = [...all].filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.disabled)
    return shown.map(element => ({
        markup: element.outerHTML.slice(0, 100),
        address: element.href ? new URL(element.href.baseVal ?? element.href, document.baseURI).href : '',
        isStop: element.tabIndex >= 0,
    }))
}"""
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
        address: focused.href ?? '',
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


@pytest.mark.parametrize("address", ["/", "/actions/", CASE, "/goals/"])  # at the door the focus is in the first field
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


@pytest.mark.parametrize(("name", "viewport"), MET, ids=[f"{name}, {screen['width']} px" for name, screen in MET])
def test_everything_is_reached_and_one_sees_where_one_is(page: Page, name: str):
    page.goto(PAGES[name])
    page.evaluate(OPEN_EVERYTHING)
    pressed = page.evaluate(PRESSED)
    begins_inside = page.evaluate("document.activeElement !== document.body")  # in the first field of a form
    met = list(stops(page))
    assert len(met) > 5
    lost = [(stop["tag"], stop["words"]) for stop in met if not (stop["hasOutline"] and stop["isShown"])]
    assert not lost, f"without an outline, or covered: {lost}"
    reached = {urlsplit(stop["address"])[2:] for stop in met if stop["address"]}
    beside = [thing for thing in pressed if not thing["isStop"]]
    assert [thing["markup"] for thing in beside if urlsplit(thing["address"])[2:] not in reached] == []
    assert begins_inside or len(met) >= len(pressed) - len(beside)


@both_widths
@pytest.mark.parametrize("address", ["/actions/", "/practices/"])
def test_every_facet_is_opened_and_a_value_of_the_last_is_chosen(page: Page, address: str):
    """The focus stays where it is while the results change."""
    page.goto(address)
    facets = set(page.locator("main input[type=checkbox]").evaluate_all("boxes => boxes.map(box => box.name)"))
    met: set[str] = set()
    for stop in stops(page):
        if stop["isFolded"]:
            page.keyboard.press("Enter")
        elif stop["type"] == "checkbox":
            met.add(stop["name"])
        if met == facets:
            page.keyboard.press("Space")
            break
    expect(page.get_by_role("list", name="Chosen filters")).to_be_visible()
    assert list(parse_qs(urlsplit(page.url).query)) == [stop["name"]]
    expect(page.locator("main input:checked")).to_be_focused()
