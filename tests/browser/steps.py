"""What a reader does on a list, in the reader's words."""

import re

from playwright.sync_api import Locator, Page, expect


def facet(page: Page, name: str) -> Locator:
    """A facet by the words on its fold, on a phone behind the button that folds them all."""
    if not page.get_by_role("button", name="Show").is_visible():
        page.locator("summary", has_text="Filter").click()
    words = page.locator("summary").filter(has_text=re.compile(rf"^\s*{name}"))
    return page.locator("details.facet").filter(has=words)


def choose(page: Page, name: str, value: str) -> None:
    """Tick a value, press Show, and see that as many Actions are listed as stood beside the value."""
    chosen = facet(page, name)
    option = chosen.locator("label", has_text=value)
    if not option.is_visible():
        chosen.locator("summary").click()
    promised = option.locator(".count").inner_text()
    option.get_by_role("checkbox").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text(f"{promised} Action{'' if promised == '1' else 's'}")
    expect(page.get_by_role("list", name="Chosen filters").get_by_role("link", name=f": {value}")).to_be_visible()


def titles(page: Page) -> list[str]:
    """The Actions listed on this page of the list, in their order."""
    found = page.locator(".results-table .column-title > a").all_inner_texts()
    assert found
    return found
