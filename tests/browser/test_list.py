"""The list of Actions: its order is the reader's, and what it shows by shape it says in words."""

import re

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
    page.goto("/actions/")
    items = [re.match(r"\d+", cell) for cell in page.locator(".column-evidence").all_inner_texts()]
    counts = [int(found[0]) if found else 0 for found in items]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
    expect(sorted_column(page)).to_have_text("Evidence")
    expect(sorted_column(page)).to_have_attribute("aria-sort", "descending")


@both_widths
def test_a_header_sorts_and_sorts_back_and_keeps_the_filter(page: Page):
    page.goto("/actions/?region=asia")
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
    page.goto("/actions/?region=asia&sort=span")
    page.get_by_role("columnheader", name="Action").get_by_role("link").click()
    expect(sorted_column(page)).to_have_text(re.compile("Action"))
    assert titles(page) == sorted(titles(page))


def test_each_rosette_of_the_list_has_its_facts_in_words(page: Page):
    page.goto("/actions/?criterion=tangible-results")
    rows = page.locator(".results-table tbody tr").all()
    assert rows
    for row in rows:
        expect(row.locator("svg")).to_have_attribute("aria-hidden", "true")
        petals = row.locator("svg .petal").count()
        expect(row).to_contain_text(re.compile(rf"\d+ items?, {petals} of 10 criteri"))
