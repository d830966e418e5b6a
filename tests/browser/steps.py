"""What a reader does on a list, in the reader's words."""

import re

from playwright.sync_api import Locator, Page, expect


def facet(page: Page, name: str) -> Locator:
    """A facet by the words on its fold, on a phone behind the button that folds them all."""
    fold = page.locator(".facets > summary")
    if fold.is_visible() and not page.locator("#filters").is_visible():
        fold.click()
    words = page.locator("summary").filter(has_text=re.compile(rf"^\s*{name}"))
    return page.locator("details.facet").filter(has=words)


def choose(page: Page, name: str, value: str) -> None:
    """Tick a value, and see that as many Actions are listed as stood beside it: at once, or when Show is pressed.

    On a phone the button leads to the list; without scripts it is what asks for it.
    """
    chosen = facet(page, name)
    option = chosen.locator("label", has_text=value)
    if not option.is_visible():
        chosen.locator("summary").click()
    promised = option.locator(".count").inner_text()
    option.get_by_role("checkbox").check()
    show = page.get_by_role("button", name="Show")
    if show.is_visible():
        show.click()
    expect(number(page)).to_have_text(f"{promised} Action{'' if promised == '1' else 's'}")
    expect(page.get_by_role("list", name="Chosen filters").get_by_role("link", name=f": {value}")).to_be_visible()


def number(page: Page) -> Locator:
    """Where a list says how many it found. The search in the head of the page has a region of its own."""
    return page.get_by_role("main").get_by_role("status")


def titles(page: Page) -> list[str]:
    """The Actions listed on this page of the list, in their order."""
    found = page.locator(".rows h3 > a, .results-table .column-title > a").all_inner_texts()
    assert found
    return found
