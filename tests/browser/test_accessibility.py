"""axe-core has nothing to object to: WCAG 2.2 AA and good practice, light and dark, wide and narrow."""

import json
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

from .pages import OPEN_EVERYTHING, every_page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},  # 24 px; off by default
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# One page is looked at in all these states. 320 px is what a screen of 1280 px leaves at a zoom of 400 %.
STATES: list[tuple[int, Literal["light", "dark"], dict[str, Any]]] = [
    (1280, "light", RULES),
    (1280, "dark", COLOURS),
    (320, "dark", RULES),
    (320, "light", COLOURS),
]
# So tall that nothing scrolls: then a bar that sticks to an edge covers nothing, and what axe-core finds does not
# hang on where the page happens to end. That no bar covers the focus is asked in test_keyboard.py.
TALL = 9000


def barriers(page: Page, rules: dict[str, Any], left_out: str = "#nothing") -> list[str]:
    """What axe-core, which has to be in the page, finds: a report, or nothing. `left_out`: a part of the page."""
    found = page.evaluate(f"axe.run({{exclude: [{json.dumps(left_out)}]}}, {json.dumps(rules)})")
    return [AxeResults(found).generate_report()] if found["violations"] else []


@every_page
def test_a_page_has_no_barrier(new_context: Any, address: str):
    page = new_context(viewport={"width": 1280, "height": TALL}).new_page()
    page.goto(address)
    page.evaluate(OPEN_EVERYTHING)
    page.evaluate(AXE_SCRIPT)
    # The hundreds of boxes of the facets are the same in every view of a list: they are looked at in the first.
    left_out = "#filters" if address.startswith(("/actions/?", "/practices/?")) else "#nothing"
    found = {}
    for width, scheme, rules in STATES:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=scheme)
        found[f"{width} px, {scheme}"] = barriers(page, rules, left_out)
    for state, reports in found.items():
        assert not reports, f"at {state}: {reports[0]}"


def test_axe_core_sees_a_barrier_in_every_state(new_context: Any):
    page = new_context(viewport={"width": 1280, "height": TALL}).new_page()
    page.set_content("<main><p style='color: #777; background: #888'>Grey on grey</p></main>")
    page.evaluate(AXE_SCRIPT)
    assert all(barriers(page, rules) for _width, _scheme, rules in STATES)
