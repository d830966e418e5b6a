"""What holds on each type of page: light, quiet, of one source, and as wide as the screen."""

from playwright.sync_api import Page

from .pages import OPEN_EVERYTHING, every_page
from .witness import Scales, Witness

MOST = 60_000  # bytes over the wire for a first visit, photographs apart
SCREENS = 320, 390, 1280
TOO_WIDE = """() => {
    const root = document.documentElement, width = root.clientWidth
    const sticking = element =>
        !element.ownerSVGElement && element.getBoundingClientRect().right > width + 1
    const culprits = [...document.querySelectorAll('body *')].filter(sticking)
    return root.scrollWidth <= width ? [] : [root.scrollWidth, ...culprits.map(found => found.outerHTML.slice(0, 120))]
}"""


@every_page
def test_a_first_visit_is_light_and_quiet_and_asks_nobody_else(page: Page, witness: Witness, address: str):
    scales = Scales(page)
    page.goto(address, wait_until="networkidle")
    assert witness.complaints == []
    assert witness.asked_elsewhere == []
    # Less than one page and its styles would mean that nothing was weighed.
    assert len(scales.bytes_by_url) >= 5
    assert scales.total <= MOST, scales.bytes_by_url


@every_page
def test_no_page_scrolls_sideways(page: Page, address: str):
    page.goto(address)
    page.evaluate(OPEN_EVERYTHING)
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        too_wide = page.evaluate(TOO_WIDE)
        assert not too_wide, f"at {width} px: {too_wide}"
