"""axe-core finds nothing to object to: WCAG 2.2 AA and good practice, light and dark, wide and narrow."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .pages import NARROW, WIDE, every_page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},  # 24 px, off by default
    "resultTypes": ["violations"],
}
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(folded => { folded.open = true })"

screens = pytest.mark.parametrize(
    "screen",
    [
        pytest.param({"viewport": viewport, "color_scheme": scheme}, id=f"{scheme}, {viewport['width']} px")
        for viewport in (WIDE, NARROW)
        for scheme in ("light", "dark")
    ],
)


@screens
@every_page
def test_a_page_has_no_barrier(new_context: Any, address: str, screen: dict[str, Any]):
    page = new_context(**screen).new_page()
    page.goto(address)
    page.evaluate(OPEN_EVERYTHING)
    found = Axe().run(page, options=RULES)
    assert not found.violations_count, found.generate_report()
