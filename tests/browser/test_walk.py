"""From the first page to what another country made of it: nothing on the way is a dead end."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from .pages import both_widths
from .steps import choose, number
from .witness import Witness


def follow(page: Page, name: str | re.Pattern[str], heading: str | None = None) -> None:
    """Follow the link of this name in the content, and see that it led to the page with this heading, or this name."""
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading or name)


def walk(page: Page) -> None:
    page.goto("/")
    follow(page, "Find a case", "Actions")
    choose(page, "Area", "Data management")
    follow(page, re.compile("COMESA"), "Data sharing at regional level")

    # From the case to one of its practices, and to a criterion that this speaks to.
    follow(page, re.compile("^Capacity building combined with task-force"))
    expect(page.get_by_text("Good practice", exact=True).first).to_be_visible()
    follow(page, re.compile(r"^\d+ Tangible results$"), "Tangible results")

    # From the criterion to what was learnt in another Action, and from there to its country.
    follow(page, "Madagascar adopts its diaspora engagement policy")
    facts = page.get_by_role("definition")
    action = facts.get_by_role("link", name="Madagascar I").inner_text()
    facts.get_by_role("link", name="Madagascar", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Madagascar")

    # And from the country to all of its Actions, exactly as many as it promises.
    promised = page.get_by_role("main").get_by_role("link", name=re.compile(r"^\d+ Actions?$")).first
    words = promised.inner_text()
    promised.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actions")
    expect(number(page)).to_have_text(words)
    expect(page.get_by_role("heading", level=3).get_by_role("link", name=action)).to_be_visible()


@both_widths
def test_one_comes_from_a_case_to_what_others_did_and_where(page: Page, witness: Witness):
    walk(page)
    assert witness.complaints == []


@both_widths
def test_one_comes_there_without_scripts_as_well(new_context: Any, viewport: dict[str, int]):
    walk(new_context(java_script_enabled=False, viewport=viewport).new_page())
