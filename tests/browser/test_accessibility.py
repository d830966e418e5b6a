"""axe-core has nothing to object to: WCAG 2.2 AA and good practice, light and dark, wide and narrow."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .pages import OPEN_EVERYTHING, every_page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},  # 24 px; off by default
    "resultTypes": ["violations"],
}
# So tall that nothing scrolls: then a bar that sticks to an edge covers nothing, and what axe-core finds does not
# hang on where the page happens to end. That no bar covers the focus is asked in test_keyboard.py.
TALL = 9000


# Two screens meet all: colours do not depend on the width, nor sizes on the colours.
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@every_page
def test_a_page_has_no_barrier(new_context: Any, address: str, width: int, scheme: str):
    page = new_context(viewport={"width": width, "height": TALL}, color_scheme=scheme).new_page()
    page.goto(address)
    page.evaluate(OPEN_EVERYTHING)
    found = Axe().run(page, options=RULES)
    assert not found.violations_count, found.generate_report()
