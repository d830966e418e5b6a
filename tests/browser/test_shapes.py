"""What is shown by shape or colour stands beside it in words, and is a link where it looks like one."""

import re

from playwright.sync_api import Page, expect

from .pages import CASE
from .steps import number


def test_the_rosette_of_a_case_is_told_criterion_by_criterion(page: Page):
    page.goto(CASE)
    evidence = page.locator("#criteria")
    drawing = evidence.locator(".rosette svg")
    expect(drawing).to_have_attribute("aria-hidden", "true")
    told = evidence.get_by_role("list").filter(has=page.get_by_role("link", name="Replicability"))
    lines = told.get_by_role("listitem").all_inner_texts()
    assert len(lines) == 10
    evident = [line for line in lines if re.search(r"\d+ items?$", line)]
    assert len(evident) == drawing.locator(".petal").count() > 0
    assert all(line.endswith("none yet") for line in lines if line not in evident)
    expect(evidence).to_contain_text(f"Evidence for {len(evident)} of 10 criteria")


def test_the_map_of_the_first_page_links_its_countries_by_name(page: Page):
    page.goto("/")
    where = page.get_by_role("region", name="Where the recorded Actions were")
    places = where.locator("svg a[aria-label]").all()
    drawn = {place.get_attribute("href"): place.get_attribute("aria-label") for place in places}
    rows = where.get_by_role("row").filter(has=page.get_by_role("rowheader")).all()
    told = {}
    for row in rows:
        country = row.get_by_role("rowheader").get_by_role("link").inner_text()
        link = row.get_by_role("cell").get_by_role("link")
        told[link.get_attribute("href")] = f"{country}: {link.inner_text().split()[0]}"
    assert drawn == told
    assert len(drawn) > 10


def test_a_country_on_the_map_leads_to_its_actions(page: Page):
    page.goto("/")
    brazil = page.get_by_role("link", name=re.compile(r"^Brazil: \d+$"))
    promised = (brazil.get_attribute("aria-label") or "").removeprefix("Brazil: ")
    brazil.click()
    expect(page).to_have_url(re.compile(r"/actions/\?country=brazil$"))
    expect(number(page)).to_have_text(f"{promised} Actions")


def test_a_small_state_can_be_pressed_beside_its_dot(page: Page):
    page.goto("/actions/?view=map")
    x, y = page.locator("svg.world").first.evaluate("""map => {
        const dot = map.querySelector("a[href*=mauritius] circle").getBoundingClientRect()
        return [dot.x + dot.width * 0.9, dot.y + dot.height / 2]
    }""")
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile("country=mauritius"))


def test_the_map_of_an_action_has_a_caption_that_says_in_words_what_it_shows(page: Page):
    page.goto(CASE)
    where = page.get_by_role("figure").filter(has=page.locator("svg.world"))
    expect(where).to_have_count(1)
    expect(where.locator("svg.world").first).to_have_attribute("aria-hidden", "true")  # the words are not read twice
    expect(where).to_contain_text(re.compile(r"members of COMESA.*Experts from: .*Hungary"))
