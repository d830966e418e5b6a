"""Other displays: a reader's own colours, less motion, paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .pages import CASE, PAGES
from .witness import Witness

DRAWN = ["home", "actions", "case study", "fact sheet", "criteria", "experts"]
COLOURS = """petal => [getComputedStyle(petal).fill, getComputedStyle(document.body).backgroundColor]"""


class TestOwnColoursAndLessMotion:
    @pytest.fixture
    def browser_context_args(self, browser_context_args: dict[str, Any]) -> dict[str, Any]:
        return {**browser_context_args, "forced_colors": "active", "reduced_motion": "reduce"}

    @pytest.mark.parametrize("name", DRAWN)
    def test_a_page_does_not_complain_and_does_not_move(self, page: Page, witness: Witness, name: str):
        page.goto(PAGES[name])
        assert page.evaluate("matchMedia('(forced-colors: active) and (prefers-reduced-motion: reduce)').matches")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
        assert witness.complaints == []

    def test_the_petals_of_a_rosette_stay_visible(self, page: Page):
        page.goto(CASE)
        petal, paper = page.locator(".petal").first.evaluate(COLOURS)
        assert petal != paper


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
