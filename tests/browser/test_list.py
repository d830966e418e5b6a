"""The list of Actions: its order is the reader's, and what it shows by shape it says in words."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .pages import both_widths
from .steps import titles


def years(page: Page) -> list[int | None]:
    """The first year of each row; None where it is not recorded."""
    cells = page.locator(".results-table td.column-span").all_inner_texts()
    assert cells
    return [int(found[0]) if (found := re.findall(r"\d{4}", cell)) else None for cell in cells]


def sorted_column(page: Page) -> Locator:
    return page.locator("th[aria-sort]")


def test_the_best_evidenced_action_stands_first(page: Page):
    page.goto("/actions/?view=table")
    items = [re.match(r"\d+", cell) for cell in page.locator(".column-evidence").all_inner_texts()]
    counts = [int(found[0]) if found else 0 for found in items]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
    expect(sorted_column(page)).to_have_text("Evidence")
    expect(sorted_column(page)).to_have_attribute("aria-sort", "descending")


@both_widths
def test_a_header_sorts_and_sorts_back_and_keeps_the_filter(page: Page):
    page.goto("/actions/?region=asia&view=table")
    listed = titles(page)
    page.get_by_role("columnheader", name="Years").get_by_role("link").click()
    expect(sorted_column(page)).to_have_attribute("aria-sort", "ascending")
    known = [year for year in years(page) if year]
    assert years(page) == sorted(known) + [None] * (len(listed) - len(known))
    page.get_by_role("columnheader", name="Years").get_by_role("link").click()
    expect(sorted_column(page)).to_have_attribute("aria-sort", "descending")
    assert years(page) == sorted(known, reverse=True) + [None] * (len(listed) - len(known))
    assert sorted(titles(page)) == sorted(listed)
    assert len(set(known)) > 1


def test_a_header_sorts_by_title(page: Page):
    page.goto("/actions/?region=asia&sort=span&view=table")
    page.get_by_role("columnheader", name="Action").get_by_role("link").click()
    expect(sorted_column(page)).to_have_text(re.compile("Action"))
    assert titles(page) == sorted(titles(page))


@pytest.mark.parametrize(("view", "row"), [("list", ".rows > li"), ("table", ".results-table tbody tr")])
def test_each_rosette_of_the_list_has_its_facts_in_words(page: Page, view: str, row: str):
    page.goto(f"/actions/?criterion=tangible-results&view={view}")
    rows = page.locator(row).all()
    assert rows
    for found in rows:
        expect(found.locator("svg")).to_have_attribute("aria-hidden", "true")
        petals = found.locator("svg .petal").count()
        expect(found).to_contain_text(re.compile(rf"{petals} of 10 criteri"))
