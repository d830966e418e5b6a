"""What a screen reader says: each part of a page by its role and its name, in the order in which it is met."""

import re

from playwright.sync_api import Page, expect

from .pages import CASE, OPEN_EVERYTHING

HEADER = """
    - banner:
      - link "MIEUX portal"
      - navigation "Main":
        - list:
          - listitem:
            - link "Actions"
          - listitem:
            - link "Practices"
          - listitem:
            - link "Criteria"
      - search "Quick search":
        - combobox "Search"
        - button "Search"
      - link "Sign in"
"""
FACETS = r"""
    - form "Filters":
      - paragraph:
        - searchbox "Words"
      - group:
        - group "Area":
          - checkbox /^Labour migration \d+$/
          - checkbox /^Data management \d+$/ [checked]
      - group:
        - group "Region":
          - checkbox /^Asia \d+$/
"""
RESULTS = r"""
    - status: /^\d+ Actions$/
    - combobox "Order"
    - navigation "View":
      - list:
        - listitem:
          - link "List"
    - list "Chosen filters":
      - listitem:
        - link /^Remove Area. Data management$/
    - heading "List of Actions" [level=2]
    - list:
      - listitem:
        - heading [level=3]:
          - link /COMESA/
"""
MAP = r"""
    - figure /^7 countries in which these Actions worked/:
      - group /^7 countries in which these Actions worked/:
        - link /^Thailand. \d+$/
    - table "The same numbers, each leading to its list":
      - rowgroup:
        - row:
          - columnheader "Country"
          - columnheader "Actions"
      - rowgroup:
        - row:
          - rowheader "Thailand":
            - link "Thailand"
          - cell:
            - link /^\d+ Actions, Thailand$/
"""
TIMELINE = r"""
    - table:
      - rowgroup:
        - row:
          - rowheader "2016"
          - cell:
            - link /^\d+ Actions in 2016$/
          - cell
          - cell
          - cell "yes"
"""
ROSETTE = r"""
    - figure /^Evidence for 8 of 10 criteria/
    - group:
      - list:
        - listitem:
          - link "Partner ownership"
          - link "4 items"
        - listitem:
          - link "Innovation in context"
          - text: none yet
"""


def test_the_header_the_facets_and_the_results_are_told_in_their_order(page: Page):
    page.goto("/actions/?area=data-management")
    page.evaluate(OPEN_EVERYTHING)
    expect(page.get_by_role("banner")).to_match_aria_snapshot(HEADER)
    main = page.get_by_role("main")
    expect(main).to_match_aria_snapshot(FACETS)
    expect(main).to_match_aria_snapshot(RESULTS)
    current = page.get_by_role("banner").get_by_role("link", name="Actions")
    expect(current).to_have_attribute("aria-current", "true")


def test_the_map_says_its_countries_and_the_table_beside_it_the_same(page: Page):
    page.goto("/actions/?view=map&region=asia")
    expect(page.get_by_role("main")).to_match_aria_snapshot(MAP)


def test_the_timeline_of_the_portfolio_is_a_table_too(page: Page):
    page.goto("/actions/?view=timeline")
    page.evaluate(OPEN_EVERYTHING)
    expect(page.get_by_role("main")).to_match_aria_snapshot(TIMELINE)


def test_the_parts_of_a_case_are_told_by_name(page: Page):
    page.goto(CASE)
    page.evaluate(OPEN_EVERYTHING)
    expect(page.get_by_role("main")).to_match_aria_snapshot(ROSETTE)
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
    expect(page.get_by_role("region", name="Facts").get_by_role("term").first).to_be_visible()


def test_a_note_and_its_reference_lead_to_each_other_and_say_so(page: Page):
    page.goto(CASE)
    note = page.get_by_role("main").get_by_role("article").locator("[role=doc-noteref]").first
    expect(note).to_have_accessible_name(re.compile(r"^Source \d+$"))
    place = note.get_attribute("id")
    note.click()
    reference = page.locator(":target")
    expect(reference).to_be_in_viewport()
    back = reference.locator(f'a[href="#{place}"]')
    expect(back).to_have_accessible_name(re.compile("^Back to the text"))
    back.click()
    expect(note).to_be_in_viewport()


def test_every_part_of_every_list_has_a_name_of_its_own(page: Page):
    """Two landmarks of one kind and name could not be told apart in the list of landmarks."""
    for address in ("/", "/actions/", "/actions/?view=map", CASE, "/countries/malawi/", "/criteria/replicability/"):
        page.goto(address)
        named = page.locator(
            "nav, [role=search], form[aria-label], section[aria-label], section[aria-labelledby], aside"
        )
        names = named.evaluate_all(
            """all => all.map(part => [part.localName, part.getAttribute('aria-label')
                ?? document.getElementById(part.getAttribute('aria-labelledby'))?.textContent.trim()].join(': '))"""
        )
        assert names
        assert len(set(names)) == len(names), f"{address}: {sorted(names)}"
