"""A reader marks words on a page and says what is wrong with them; an editor finds both in the queue."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .pages import both_widths
from .portal import Portal
from .test_sign_in import sign_in

WHERE = "/criteria/replicability/"
MARK_THE_HEADING = """() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('h1'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def link(page: Page) -> Any:
    return page.get_by_role("contentinfo").get_by_role("link", name="Something wrong or missing here?")


def words(page: Page) -> Any:
    return page.get_by_label("The words on the page that you mean")


@both_widths
def test_marked_words_come_into_the_form_and_reach_the_queue(page: Page, portal: Portal, viewport: dict[str, int]):
    page.goto(f"{WHERE}?from=a&b=%C3%A9")
    page.evaluate(MARK_THE_HEADING)
    link(page).click()
    expect(words(page)).to_have_value("Replicability")
    expect(page.get_by_role("main").get_by_role("link", name="Replicability")).to_have_attribute(
        "href", f"{WHERE}?from=a&b=%C3%A9"
    )
    said = f"Said on a screen of {viewport['width']}"
    page.get_by_label("What is wrong or missing?").fill(said)
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: it is with the editors")
    page.goto("/sign-in/?next=/admin/remarks/")
    sign_in(page, portal.administrator.name, portal.administrator.password)
    page.get_by_role("link", name=said).click()
    expect(page.locator("main")).to_contain_text("Replicability")
    page.get_by_label("What came of it").fill("It is right as it is.")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("link", name=said)).to_have_count(0)
    page.get_by_role("link", name="done:").click()
    expect(page.get_by_role("link", name=said)).to_be_visible()


def test_by_the_keyboard_marked_words_come_along_too(page: Page):
    page.goto(WHERE)
    page.evaluate(MARK_THE_HEADING)
    link(page).press("Enter")
    expect(words(page)).to_have_value("Replicability")


def test_without_marked_words_the_page_alone_comes_along(page: Page):
    page.goto(WHERE)
    link(page).click()
    expect(words(page)).to_have_value("")
    expect(page.get_by_role("main").get_by_role("link", name="Replicability")).to_be_visible()


def test_many_marked_words_in_any_script_still_make_an_address_that_a_server_takes(page: Page):
    page.goto(WHERE)
    page.locator("h1").evaluate("heading => { heading.textContent = '移民'.repeat(2000) }")
    page.evaluate(MARK_THE_HEADING)
    link(page).click()
    expect(words(page)).to_have_value("移民" * 80)
    assert len(page.url) < 4000


def test_the_address_that_a_page_has_by_now_comes_along(page: Page):
    page.goto(WHERE)
    page.evaluate("history.pushState({}, '', '?area=data-management')")
    link(page).click()
    page.wait_for_url("**/remarks/**")
    assert page.get_by_role("main").get_by_role("link").first.get_attribute("href") == f"{WHERE}?area=data-management"


@pytest.mark.parametrize("address", [WHERE, "/nowhere/"])
def test_without_script_the_words_are_pasted(new_context: Any, address: str):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    link(page).click()
    words(page).fill("Replicability")
    page.get_by_label("What is wrong or missing?").fill(f"Said without a script at {address}")
    page.get_by_role("button", name="Send to the editors").click()
    page.get_by_role("main").locator(f"a[href='{address}']").click()
    page.wait_for_url(f"**{address}")
