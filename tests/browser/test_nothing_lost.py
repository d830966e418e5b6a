"""Nothing typed is lost, nothing is saved twice, nobody's change is written over, and a shared phone keeps nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, StorageState, expect

from .portal import Portal
from .test_sign_in import sign_in

ADD_ACTIVITY = "/admin/snippets/actions/activity/add/"
ACTIVITIES = "/admin/snippets/actions/activity/"
ACTION = "COMESA: data sharing at regional level"
ADD_ORGANISATION = "/admin/snippets/actions/organisation/add/"
KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("mieux-unsent");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const found = opening.result;
    const finish = (entries) => { found.close(); resolve(entries.map((entry) => Object.fromEntries(entry.values))); };
    if (!found.objectStoreNames.contains("forms")) { finish([]); return; }
    const asking = found.transaction("forms").objectStore("forms").getAll();
    asking.onsuccess = () => finish(asking.result);
  };
})"""


@pytest.fixture(scope="module")
def session(browser: Browser, portal: Portal) -> Iterator[StorageState]:
    """One sign-in for all that need no other."""
    with closing(browser.new_context(base_url=portal.address)) as context:
        enter(context.new_page(), portal, ADD_ACTIVITY)
        yield context.storage_state()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext], session: StorageState) -> BrowserContext:
    return new_context(storage_state=session)


def enter(page: Page, portal: Portal, address: str) -> None:
    """Sign in and stand on the form, its scripts ready."""
    page.goto(f"/sign-in/?next={address}")
    sign_in(page, portal.administrator.name, portal.administrator.password)
    stand_on(page, address)


def open_form(page: Page, address: str) -> None:
    page.goto(address)
    is_ready(page)


def stand_on(page: Page, address: str) -> None:
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
    is_ready(page)


def is_ready(page: Page) -> None:
    """keep.js has put back what it had to, and listens."""
    expect(page.locator("#w-editor-form")).to_have_attribute("data-w-unsaved-confirmation-value", "false")


def kept(page: Page) -> list[dict[str, str]]:
    """The values of each form that this browser keeps."""
    found: list[dict[str, str]] = page.evaluate(KEPT)
    return found


def wait_until_kept(page: Page, **values: str) -> None:
    """Until the browser keeps one form with all these values."""
    for _twentieth in range(200):
        if any(entry.items() >= values.items() for entry in kept(page)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not kept: {values}; kept: {kept(page)}")


def wait_until_nothing_is_kept(page: Page) -> None:
    for _twentieth in range(100):
        if not kept(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"still kept: {kept(page)}")


def open_words(page: Page) -> None:
    page.goto("/admin/snippets/practices/knowledgeitem/?q=Survey+what+exists")
    page.get_by_role("link", name="Survey what exists", exact=False).first.click()
    expect(page.locator("#w-autosave-indicator")).to_be_attached()
    page.wait_for_load_state("networkidle")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def fill_activity(page: Page, title: str) -> None:
    page.locator("#id_of_action").select_option(label=ACTION)
    page.locator("#id_title").fill(title)
    page.get_by_label("How exact: Start").select_option("month")
    page.locator("#id_start").fill("2014-03")
    page.locator("#id_participants").fill("25")
    wait_until_kept(page, title=title, participants="25")


def is_saved_once(page: Page, title: str) -> None:
    expect(page).to_have_url(re.compile(f"{ACTIVITIES}$"))
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(1)


def test_a_closed_tab_loses_nothing(context: BrowserContext, page: Page):
    """With the rows that were added, and dates in their own precision."""
    open_form(page, ADD_ORGANISATION)
    page.locator("#id_name").fill("Southern African Development Community")
    page.get_by_label("How exact: Founded").select_option("year")
    page.locator("#id_founded").fill("1992")
    for _row in range(2):
        page.locator("#id_memberships-ADD").click()
    page.locator("#id_memberships-1-country").select_option(label="Zambia")
    page.locator("#id_memberships-1-start").fill("1992-08-17")
    wait_until_kept(page, **{"memberships-1-start": "1992-08-17"})
    page.close()

    back = context.new_page()
    back.goto(ADD_ORGANISATION)
    expect(back.get_by_role("status").filter(has_text="We put back what you typed")).to_be_visible()
    expect(back.locator("#id_name")).to_have_value("Southern African Development Community")
    expect(back.get_by_label("How exact: Founded")).to_have_value("year")
    expect(back.locator("#id_founded")).to_have_value("1992")
    expect(back.locator("#id_memberships-1-country option:checked")).to_have_text("Zambia")
    expect(back.locator("#id_memberships-1-start")).to_have_value("1992-08-17")
    back.locator("#id_memberships-0-country").select_option(label="Malawi")
    save(back)
    expect(back).to_have_url(re.compile("/actions/organisation/$"))
    wait_until_nothing_is_kept(back)
    back.goto(ADD_ORGANISATION)
    is_ready(back)
    expect(back.locator("#id_name")).to_have_value("")


def test_one_may_start_afresh(page: Page):
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "Not this one")
    page.reload()
    page.on("dialog", lambda question: question.accept())
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_text("We put back")).to_have_count(0)
    is_ready(page)
    expect(page.locator("#id_title")).to_have_value("")
    wait_until_nothing_is_kept(page)


def test_two_tabs_keep_a_form_each(context: BrowserContext, page: Page):
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "In the first tab")
    other = context.new_page()
    other.goto(ADD_ACTIVITY)
    is_ready(other)
    expect(other.locator("#id_title")).to_have_value("")
    fill_activity(other, "In the second tab")
    assert sorted(entry["title"] for entry in kept(other)) == ["In the first tab", "In the second tab"]


def test_a_lost_connection_loses_nothing_and_saves_once(context: BrowserContext, page: Page):
    open_form(page, ADD_ACTIVITY)
    page.locator("#id_title").fill("Survey off line")
    context.set_offline(True)
    fill_activity(page, "Survey off line")
    save(page)
    notice = page.get_by_role("status").filter(has_text="No connection.")
    expect(notice).to_be_focused()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    context.set_offline(False)
    page.get_by_role("button", name="Save", exact=True).dblclick()
    is_saved_once(page, "Survey off line")


def test_an_answer_that_is_lost_on_the_way_makes_no_second_record(page: Page, portal: Portal):
    """The portal has saved; the browser never learns it, and sends again what it has kept."""
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "Survey saved unheard")

    def swallow(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route(f"**{ADD_ACTIVITY}", swallow)
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        save(page)
    page.unroute(f"**{ADD_ACTIVITY}")
    page.context.clear_cookies(name=re.compile("^saved-"))  # the answer did reach Playwright, and with it the browser
    page.goto(ADD_ACTIVITY)
    expect(page.locator("#id_title")).to_have_value("Survey saved unheard")
    is_ready(page)
    save(page)
    expect(page.get_by_text("This was saved already at")).to_be_visible()
    page.goto(ACTIVITIES)
    is_saved_once(page, "Survey saved unheard")
    wait_until_nothing_is_kept(page)


def test_a_session_that_ends_in_the_middle_loses_nothing(context: BrowserContext, page: Page, portal: Portal):
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "Survey over lunch")
    context.clear_cookies(name="sessionid")
    save(page)
    expect(page.get_by_role("status").filter(has_text="Your session has ended.")).to_be_focused()
    page.get_by_role("link", name="Sign in again").click()
    sign_in(page, portal.administrator.name, portal.administrator.password)
    stand_on(page, ADD_ACTIVITY)
    expect(page.locator("#id_participants")).to_have_value("25")
    expect(page.locator("#id_start")).to_have_value("2014-03")
    save(page)
    is_saved_once(page, "Survey over lunch")


def test_who_signs_in_again_in_another_tab_goes_on_in_the_first(context: BrowserContext, page: Page, portal: Portal):
    """The token of the form is that of the old session."""
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "Survey in two tabs")
    context.clear_cookies()
    enter(context.new_page(), portal, "/admin/snippets/actions/component/add/")
    save(page)
    is_saved_once(page, "Survey in two tabs")


def test_words_stay_on_the_page_when_the_session_ends(page: Page, portal: Portal):
    """Autosave kept them until then. Whoever signs in again in another tab saves what came after."""
    open_words(page)
    page.context.clear_cookies()
    page.locator("#id_takeaway").fill("Written after the session had ended.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("status").filter(has_text="Your session has ended.")).to_be_focused()
    with page.context.expect_page() as door:
        page.get_by_role("link", name="Sign in (in a new tab)").click()
    sign_in(door.value, portal.administrator.name, portal.administrator.password)
    expect(door.value).to_have_url(re.compile("/admin/snippets/practices/knowledgeitem/edit/"))
    door.value.close()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("updated", exact=False).first).to_be_visible()
    expect(page.locator("#id_takeaway")).to_have_value("Written after the session had ended.")


def test_words_that_autosave_has_kept_are_no_conflict_with_oneself(page: Page):
    open_words(page)
    page.locator("#id_takeaway").press("End")
    page.locator("#id_takeaway").press_sequentially(" And more.")
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Saved")
    page.locator("#id_takeaway").press_sequentially(" And still more.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#id_takeaway")).to_have_value(re.compile("And more. And still more.$"))
    expect(page.get_by_text("updated", exact=False).first).to_be_visible()


def test_a_file_is_put_back_too(context: BrowserContext, page: Page, tmp_path: Path):
    """No form of a record takes a file by itself; one that does stands on the screen «Log an activity»."""
    report = tmp_path / "report.txt"
    report.write_text("What was delivered.")

    def with_file(route: Route) -> None:
        answer = route.fetch()
        field = '<input type="file" name="report" id="id_report"><input type="hidden" name="sending_key"'
        route.fulfill(
            response=answer, body=answer.text().replace('<input type="hidden"\n       name="sending_key"', field)
        )

    context.route(f"**{ADD_ACTIVITY}", with_file)
    open_form(page, ADD_ACTIVITY)
    page.locator("#id_report").set_input_files(report)
    fill_activity(page, "With a file")
    page.close()
    back = context.new_page()
    back.goto(ADD_ACTIVITY)
    expect(back.locator("#id_participants")).to_have_value("25")
    read = "field => field.files[0].text().then(text => `${field.files[0].name}: ${text}`)"
    assert back.locator("#id_report").evaluate(read) == "report.txt: What was delivered."


def test_two_tabs_save_one_record_and_the_second_chooses(context: BrowserContext, page: Page):
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "Workshop in two tabs")
    save(page)
    is_saved_once(page, "Workshop in two tabs")
    page.get_by_role("link", name="Workshop in two tabs", exact=True).click()
    is_ready(page)
    other = context.new_page()
    other.goto(page.url)
    is_ready(other)

    other.locator("#id_title").fill("Workshop, as the other saw it")
    other.locator("#id_place").fill("Lusaka")
    save(other)
    expect(other).to_have_url(re.compile(f"{ACTIVITIES}$"))

    page.locator("#id_title").fill("Workshop, as I saw it")
    page.locator("#id_participants").fill("30")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("was saved while you had it open")
    title, place = page.get_by_role("group", name="Title"), page.get_by_role("group", name="Place")
    expect(place.get_by_label("Theirs")).to_be_checked()
    expect(title.get_by_role("radio", checked=True)).to_have_count(0)
    title.get_by_label("Yours").check()
    page.get_by_role("button", name="Save with these choices").click()

    page.get_by_role("link", name="Workshop, as I saw it", exact=True).click()
    is_ready(page)
    expect(page.locator("#id_place")).to_have_value("Lusaka")
    expect(page.locator("#id_participants")).to_have_value("30")
    expect(page.get_by_text("We put back")).to_have_count(0)


def test_what_is_put_back_into_an_edit_form_writes_nothing_over(
    context: BrowserContext, page: Page, portal: Portal, browser: Browser
):
    """Somebody saved the record between the closed tab and the coming back: the page of choices decides."""
    open_form(page, ADD_ACTIVITY)
    fill_activity(page, "Left open overnight")
    save(page)
    page.get_by_role("link", name="Left open overnight", exact=True).click()
    is_ready(page)
    address = page.url
    page.locator("#id_place").fill("Lilongwe")
    wait_until_kept(page, place="Lilongwe")
    page.close()

    other = browser.new_context(base_url=portal.address).new_page()
    enter(other, portal, address.removeprefix(portal.address))
    other.locator("#id_place").fill("Blantyre")
    save(other)
    expect(other).to_have_url(re.compile(f"{ACTIVITIES}$"))
    other.context.close()

    back = context.new_page()
    back.goto(address)
    is_ready(back)
    expect(back.locator("#id_place")).to_have_value("Lilongwe")
    save(back)
    expect(back.get_by_role("group", name="Place")).to_contain_text("Blantyre")
    back.get_by_role("link", name="Discard mine").click()
    is_ready(back)
    expect(back.locator("#id_place")).to_have_value("Blantyre")
    wait_until_nothing_is_kept(back)


@pytest.mark.parametrize("door", ["on a public page", "in the workspace"])
def test_signing_out_leaves_nothing_of_what_was_typed(new_context: Any, portal: Portal, door: str):
    context = new_context()  # with a session of its own, which ends here
    page = context.new_page()
    enter(page, portal, ADD_ACTIVITY)
    fill_activity(page, "Nobody else’s business")
    leaving = context.new_page()
    if door == "in the workspace":
        leaving.goto("/admin/")
        leaving.get_by_role("button", name=portal.administrator.name).click()
        leaving.get_by_role("button", name=re.compile("log out", re.IGNORECASE)).click()
    else:
        leaving.goto("/")
        leaving.get_by_role("button", name="Sign out").click()
    expect(leaving.get_by_role("heading", level=1)).to_have_text("You are signed out")
    wait_until_nothing_is_kept(leaving)
    page.locator("#id_title").press_sequentially(", typed in the tab that stayed open")
    page.wait_for_timeout(600)  # twice as long as keep.js waits
    page.close()
    assert kept(leaving) == []


def test_the_focus_goes_to_the_first_field_with_an_error(page: Page):
    open_form(page, ADD_ACTIVITY)
    page.locator("#id_of_action").select_option(label=ACTION)
    save(page)
    expect(page.locator("#id_title")).to_be_focused()


def test_a_link_to_a_field_leads_the_focus_there(page: Page):
    open_form(page, ADD_ACTIVITY)
    page.goto(f"{ADD_ACTIVITY}#id_end")
    expect(page.locator("#id_end")).to_be_focused()


def test_a_wrong_date_is_shown_as_it_was_typed_and_a_date_is_sent_as_one_value(page: Page):
    open_form(page, ADD_ACTIVITY)
    page.evaluate("""() => {
        const text = document.querySelector("[name=start]");
        text.value = "spring 2014";
        text.dispatchEvent(new Event("change", { bubbles: true }));
    }""")
    save(page)
    expect(page.locator("#id_start")).to_have_value("spring 2014")
    expect(page.locator("#id_start")).to_have_attribute("type", "text")
    expect(page.locator("#id_start")).to_have_attribute("aria-invalid", "true")


def test_how_exact_a_date_is_can_be_changed_and_changed_back(page: Page):
    open_form(page, ADD_ACTIVITY)
    exact, day, sent = page.get_by_label("How exact: Start"), page.locator("#id_start"), page.locator("[name=start]")
    day.fill("2014-03-05")
    for precision, value in [("month", "2014-03"), ("year", "2014"), ("day", "2014-03-05")]:
        exact.select_option(precision)
        expect(day).to_have_value(value)
        expect(sent).to_have_value(value)
    assert day.get_attribute("type") == "date"
    exact.focus()
    exact.press("y")  # by the keyboard alone
    expect(sent).to_have_value("2014")
