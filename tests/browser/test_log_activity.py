"""«Log an activity» in the hands of a programme manager: on a phone, and with keys alone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Locator, Page, expect

from .pages import NARROW, WIDE
from .portal import Portal
from .test_accessibility import RULES, TALL
from .test_sign_in import sign_in
from .witness import Witness

LOG = "/admin/log-activity/"
ACTION = "comesa-2012-2016"
NAME, PASSWORD = "browser-manager", "a-pass-phrase-for-a-manager-only"
MOST_INTERACTIONS = 15
PREPARED = f"""
from django.contrib.auth.models import Group
from actions.base.models import User
from actions.models import Action, Country
from experts.models import Expert
manager, is_new = User.objects.get_or_create(username="{NAME}", email="manager@example.org")
if is_new:
    manager.set_password("{PASSWORD}")
    manager.save()
    manager.groups.add(Group.objects.get(name="Programme managers"))
    action = Action.objects.get(slug="{ACTION}")
    action.managers.add(manager)
    action.save()
    for name, code in (("Zsófia Kovács", "HU"), ("Łukasz Nowak", "PL")):
        Expert(name=name, country=Country.objects.get(code=code)).write()
"""
REPORT: FilePayload = {"name": "Final_report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 what was found"}


@pytest.fixture(scope="module")
def prepared(portal: Portal) -> None:
    portal.run(PREPARED)


@pytest.fixture
def manager_page(page: Page, prepared: None) -> Iterator[Page]:
    """A manager of one Action who has signed in and stands on the dashboard."""
    page.goto("/sign-in/?next=/admin/")
    sign_in(page, NAME, PASSWORD)
    expect(page).to_have_url(re.compile("/admin/$"))
    yield page
    page.context.clear_cookies()


class Hand:
    """Counts: one tap, one choice or one field filled is one interaction."""

    def __init__(self) -> None:
        self.interactions = 0

    def tap(self, what: Locator) -> None:
        self.interactions += 1
        what.click()

    def choose(self, what: Locator, label: str) -> None:
        self.interactions += 1
        what.select_option(label=label)

    def fill(self, what: Locator, value: str) -> None:
        self.interactions += 1
        what.fill(value)

    def choose_file(self, what: Locator, file: Any) -> None:
        self.interactions += 1
        what.set_input_files(file)


def open_log(page: Page) -> None:
    page.goto(LOG)
    is_ready(page)


def is_ready(page: Page) -> None:
    """The scripts have put back what they had to, and listen."""
    expect(page.locator("#log-activity")).to_have_attribute("data-w-unsaved-confirmation-value", "false")


def finder(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the roster")


def found(page: Page, name: str) -> Locator:
    return page.get_by_role("listbox", name="Persons found").get_by_role("option", name=name)


@pytest.mark.parametrize("viewport", [NARROW])
def test_a_complete_activity_is_logged_with_a_thumb_in_fifteen_interactions(manager_page: Page, witness: Witness):
    page, hand = manager_page, Hand()
    hand.tap(page.get_by_role("main").get_by_role("link", name="Log an activity"))
    hand.choose(page.get_by_label("Type"), "Workshop")
    hand.fill(page.get_by_label("Title").first, "Workshop on migration data")
    hand.fill(page.locator("#id_start"), "2013-05-06")
    hand.fill(page.get_by_label("Place"), "Lusaka")
    hand.fill(page.get_by_label("Participants"), "20")
    hand.fill(page.get_by_label("Women among them"), "9")
    for words, name in (("kovacs", "Zsófia Kovács"), ("lukasz", "Łukasz Nowak")):
        hand.fill(finder(page), words)
        hand.tap(found(page, name))
    hand.choose_file(page.get_by_label("File", exact=True), REPORT)
    hand.tap(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_role("status").filter(has_text="is saved")).to_contain_text(
        "with 2 entries of experts, 1 output"
    )
    assert hand.interactions <= MOST_INTERACTIONS

    expect(page).to_have_url(re.compile(f"/admin/actions/{ACTION}/activities/$"))
    page.get_by_role("link", name="Open it").click()
    expect(page.locator("#id_participants")).to_have_value("20")
    expect(page.locator("#id_state")).to_have_value("done")  # the date has passed: nobody had to say so
    assert witness.complaints == []

    take_back_and_publish(page)
    for address in (f"/actions/{ACTION}/", "/admin/"):
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text("Workshop on migration data")


def take_back_and_publish(page: Page) -> None:
    """What was logged is not public while its Action is not, and is public with it."""
    page.goto(f"/admin/actions/{ACTION}/")
    page.get_by_role("link", name="Take back").click()
    page.get_by_label("Reason").fill("One fact is looked at again.")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("link", name="Publish")).to_be_visible()
    assert page.request.get(f"/actions/{ACTION}/").status == 404
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="Take back")).to_be_visible()


def test_the_screen_is_used_with_keys_alone(manager_page: Page):
    page = manager_page
    open_log(page)
    keys = page.keyboard
    page.get_by_label("Title").first.focus()
    keys.type("Study visit")
    press_until(page, "Tab", finder(page))
    keys.type("kovacs")
    expect(found(page, "Zsófia Kovács")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("1 person found.")).to_be_visible()
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    row = page.get_by_role("group", name="Zsófia Kovács")
    expect(row).to_be_visible()
    expect(finder(page)).to_be_focused()

    keys.type("nowak")
    expect(found(page, "Łukasz Nowak")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    keys.press("Escape")
    expect(finder(page)).to_have_value("")

    press_until(page, "Tab", row.get_by_label("Role"))
    keys.type("tra")  # as one chooses in a list with keys
    expect(row.get_by_label("Role")).to_have_value("trainer")
    press_until(page, "Tab", page.get_by_role("button", name="Save", exact=True))
    keys.press("Enter")
    expect(page.get_by_role("status").filter(has_text="is saved")).to_contain_text(
        "“Study visit” is saved, with 1 entry"
    )


def press_until(page: Page, key: str, wanted: Locator, most: int = 60) -> None:
    for _press in range(most):
        page.keyboard.press(key)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached with {most} × {key}")


def test_what_was_refused_is_shown_beside_its_field_which_has_the_focus(manager_page: Page):
    page = manager_page
    open_log(page)
    page.get_by_label("Title").first.fill("Workshop")
    page.get_by_label("Participants").fill("3")
    page.get_by_label("Women among them").fill("4")
    page.get_by_label("File", exact=True).set_input_files(REPORT)
    page.get_by_role("button", name="Save", exact=True).click()
    women = page.get_by_label("Women among them")
    expect(women).to_be_focused()
    expect(women).to_have_accessible_description(re.compile("More women than participants"))
    expect(page.get_by_label("Participants")).to_have_value("3")
    # The browser kept the file and has put it back.
    is_ready(page)
    expect(page.get_by_label("Title").nth(1)).to_have_value("Final report")
    again = page.get_by_text("Choose “Final_report.pdf” again")
    expect(again).to_have_count(1)
    expect(again).to_be_hidden()
    women.fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="is saved")).to_contain_text("1 output")


def test_an_unsent_form_is_put_back_with_its_people_and_files(manager_page: Page):
    page = manager_page
    open_log(page)
    page.get_by_label("Title").first.fill("Half a workshop")
    finder(page).fill("kovacs")
    found(page, "Zsófia Kovács").click()
    page.get_by_role("group", name="Zsófia Kovács").get_by_label("Role").select_option("speaker")
    page.get_by_label("File", exact=True).set_input_files(REPORT)
    page.wait_for_timeout(800)  # longer than keep.js waits before it writes
    page.reload()
    is_ready(page)
    row = page.get_by_role("group", name="Zsófia Kovács")
    expect(row).to_contain_text("Hungary")
    expect(row.get_by_label("Role")).to_have_value("speaker")
    expect(page.get_by_label("Title").first).to_have_value("Half a workshop")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="is saved")).to_contain_text("with 1 entry of experts, 1 output")


def test_somebody_new_who_is_on_the_roster_already_is_taken_from_it(manager_page: Page):
    page = manager_page
    open_log(page)
    finder(page).fill("Kovacs Zsofia X")
    page.get_by_role("option", name="Add “Kovacs Zsofia X” as a new expert").click()
    newcomer = page.get_by_role("group", name="New expert")
    newcomer.get_by_label("Name").fill("Kovacs Zsofia")
    newcomer.get_by_label("Name").press("Tab")
    newcomer.get_by_role("button", name="Take: Zsófia Kovács").click()
    expect(newcomer).to_be_hidden()
    expect(page.get_by_role("group", name="Zsófia Kovács")).to_be_visible()


def test_a_copy_fills_the_form_that_is_open(manager_page: Page):
    page = manager_page
    open_log(page)
    page.get_by_label("Title").first.fill("First round")
    page.get_by_label("Place").fill("Nairobi")
    finder(page).fill("nowak")
    found(page, "Łukasz Nowak").click()
    page.get_by_role("button", name="Save and log another").click()
    expect(page.get_by_label("Place")).to_have_value("Nairobi")
    expect(page.get_by_label("Title").first).to_have_value("")
    page.get_by_label("Start from an earlier one").select_option(label="Date not recorded: First round")
    expect(page.get_by_label("Title").first).to_have_value("First round")
    expect(page.get_by_role("group", name="Łukasz Nowak")).to_be_visible()
    expect(page.get_by_text("Copied. Dates, numbers, outputs and files are not.")).to_be_visible()


# Two screens meet all, as in test_accessibility.py.
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_screen_has_no_barrier(new_context: Any, prepared: None, size: dict[str, int], scheme: str):
    page = new_context(viewport={**size, "height": TALL}, color_scheme=scheme).new_page()
    page.goto(f"/sign-in/?next={LOG}")
    sign_in(page, NAME, PASSWORD)
    is_ready(page)
    for rows in ("newcomers", "groups", "new_sources"):
        page.locator(f'[data-add-row="{rows}"]').click()
    page.locator("#id_participants").fill("-1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#id_participants")).to_have_attribute("aria-invalid", "true")
    is_ready(page)  # before it, the field with the error takes the focus, and the list of persons closes
    page.locator("summary").first.click()
    finder(page).fill("kovacs")
    found(page, "Zsófia Kovács").click()
    finder(page).fill("nowak")
    expect(found(page, "Łukasz Nowak")).to_be_visible()
    inside = Axe().run(page, context="#main", options=RULES)
    assert not inside.violations_count, inside.generate_report()
