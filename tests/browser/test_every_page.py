"""What holds on each type of page: as wide as the screen, whichever way it is read and however its text is set."""

from playwright.sync_api import Page

from .pages import OPEN_EVERYTHING, every_page

SCREENS = 320, 390, 768, 1280
TOO_WIDE = """() => {
    const root = document.documentElement, width = root.clientWidth
    const sticking = element => {
        const box = element.getBoundingClientRect()
        return !element.ownerSVGElement && box.width && (box.right > width + 1 || box.left < -1)
    }
    const culprits = [...document.querySelectorAll('body *')].filter(sticking)
    return root.scrollWidth <= width ? [] : [root.scrollWidth, ...culprits.map(found => found.outerHTML.slice(0, 120))]
}"""
# WCAG 2.2, 1.4.12: nothing may be lost when a reader sets text like this.
WIDE_TEXT = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
"""
SET_TEXT = """css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element)
    const hides = ['hidden', 'clip'].includes(style.overflowY) || ['hidden', 'clip'].includes(style.overflowX)
    const shown = element.getClientRects().length && element.clientHeight > 1 && !element.ownerSVGElement
    return hides && shown && element.innerText?.trim()
        && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
}).map(found => found.outerHTML.slice(0, 120))"""


@every_page
def test_no_page_scrolls_sideways(page: Page, address: str):
    """At no width, in no direction of writing, with wide spaces between letters and lines, at a zoom of 400 %."""
    page.goto(address)
    page.evaluate(OPEN_EVERYTHING)
    too_wide = {}
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        for width in SCREENS:
            page.set_viewport_size({"width": width, "height": 800})
            too_wide[f"{direction}, {width} px"] = page.evaluate(TOO_WIDE)
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.evaluate(SET_TEXT, WIDE_TEXT)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        too_wide[f"spaced, {width} px"] = page.evaluate(TOO_WIDE)
        too_wide[f"cut off, {width} px"] = page.evaluate(CUT_OFF)
    assert {state: culprits for state, culprits in too_wide.items() if culprits} == {}
