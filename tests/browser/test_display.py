"""Other displays: a reader's own colours, less motion, paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .pages import CASE, PAGES
from .witness import Witness

DRAWN = [
    *("home", "actions", "actions as a table", "actions on a map", "actions in time", "case study", "fact sheet"),
    *("practices, filtered", "criteria", "country", "experts", "goals", "search, results", "something wrong?"),
]
SHADE = """shape => {
    const style = getComputedStyle(shape)
    return [style.fill, style.fillOpacity, style.stroke, style.strokeWidth, style.strokeDasharray]
}"""
COLOURS = """petal => [getComputedStyle(petal).fill, getComputedStyle(document.body).backgroundColor]"""


# What shows a thing apart from its neighbours, as far as a reader's own colours leave it.
LOOK = """element => {
    const style = getComputedStyle(element)
    return ['borderTopColor', 'borderBottomColor', 'borderInlineStartColor', 'borderTopWidth', 'borderBottomWidth',
        'borderInlineStartWidth', 'backgroundColor', 'color', 'fontWeight', 'textDecorationLine', 'outlineStyle']
        .map(property => style[property]).join(' ')
}"""
# Each list, and each row of links, in which one is marked as the current one → how it looks, and how the others look.
CURRENT = f"""() => [...document.querySelectorAll('[aria-current]')].map(current => {{
    const look = {LOOK}, list = current.closest('ol, ul, nav')
    const others = [...list.querySelectorAll('a:not([aria-current])')]
    return [current.innerText, look(current), others.map(look)]
}})"""
BARE_CONTROLS = """() => [...document.querySelectorAll('button, .button, .chips a, input.field, select, textarea')]
    .filter(control => control.checkVisibility() && getComputedStyle(control).borderTopStyle === 'none'
        && getComputedStyle(control).textDecorationLine === 'none')
    .map(control => control.outerHTML.slice(0, 100))"""
MOVING = """() => [...document.querySelectorAll('body, body *:not(title)')].filter(element => {
    const style = getComputedStyle(element)
    return style.transitionDuration.split(', ').some(parseFloat) || style.animationName !== 'none'
}).map(element => element.outerHTML.slice(0, 100))"""


class TestOwnColoursAndLessMotion:
    @pytest.fixture
    def browser_context_args(self, browser_context_args: dict[str, Any]) -> dict[str, Any]:
        return {**browser_context_args, "forced_colors": "active", "reduced_motion": "reduce"}

    @pytest.mark.parametrize("name", DRAWN)
    def test_a_page_keeps_its_marks_and_does_not_move(self, page: Page, witness: Witness, name: str):
        page.goto(PAGES[name])
        assert page.evaluate("matchMedia('(forced-colors: active) and (prefers-reduced-motion: reduce)').matches")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate(MOVING) == []
        assert page.evaluate(BARE_CONTROLS) == []
        alike = [words for words, look, others in page.evaluate(CURRENT) if look in others]
        assert alike == [], "the current one looks like its neighbours"
        assert witness.complaints == []

    def test_the_petals_of_a_rosette_stay_visible(self, page: Page):
        page.goto(CASE)
        petal, paper = page.locator(".petal").first.evaluate(COLOURS)
        assert petal != paper

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_shades_of_a_map_stay_apart(self, page: Page, scheme: str):
        page.emulate_media(color_scheme=scheme, forced_colors="active")  # type: ignore[arg-type]
        page.goto("/")
        shades = page.locator(".legend svg > *")
        looks = shades.evaluate_all(f"all => all.map({SHADE})")
        assert len(looks) == len({tuple(look) for look in looks}) >= 3
        land = page.locator("svg .land").first.evaluate(SHADE)
        assert land not in looks


@pytest.mark.parametrize("address", ["/actions/?area=data-management", CASE])
def test_paper_holds_the_text_and_no_navigation(page: Page, address: str):
    page.goto(address)
    navigation = page.get_by_role("banner").get_by_role("navigation")
    expect(navigation).to_be_visible()
    page.emulate_media(media="print")
    expect(navigation).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("link", name="Skip to content")).to_be_hidden()
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("COMESA")
