"""Words are kept while they are typed, as a draft; a fact is saved on request only: it has no draft."""

import pytest
from playwright.sync_api import Page, expect

from .pages import NARROW
from .portal import Portal
from .test_sign_in import sign_in


def open_record(page: Page, portal: Portal, kind: str, title: str) -> None:
    page.goto(f"/sign-in/?next=/admin/snippets/{kind}/")
    sign_in(page, portal.administrator.name, portal.administrator.password)
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_load_state("networkidle")  # the scripts of the screen are there


def type_into(page: Page, control: str) -> None:
    field = page.locator(f"[name={control}]")
    field.press("End")
    field.press_sequentially(" And more.")
    field.press("Tab")


def test_words_are_kept_as_a_draft_while_they_are_typed(page: Page, portal: Portal):
    open_record(page, portal, "practices/knowledgeitem", "Taking a regional approach")
    type_into(page, "takeaway")
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Saved")
    page.goto("/practices/taking-a-regional-approach/")
    expect(page.get_by_role("main")).not_to_contain_text("And more.")


def test_a_fact_is_not_saved_before_somebody_asks_for_it(page: Page, portal: Portal):
    sent: list[str] = []
    open_record(page, portal, "actions/action", "Burundi I: border and migration management")
    page.get_by_role("link", name="Edit", exact=True).click()  # an Action has a screen of its own before its form
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    with page.expect_request(
        lambda request: "editing-sessions" not in request.url and request.method == "POST"
    ) as saved:
        type_into(page, "summary")
        page.wait_for_timeout(2500)  # several times as long as Wagtail waits before it saves by itself
        assert not [url for url in sent if "/edit/" in url]
        page.get_by_role("button", name="Save", exact=True).click()
    assert "/edit/" in saved.value.url


def test_how_to_type_a_date_is_not_told_where_it_is_chosen(page: Page, portal: Portal):
    open_record(page, portal, "actions/action", "Burundi I: border and migration management")
    page.get_by_role("link", name="Edit", exact=True).click()
    started = page.get_by_label("Started", exact=True)
    expect(started).to_have_attribute("type", "date")
    expect(page.get_by_text("A year, a month or a day:")).to_have_count(0)


@pytest.mark.parametrize("viewport", [NARROW])
def test_on_a_phone_what_can_be_done_with_the_ticked_rows_stands_on_the_screen(page: Page, portal: Portal):
    page.goto("/sign-in/?next=/admin/snippets/actions/output/")
    sign_in(page, portal.administrator.name, portal.administrator.password)
    page.wait_for_load_state("networkidle")
    page.locator("tbody").get_by_role("checkbox").first.check()
    expect(page.get_by_role("link", name="Give sources")).to_be_in_viewport()
