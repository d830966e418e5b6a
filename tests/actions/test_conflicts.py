"""Two people save the same record: the second is told who changed what, and chooses."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.test.utils.wagtail_tests import WagtailTestUtils

from actions.base.admin.overwriting import NoSilentOverwrite
from actions.base.partial_dates import PartialDate
from actions.models import Action, Activity, Area, Membership, Organisation
from practices.models import KnowledgeItem
from tests.factories import ActionFactory, ActivityFactory, KnowledgeItemFactory, OrganisationFactory, country

from .screens import address, errors_of, form_of, save, send

JSON = {"accept": "application/json"}


def filled(data: QueryDict, **values) -> QueryDict:
    """The same form with other values."""
    changed = data.copy()
    for name, value in values.items():
        changed[name] = str(value)
    return changed


def post(client, address, data: QueryDict):
    """Django's test client would send only the last of several values."""
    return client.post(address, dict(data.lists()))


def differences(answer) -> dict:
    """What the page asks, by name."""
    assert answer.status_code == 409
    return {one.name: one for one in answer.context["conflict"].differences}


def page_form(answer) -> QueryDict:
    """What a browser would send from the page where one chooses."""
    data = QueryDict(mutable=True)
    for control in WagtailTestUtils.get_soup(answer.content.decode()).select(".conflict__form input"):
        if control["type"] != "radio" or control.has_attr("checked"):
            data.appendlist(control["name"], control.get("value", ""))
    assert data
    return data


@pytest.fixture
def edit(db):
    """The address where the activity «Workshop» in Lilongwe is edited."""
    activity = ActivityFactory(title="Workshop", place="Lilongwe", participants=20, start="2012-10")
    return address(Activity, "edit", activity.pk)


@pytest.fixture
def manager_of_all(manager):
    action = Action.objects.get()
    action.managers.add(manager)
    action.save()
    return manager


def activity() -> Activity:
    return Activity.objects.get()


def test_a_form_that_is_out_of_date_is_not_saved(administrator, editor_client, edit):
    mine = form_of(administrator, edit, title="Survey")
    save(administrator, edit, title="Study visit")
    answer = administrator.post(edit, mine)
    assert answer.status_code == 409
    assert activity().title == "Study visit"
    assert activity().revisions.count() == 2


def test_the_page_tells_who_changed_what_and_when(administrator, manager, manager_client, edit, manager_of_all):
    mine = form_of(administrator, edit, title="Survey", place="Lilongwe")
    save(manager_client, edit, title="Study visit", place="Blantyre")
    answer = administrator.post(edit, mine)
    page = answer.content.decode()
    assert manager.get_full_name() in page
    title, place = differences(answer)["title"], differences(answer)["place"]
    assert (title.opened, title.theirs, title.ours) == (["Workshop"], ["Study visit"], ["Survey"])
    assert (place.opened, place.theirs, place.ours) == (["Lilongwe"], ["Blantyre"], ["Lilongwe"])
    assert (title.choice, place.choice) == ("", "theirs")  # what I did not touch is proposed as they wrote it
    first, last = activity().revisions.order_by("pk").values_list("pk", flat=True)
    assert address(Activity, "revisions_compare", activity().pk, first, last) in page


def test_what_is_chosen_is_saved_with_all_that_was_typed(administrator, edit):
    mine = form_of(administrator, edit, title="Survey", participants=25)
    save(administrator, edit, title="Study visit", place="Blantyre")
    page = page_form(administrator.post(edit, mine))
    assert "choose-title" not in page
    assert page["choose-place"] == "theirs"
    answer = administrator.post(edit, filled(page, **{"choose-title": "mine"}))
    assert answer.status_code == 302
    saved = activity()
    assert (saved.title, saved.place, saved.participants) == ("Survey", "Blantyre", 25)
    assert saved.start == PartialDate.parse("2012-10")


def test_their_word_can_be_taken_where_both_wrote(administrator, edit):
    mine = form_of(administrator, edit, title="Survey", participants=25)
    save(administrator, edit, title="Study visit")
    page = page_form(administrator.post(edit, mine))
    administrator.post(edit, filled(page, **{"choose-title": "theirs"}))
    assert (activity().title, activity().participants) == ("Study visit", 25)


def test_nothing_is_saved_before_everything_is_decided(administrator, edit):
    mine = form_of(administrator, edit, title="Survey", place="Zomba", participants=25)
    save(administrator, edit, title="Study visit", place="Blantyre")
    page = page_form(administrator.post(edit, mine))
    again = administrator.post(edit, filled(page, **{"choose-title": "mine"}))
    assert {name: one.choice for name, one in differences(again).items()} == {"title": "mine", "place": ""}
    assert "Choose one of the two" in again.content.decode()
    assert activity().title == "Study visit"
    administrator.post(edit, filled(page_form(again), **{"choose-place": "mine"}))
    assert (activity().title, activity().place, activity().participants) == ("Survey", "Zomba", 25)


def test_somebody_who_saves_while_one_chooses_is_seen_as_well(administrator, edit):
    mine = form_of(administrator, edit, title="Survey", participants=25)
    save(administrator, edit, title="Study visit")
    page = page_form(administrator.post(edit, mine))
    save(administrator, edit, title="Conference", place="Blantyre")
    answer = administrator.post(edit, filled(page, **{"choose-title": "mine"}))
    title = differences(answer)["title"]
    assert (title.opened, title.theirs, title.ours) == (["Study visit"], ["Conference"], ["Survey"])
    administrator.post(edit, filled(page_form(answer), **{"choose-title": "mine"}))
    assert (activity().title, activity().place, activity().participants) == ("Survey", "Blantyre", 25)


def test_a_form_loaded_before_the_record_had_any_version_is_out_of_date_as_well(administrator, edit):
    mine = form_of(administrator, edit, title="Survey")
    assert "loaded_revision_id" not in mine
    save(administrator, edit, title="Study visit")
    assert differences(administrator.post(edit, mine))["title"].opened == ["Workshop"]


def test_a_save_that_changed_nothing_of_the_form_is_no_conflict(administrator, edit):
    mine = form_of(administrator, edit, title="Survey")
    save(administrator, edit)
    assert administrator.post(edit, mine).status_code == 302
    assert activity().title == "Survey"


def test_where_both_wrote_the_same_there_is_nothing_to_choose(administrator, edit):
    mine = form_of(administrator, edit, title="Survey", start="2012-10-05")
    save(administrator, edit, title="Survey", start="2012-10-5")
    assert administrator.post(edit, mine).status_code == 302


def test_of_two_who_send_at_one_moment_only_one_passes(administrator, edit, monkeypatch):
    """Both had been compared already when the first one saved: it is compared again under a lock."""
    save(administrator, edit)
    mine = form_of(administrator, edit, title="Survey")
    compared = NoSilentOverwrite.find_conflict

    def compare_and_be_late(view):
        found = compared(view)
        if not found:
            monkeypatch.setattr(NoSilentOverwrite, "find_conflict", compared)
            save(administrator, edit, title="Study visit")
        return found

    monkeypatch.setattr(NoSilentOverwrite, "find_conflict", compare_and_be_late)
    answer = administrator.post(edit, mine)
    assert differences(answer)["title"].theirs == ["Study visit"]
    assert activity().title == "Study visit"


def test_a_choice_that_breaks_a_rule_comes_back_as_the_form_with_its_error(administrator, edit):
    mine = form_of(administrator, edit, women=15)
    save(administrator, edit, participants=10)
    page = page_form(administrator.post(edit, mine))
    answer = administrator.post(edit, page)
    assert "women" in errors_of(answer)
    assert 'value="15"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("state", ("cancelled", "postponed"), ("done", "cancelled", "postponed")),
        ("internal", ("on", None), ("no", "yes", "no")),
        ("countries", (["MW", "ZM"], ["IT"]), ("not recorded", "Malawi, Zambia", "Italy")),
        ("start", ("", "2012-10-05"), ("October 2012", "not recorded", "5 October 2012")),
        ("description", ("One\r\nTwo", "Three"), ("not recorded", "One\nTwo", "Three")),
    ],
)
def test_every_kind_of_field_is_told_in_words(administrator, edit, field, written, told):
    theirs, ours = written
    if field == "countries":
        theirs, ours = ([country(code).pk for code in codes] for codes in written)
    mine = form_of(administrator, edit, place="Zomba", **({field: ours} if ours else {}))
    assert post(administrator, edit, form_of(administrator, edit, **{field: theirs})).status_code == 302
    difference = differences(post(administrator, edit, mine))[field]
    assert (difference.opened, difference.theirs, difference.ours) == tuple([text] for text in told)


@pytest.mark.parametrize(("choice", "kept"), [("mine", "data-management"), ("theirs", "visa-management")])
def test_ticks_are_compared_and_chosen(administrator, choice, kept):
    action = ActionFactory(areas=["human-rights"])
    edit = address(Action, "edit", action.pk)
    data, visas = (Area.objects.get(slug=slug) for slug in ("data-management", "visa-management"))
    mine = form_of(administrator, edit, areas=[data.pk])
    save(administrator, edit, areas=[visas.pk])
    page = page_form(administrator.post(edit, mine))
    administrator.post(edit, filled(page, **{"choose-areas": choice}))
    assert [area.slug for area in Action.objects.get().areas.all()] == [kept]


@pytest.mark.parametrize(("choice", "internal"), [("mine", False), ("theirs", True)])
def test_a_box_without_its_tick_is_an_answer_too(administrator, edit, choice, internal):
    mine = form_of(administrator, edit)
    save(administrator, edit, internal="on")
    page = page_form(administrator.post(edit, mine))
    administrator.post(edit, filled(page, **{"choose-internal": choice}))
    assert activity().internal is internal


def test_several_choices_travel_along(administrator, edit):
    mine = form_of(administrator, edit, countries=[country("MW").pk, country("ZM").pk])
    save(administrator, edit, place="Blantyre")
    post(administrator, edit, page_form(post(administrator, edit, mine)))
    assert activity().place == "Blantyre"
    assert {one.code for one in activity().countries.all()} == {"MW", "ZM"}


# --- Rows ------------------------------------------------------------------------------------------


@pytest.fixture
def body(db):
    body = OrganisationFactory(name="SADC", slug="sadc")
    for code in ("MW", "ZM"):
        Membership(organisation=body, country=country(code)).save()
    return body


def members(body) -> list[str]:
    return sorted(Membership.objects.filter(organisation=body).values_list("country__code", flat=True))


def with_row(data: QueryDict, code: str) -> QueryDict:
    number = int(str(data["memberships-TOTAL_FORMS"]))
    row = {"id": "", "country": country(code).pk, "start": "", "end": "", "ORDER": number + 1, "DELETE": ""}
    return filled(
        data,
        **{"memberships-TOTAL_FORMS": number + 1},
        **{f"memberships-{number}-{name}": value for name, value in row.items()},
    )


@pytest.mark.parametrize(("choice", "expected"), [("theirs", ["AO", "ZM"]), ("mine", ["MW", "TZ", "ZM"])])
def test_rows_are_chosen_as_a_whole_set(administrator, body, choice, expected):
    """They took Malawi out and Angola in; I took Tanzania in."""
    edit = address(Organisation, "edit", body.pk)
    opened = form_of(administrator, edit)
    theirs = filled(with_row(opened, "AO"), **{"memberships-0-DELETE": "1"})
    assert administrator.post(edit, filled(theirs, sending_key="")).status_code == 302
    assert members(body) == ["AO", "ZM"]
    answer = administrator.post(edit, with_row(opened, "TZ"))
    rows = differences(answer)["memberships"]
    assert rows.opened == ["Country: Malawi", "Country: Zambia"]
    assert rows.theirs == ["Country: Angola", "Country: Zambia"]
    assert rows.ours == ["Country: Malawi", "Country: Tanzania", "Country: Zambia"]
    assert rows.choice == ""
    saved = administrator.post(edit, filled(page_form(answer), **{"choose-memberships": choice}))
    assert saved.status_code == 302, errors_of(saved)
    assert members(body) == expected


def test_my_rows_are_saved_where_they_changed_something_else(administrator, body):
    edit = address(Organisation, "edit", body.pk)
    mine = filled(with_row(form_of(administrator, edit), "TZ"), **{"memberships-0-DELETE": "1"})
    save(administrator, edit, about="A community")
    answer = administrator.post(edit, mine)
    assert list(differences(answer)) == ["about"]
    assert administrator.post(edit, page_form(answer)).status_code == 302
    body.refresh_from_db()
    assert (body.about, members(body)) == ("A community", ["TZ", "ZM"])


# --- Words -----------------------------------------------------------------------------------------


def test_ones_own_autosave_is_no_conflict(administrator):
    item = KnowledgeItemFactory(live=False)
    edit = address(KnowledgeItem, "edit", item.pk)
    form = form_of(administrator, edit)
    first = administrator.post(edit, filled(form, heading="Ask"), headers=JSON).json()
    over = {"overwrite_revision_id": first["revision_id"]}
    assert administrator.post(edit, filled(form, heading="Ask them", **over), headers=JSON).json()["success"]
    # The button of the form sends the version that it was loaded with, and not the one that autosave wrote.
    assert administrator.post(edit, filled(form, heading="Ask the users")).status_code == 302
    item.refresh_from_db()
    assert item.get_latest_revision_as_object().heading == "Ask the users"


def test_somebody_elses_autosave_is_a_conflict(administrator, editor_client):
    item = KnowledgeItemFactory(live=False, body="<p>Of old.</p>")
    edit = address(KnowledgeItem, "edit", item.pk)
    mine = form_of(administrator, edit, heading="Ask the users")
    theirs = form_of(editor_client, edit, heading="Ask those who know")
    assert editor_client.post(edit, theirs, headers=JSON).json()["success"]
    answer = administrator.post(edit, mine)
    assert list(differences(answer)) == ["heading"]
    administrator.post(edit, filled(page_form(answer), **{"choose-heading": "mine", "action-publish": "1"}))
    item.refresh_from_db()
    assert (item.heading, item.live) == ("Ask the users", True)
    assert "Of old." in item.body


def test_a_version_that_was_written_over_while_it_was_open_is_seen(administrator, editor_client):
    """It was opened as somebody's autosave, which went on: what it was then, nobody knows any more."""
    item = KnowledgeItemFactory(live=False)
    edit = address(KnowledgeItem, "edit", item.pk)
    theirs = form_of(editor_client, edit, heading="Ask")
    saved = editor_client.post(edit, theirs, headers=JSON).json()
    mine = form_of(administrator, edit, takeaway="They know.")
    over = filled(theirs, heading="Ask those who know", overwrite_revision_id=saved["revision_id"])
    assert editor_client.post(edit, over, headers=JSON).json()["success"]
    answer = administrator.post(edit, mine)
    assert {name: one.choice for name, one in differences(answer).items()} == {"heading": "", "takeaway": ""}
    assert all(one.opened == [] for one in differences(answer).values())


def test_rich_text_is_compared_by_its_words(administrator, editor_client):
    item = KnowledgeItemFactory(live=False, body="<p>Of old.</p>")
    edit = address(KnowledgeItem, "edit", item.pk)
    mine = form_of(administrator, edit)
    new = str(mine["body"]).replace("Of old.", "Of late.")
    save(editor_client, edit, body=new)
    body = differences(administrator.post(edit, mine))["body"]
    assert (body.opened, body.theirs, body.choice) == (["Of old."], ["Of late."], "theirs")


def test_criteria_of_a_draft_are_chosen_as_a_whole(administrator, editor_client):
    item = KnowledgeItemFactory(readings=["ownership", "replicability"])
    edit = address(KnowledgeItem, "edit", item.pk)
    mine = form_of(administrator, edit, **{"readings-0-reason": "Mine."})
    save(editor_client, edit, **{"readings-1-reason": "Theirs."})
    answer = administrator.post(edit, mine)
    assert administrator.post(edit, filled(page_form(answer), **{"choose-readings": "mine"})).status_code == 302
    draft = KnowledgeItem.objects.get().get_latest_revision_as_object()
    assert [reading.reason for reading in draft.readings.all()] == ["Mine.", "It says so."]


# --- Other doors -----------------------------------------------------------------------------------


def test_an_earlier_version_does_not_come_back_over_a_newer_save(administrator, edit):
    save(administrator, edit, title="Survey")
    first = activity().revisions.order_by("pk").first()
    revert = address(Activity, "revisions_revert", activity().pk, first.pk)
    back = form_of(administrator, revert)
    save(administrator, edit, title="Study visit")
    assert administrator.post(revert, back).status_code == 409
    assert activity().title == "Study visit"


def test_a_record_that_was_deleted_meanwhile_shows_what_was_typed(administrator, edit):
    mine = form_of(administrator, edit, title="Survey", participants=25, countries=[country("MW").pk])
    administrator.post(address(Activity, "delete", activity().pk))
    answer = administrator.post(edit, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody deleted this" in page
    assert dict(answer.context["typed"])["Title"] == ["Survey"]
    assert "Malawi" in page
    assert administrator.get(edit).status_code == 404


def test_a_stranger_learns_nothing_from_the_page(manager, manager_client, administrator, edit):
    mine = form_of(administrator, edit, title="Survey")
    save(administrator, edit, title="Secret")
    answer = manager_client.post(edit, mine)
    assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))


def test_no_mark_of_what_was_typed_reaches_the_page_as_a_tag(administrator, edit):
    mine = form_of(administrator, edit, title="<script>alert(1)</script>")
    save(administrator, edit, title="<b>Bold</b>")
    page = administrator.post(edit, mine).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>Bold" not in page


def test_send_is_still_refused_for_its_own_errors(administrator, edit):
    assert "title" in errors_of(send(administrator, edit, title=""))


@pytest.mark.parametrize("made_up", ["9" * 30, "²", "x", "7"])
def test_a_version_that_somebody_made_up_is_out_of_date(administrator, edit, made_up):
    save(administrator, edit)
    mine = filled(form_of(administrator, edit, title="Survey"), loaded_revision_id=made_up, of_action=made_up)
    assert administrator.post(edit, mine).status_code == 409
    assert activity().title == "Workshop"
