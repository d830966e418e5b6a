"""An activity is logged with all that comes with it, on one screen: what is filled in, refused and saved."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from actions.models import ActionDocument, Activity, ActivityType, Output, OutputKind, Source
from experts.models import Deployment, Expert, ExpertCategory
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    SourceFactory,
    UserFactory,
    country,
)
from tests.pictures import photograph

LOG = "/admin/log-activity/"
EXPERTS = "/admin/log-activity/experts/"
COPIED = "/admin/log-activity/copied/"
PREFIXES = ("countries", "experts", "newcomers", "groups", "outputs", "photographs", "new_sources")
TWICE = "recorded in this role in this activity already"


@pytest.fixture
def manager(db):
    return UserFactory(groups=["Programme managers"])


@pytest.fixture
def manager_client(client: Client, manager) -> Client:
    client.force_login(manager)
    return client


@pytest.fixture
def action(manager):
    return ActionFactory(managers=[manager], partner_countries=["ZM"])


def form_of(client: Client, address: str = LOG) -> Any:
    """What a browser would send from the screen, as it opens."""
    answer = client.get(address)
    assert answer.status_code == 200
    return querydict_from_html(answer.content.decode(), form_id="log-activity")


def filled(client: Client, address: str = LOG, **values: Any) -> Any:
    """As `form_of`, with these values; `experts__1__role` is a control of the second row."""
    data = form_of(client, address)
    files = {}
    for name, value in values.items():
        control = "of_action" if name == "action" else name.replace("__", "-")
        if isinstance(value, SimpleUploadedFile):
            files[control] = value
            data.pop(control, None)
        else:
            data.setlist(control, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    for prefix in PREFIXES:
        numbers = [
            int(control.split("-")[1])
            for control in (*data, *files)
            if control.startswith(f"{prefix}-") and control.split("-")[1].isdecimal()
        ]
        if f"{prefix}-TOTAL_FORMS" in data and numbers:
            data[f"{prefix}-TOTAL_FORMS"] = str(max(numbers) + 1)
    return {**{name: data.getlist(name) for name in data}, **files}


def log(client: Client, address: str = LOG, **values: Any) -> Any:
    return client.post(address, filled(client, address, **values))


def logged(client: Client, **values: Any) -> Activity:
    """The activity that was logged with these values, which have to be accepted."""
    answer = log(client, **{"title": "Workshop on data", **values})
    assert answer.status_code == 302, errors_of(answer)
    return Activity.objects.latest("pk")


def errors_of(answer: Any) -> dict[str, str]:
    """Control → what is wrong with it."""
    assert answer.status_code == 200
    form = answer.context["form"]
    found = {form.activity.add_prefix(name): " ".join(told) for name, told in form.activity.errors.items()}
    for rows in form.rows.values():
        for row in rows.forms:
            found |= {row.add_prefix(name): " ".join(told) for name, told in row.errors.items()}
    return found


def pdf(name: str = "Final_report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 a report", "application/pdf")


def picture(name: str = "workshop.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photograph(), "image/jpeg")


def files_on_disk() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


# --- What is filled in when the screen opens ----------------------------------------------------------------------


def test_the_action_that_was_worked_on_last_is_chosen(manager, manager_client, action):
    busy = ActionFactory(managers=[manager])
    assert form_of(manager_client)["of_action"] in (str(action.pk), str(busy.pk))
    for worked_on in (action, busy, action):
        logged(manager_client, action=worked_on.pk)
        assert form_of(manager_client)["of_action"] == str(worked_on.pk)


def test_an_action_whose_own_record_was_saved_last_is_chosen(manager, manager_client, action):
    busy = ActionFactory(managers=[manager])
    logged(manager_client, action=action.pk)
    busy.write(manager)
    assert form_of(manager_client)["of_action"] == str(busy.pk)


def test_the_action_that_was_asked_for_is_chosen(manager, manager_client, action):
    asked = ActionFactory(managers=[manager])
    logged(manager_client, action=action.pk)
    assert form_of(manager_client, f"{LOG}?action={asked.slug}")["of_action"] == str(asked.pk)


def test_only_own_actions_and_those_of_them_one_covers_for_are_listed(manager_client, action):
    ActionFactory(title="A colleague's")
    listed = manager_client.get(LOG).context["form"].activity.fields["action"].choices
    assert [pk for pk, _label in listed] == [action.pk]


def test_the_only_partner_country_is_filled_in(manager, manager_client, action):
    assert form_of(manager_client)["countries-0-country"] == str(country("ZM").pk)
    several = ActionFactory(managers=[manager], partner_countries=["ZM", "MW"])
    assert form_of(manager_client, f"{LOG}?action={several.slug}")["countries-0-country"] == ""


def test_an_activity_is_planned_until_somebody_says_otherwise(manager_client, action):
    assert logged(manager_client).state == Activity.State.PLANNED
    assert logged(manager_client, state="done").state == Activity.State.DONE


def test_whoever_opens_the_screen_for_a_colleagues_action_gets_one_of_their_own(manager_client, action):
    others = ActionFactory()
    assert form_of(manager_client, f"{LOG}?action={others.slug}")["of_action"] == str(action.pk)


# --- What is saved --------------------------------------------------------------------------------------------------


def test_a_title_is_enough_and_what_is_unknown_stays_unknown(manager_client, action):
    activity = logged(manager_client, countries__0__country="")
    unknown = (activity.type, activity.component, activity.start, activity.participants, activity.women)
    assert unknown == (None,) * 5
    assert (activity.mode, activity.place, list(activity.countries.all())) == ("", "", [])
    assert not Deployment.objects.exists()
    assert not Output.objects.exists()
    assert not Image.objects.exists()


def test_everything_is_saved_at_once(manager, manager_client, action):
    component, source, expert = ComponentFactory(action=action), SourceFactory(), ExpertFactory()
    activity = logged(
        manager_client,
        component=component.pk,
        type=ActivityType.objects.get(slug="workshop").pk,
        mode="hybrid",
        state="done",
        start="2013-05",
        end="2013-05-07",
        place="Lusaka",
        countries__0__country=country("ZM").pk,
        countries__1__country=country("MW").pk,
        participants=20,
        women=9,
        institutions=5,
        description="Well received.",
        sources=[source.pk],
        experts__0__expert=expert.pk,
        experts__0__role="trainer",
        experts__0__days="2.5",
        newcomers__0__name="Anna Nowak",
        newcomers__0__country=country("PL").pk,
        newcomers__0__role="speaker",
        groups__0__country=country("HU").pk,
        groups__0__category=ExpertCategory.objects.get(slug="academic").pk,
        groups__0__number=3,
        outputs__0__file=pdf(),
        outputs__0__kind=OutputKind.objects.get(slug="assessment-report").pk,
        outputs__0__state="final",
        outputs__0__language="fr",
        outputs__1__title="A law",
        outputs__1__address="https://example.org/law",
        photographs__0__image=picture(),
        photographs__0__caption="The room",
        new_sources__0__citation="Mission report, 2013.",
    )
    assert (activity.action, activity.component, activity.mode) == (action, component, "hybrid")
    assert (str(activity.start), str(activity.end), activity.place) == ("May 2013", "7 May 2013", "Lusaka")
    assert {one.code for one in activity.countries.all()} == {"ZM", "MW"}
    assert (activity.participants, activity.women, activity.institutions) == (20, 9, 5)
    assert {one.citation for one in activity.sources.all()} == {source.citation, "Mission report, 2013."}

    contributions: list[Any] = list(Deployment.objects.filter(activity=activity).order_by("pk"))
    named, new, group = contributions
    assert (named.expert, named.role, named.days, named.component) == (expert, "trainer", 2.5, component)
    assert (new.expert.name, new.expert.country.code, new.role) == ("Anna Nowak", "PL", "speaker")
    assert (group.expert, group.country.code, group.number) == (None, "HU", 3)
    assert named.sources.count() == 2

    outputs: list[Any] = list(Output.objects.filter(activity=activity).order_by("pk"))
    report, law = outputs
    assert (report.title, report.state, report.document.language) == ("Final report", "final", "fr")
    assert report.document.uploaded_by_user == manager
    assert report.document.collection.name == "Records"
    assert (law.title, law.document, law.address) == ("A law", None, "https://example.org/law")
    shown = activity.photographs.get()
    assert (shown.caption, shown.image.width, shown.image.collection.name) == ("The room", 40, "Records")


def test_every_record_has_its_history_and_a_version(manager, manager_client, action):
    activity = logged(manager_client, newcomers__0__name="Anna Nowak", outputs__0__title="A law")
    for record in (activity, Deployment.objects.get(), Expert.objects.get(), Output.objects.get()):
        entry = ModelLogEntry.objects.get(object_id=record.pk, content_type__model=record._meta.model_name)
        assert (entry.action, entry.user) == ("wagtail.create", manager)
        assert record.latest_revision.user == manager


def test_a_row_left_empty_is_no_row_and_a_removed_one_neither(manager_client, action):
    logged(
        manager_client,
        outputs__0__title="",
        outputs__1__title="A law",
        outputs__1__DELETE="on",
        groups__0__category="",
    )
    assert not Output.objects.exists()
    assert not Deployment.objects.exists()


def test_what_belongs_to_an_internal_activity_is_internal(manager_client, action):
    activity = logged(manager_client, internal="on", outputs__0__title="A law", groups__0__country=country("HU").pk)
    assert activity.internal
    assert Output.objects.get().internal
    assert Deployment.objects.get().internal


def test_an_output_may_be_internal_alone(manager_client, action):
    activity = logged(manager_client, outputs__0__title="A law", outputs__0__internal="on")
    assert (activity.internal, Output.objects.get().internal) == (False, True)


def test_after_saving_one_stands_on_the_action_and_is_told_what_was_saved(manager_client, action):
    answer = log(manager_client, title="<b>Data</b>", outputs__0__title="A law", groups__0__country=country("HU").pk)
    assert answer.url == reverse("workspace_action_tab", args=[action.slug, "activities"])
    page = manager_client.get(answer.url).content.decode()
    assert "“&lt;b&gt;Data&lt;/b&gt;” is saved, with 1 entry of experts, 1 output." in page
    edit = reverse("wagtailsnippets_actions_activity:edit", args=[Activity.objects.get().pk])
    assert f'href="{edit}"' in page


def test_save_and_log_another_keeps_action_component_place_and_countries(manager, manager_client, action):
    component = ComponentFactory(action=action)
    answer = log(
        manager_client,
        title="First day",
        component=component.pk,
        place="Lusaka",
        countries__0__country=country("MW").pk,
        participants=20,
        **{"log-another": "yes"},
    )
    data = form_of(manager_client, answer.url)
    assert (data["of_action"], data["component"], data["place"]) == (str(action.pk), str(component.pk), "Lusaka")
    assert data["countries-0-country"] == str(country("MW").pk)
    assert (data["title"], data["participants"]) == ("", "")


# --- What is refused, and that nothing of it is saved -------------------------------------------------------------


def test_without_a_title_nothing_is_saved_and_nothing_is_lost(manager_client, action):
    answer = log(manager_client, title="", place="Lusaka", groups__0__country=country("HU").pk)
    assert "title" in errors_of(answer)
    page = answer.content.decode()
    assert 'value="Lusaka"' in page
    assert f'<option value="{country("HU").pk}" selected' in page
    assert not Activity.objects.exists()


def test_a_colleagues_action_is_refused(manager_client, action):
    others = ActionFactory()
    answer = log(manager_client, title="Workshop", action=others.pk)
    assert "Choose one of yours" in errors_of(answer)["of_action"]


def test_a_component_of_another_action_is_refused(manager, manager_client, action):
    others = ComponentFactory(action=ActionFactory(managers=[manager]))
    answer = log(manager_client, title="Workshop", action=action.pk, component=others.pk)
    assert "another Action" in errors_of(answer)["component"]


@pytest.mark.parametrize(
    ("values", "control", "sentence"),
    [
        ({"participants": 20, "women": 21}, "women", "More women than participants"),
        ({"start": "2013-05", "end": "2013-04"}, "end", "ends before it starts"),
        ({"start": "soon"}, "start", "Write a year"),
        ({"participants": -1}, "participants", "greater than or equal to 0"),
        ({"groups__0__number": 3}, "groups-0-category", "at least a category"),
        ({"groups__0__number": 0, "groups__0__country": 1}, "groups-0-number", "at least 1"),
        ({"outputs__0__state": "final"}, "outputs-0-title", "Give it a title"),
        ({"outputs__0__title": "A law", "outputs__0__address": "nowhere"}, "outputs-0-address", "valid URL"),
        ({"newcomers__0__role": "trainer"}, "newcomers-0-name", "required"),
        ({"experts__0__role": "trainer"}, "experts-0-expert", "Search the roster"),
        ({"photographs__0__caption": "The room"}, "photographs-0-image", "Choose the photograph"),
        ({"new_sources__0__address": "https://example.org"}, "new_sources-0-citation", "required"),
    ],
)
def test_a_broken_rule_speaks_beside_its_field_and_nothing_is_saved(manager_client, action, values, control, sentence):
    answer = log(manager_client, title="Workshop", **values)
    found = errors_of(answer)
    assert list(found) == [control]
    assert sentence in found[control]
    page = answer.content.decode()
    assert f'id="id_{control}_error"' in page
    assert 'aria-invalid="true"' in page
    assert not Activity.objects.exists()


def test_a_file_that_is_not_what_its_name_says_is_refused_and_named_again(manager_client, action):
    before = files_on_disk()
    wrong = SimpleUploadedFile("report.pdf", b"<html>", "application/pdf")
    answer = log(manager_client, title="Workshop", outputs__0__file=wrong, photographs__0__image=picture())
    assert list(errors_of(answer)) == ["outputs-0-file"]
    page = answer.content.decode()
    assert "Choose “report.pdf” again" in page
    assert "Choose “workshop.jpg” again" in page
    assert files_on_disk() == before


def test_what_only_the_last_record_refuses_undoes_the_first_and_its_files(manager_client, action, monkeypatch):
    before = files_on_disk()

    def refuse(self: Output) -> None:
        raise ValidationError({"title": "Not this one."})

    monkeypatch.setattr(Output, "clean", refuse)
    monkeypatch.setattr("mieux_portal.workspace.log_activity.attachments.OutputRow._post_clean", lambda row: None)
    answer = log(
        manager_client,
        title="Workshop",
        outputs__0__title="A law",
        outputs__0__file=pdf(),
        photographs__0__image=picture(),
        newcomers__0__name="Anna Nowak",
        new_sources__0__citation="Mission report",
    )
    assert errors_of(answer)
    for model in (Activity, Deployment, Expert, Output, Image, ActionDocument):
        assert not model.objects.exists(), model
    assert not Source.objects.filter(citation="Mission report").exists()
    assert files_on_disk() == before


def test_an_error_of_the_server_leaves_no_file_behind(manager_client, action, monkeypatch):
    before = files_on_disk()
    monkeypatch.setattr(Output, "save", lambda *args, **kwargs: 1 / 0)
    data = filled(manager_client, title="Workshop", outputs__0__file=pdf(), photographs__0__image=picture())
    with pytest.raises(ZeroDivisionError):
        manager_client.post(LOG, data)
    assert not Activity.objects.exists()
    assert files_on_disk() == before


def test_a_form_that_is_sent_twice_makes_one_activity(manager_client, action):
    source = {"new_sources__0__citation": "A report", "new_sources__0__address": "https://example.org/report"}
    data = filled(manager_client, title="Workshop", newcomers__0__name="Anna Nowak", **source)
    addresses = [manager_client.post(LOG, data).url for _press in range(2)]
    assert addresses[0] == addresses[1]
    assert (Activity.objects.count(), Expert.objects.count(), Deployment.objects.count()) == (1, 1, 1)
    assert "This was saved already" in manager_client.get(addresses[1]).content.decode()


# --- Experts --------------------------------------------------------------------------------------------------------


def test_an_expert_twice_in_one_role_is_refused_with_the_models_sentence(manager_client, action):
    expert = ExpertFactory()
    rows = {"experts__0__expert": expert.pk, "experts__1__expert": expert.pk, "experts__0__role": "trainer"}
    answer = log(manager_client, title="Workshop", **rows, experts__1__role="trainer")
    assert TWICE in errors_of(answer)["experts-1-role"]
    logged(manager_client, **rows, experts__1__role="speaker")


def test_a_new_expert_whose_name_is_on_the_roster_is_asked_about(manager_client, action):
    known = ExpertFactory(name="Zsófia Kovács", country=country("HU"))
    row = {"title": "Workshop", "newcomers__0__name": "Kovacs  zsofia", "newcomers__0__role": "trainer"}
    answer = log(manager_client, **row)
    assert "somebody of this name" in errors_of(answer)["newcomers-0-same"]
    assert "Zsófia Kovács — Hungary" in answer.content.decode()

    logged(manager_client, **row, newcomers__0__same=known.pk)
    assert Deployment.objects.get().expert == known
    logged(manager_client, **row, newcomers__0__same="another")
    assert Deployment.objects.latest("pk").expert == Expert.objects.get(name="Kovacs  zsofia")
    assert Expert.objects.count() == 2


def test_an_answer_that_names_somebody_else_is_refused(manager_client, action):
    ExpertFactory(name="Zsófia Kovács")
    other = ExpertFactory(name="Somebody Else")
    answer = log(manager_client, title="Workshop", newcomers__0__name="Zsófia Kovács", newcomers__0__same=other.pk)
    assert list(errors_of(answer)) == ["newcomers-0-same"]


def test_a_person_found_and_the_same_one_entered_by_name_are_one(manager_client, action):
    known = ExpertFactory(name="Zsófia Kovács")
    answer = log(
        manager_client,
        title="Workshop",
        experts__0__expert=known.pk,
        newcomers__0__name="Zsófia Kovács",
        newcomers__0__same=known.pk,
    )
    assert TWICE in errors_of(answer)["newcomers-0-role"]


def test_a_new_expert_entered_twice_is_refused(manager_client, action):
    answer = log(manager_client, title="Workshop", newcomers__0__name="Anna Nowak", newcomers__1__name="anna nowak")
    assert "entered twice" in errors_of(answer)["newcomers-1-name"]


def test_a_refused_form_still_shows_who_was_chosen(manager_client, action):
    expert = ExpertFactory(name="Zsófia Kovács")
    page = log(manager_client, title="", experts__0__expert=expert.pk).content.decode()
    assert f'<option value="{expert.pk}" selected>Zsófia Kovács</option>' in page


# --- The search of the roster ---------------------------------------------------------------------------------------


def test_the_roster_is_searched_by_every_word_whatever_its_accents(manager_client, action):
    ExpertFactory(name="Zsófia Kovács", country=country("HU"))
    ExpertFactory(name="Anna Kovács", country=country("PL"))
    ExpertFactory(name="Łukasz Nowak")
    searches = {"kovacs hungary": ["Zsófia Kovács"], "LUKASZ": ["Łukasz Nowak"], "kovács nowhere": [], "  ": []}
    for words, names in searches.items():
        found = manager_client.get(EXPERTS, {"q": words}).json()
        assert [person["name"] for person in found["persons"]] == names, words


def test_the_search_tells_at_most_ten_and_that_there_are_more(manager_client, action):
    ExpertFactory.create_batch(11, name="Zsófia Kovács")
    found = manager_client.get(EXPERTS, {"q": "zsofia"}).json()
    assert (len(found["persons"]), found["more"]) == (10, True)


def test_the_search_never_tells_a_contact(manager_client, action):
    ExpertFactory(name="Zsófia Kovács", contact="private@example.org", biography="A judge")
    answer = manager_client.get(EXPERTS, {"q": "zsofia"})
    assert set(answer.json()["persons"][0]) == {"id", "name", "about", "line"}
    assert "private" not in answer.content.decode()
    assert manager_client.get(EXPERTS, {"q": "private@example.org"}).json()["persons"] == []


@pytest.mark.parametrize("role", ["Editors", "Evaluators", "Partners"])
@pytest.mark.parametrize("address", [EXPERTS, COPIED, f"{LOG}namesakes/", f"{LOG}earlier/", LOG])
def test_nobody_else_may_search_or_log(client, db, role, address):
    ExpertFactory(name="Zsófia Kovalenkova")  # plain letters: JSON spells others, and a short name stands in a token
    client.force_login(UserFactory(groups=[role]))
    answer = client.get(address, {"q": "zsofia", "name": "zsofia"}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code in (302, 403)
    assert b"Kovalenkova" not in answer.content


def test_the_roster_is_closed_to_a_manager_who_may_not_see_it(manager, manager_client, action):
    expert = ExpertFactory(name="Zsófia Kovács")
    row = {"experts-TOTAL_FORMS": 1, "experts-INITIAL_FORMS": 0, "experts-0-expert": expert.pk}
    manager.groups.get().permissions.remove(Permission.objects.get(codename="view_expert"))
    assert manager_client.get(EXPERTS, {"q": "zsofia"}).status_code == 302
    assert "Search the roster" not in manager_client.get(LOG).content.decode()
    assert log(manager_client, title="Workshop", **row).status_code == 302
    assert not Deployment.objects.exists()


def test_a_visitor_is_led_to_the_door(client, db):
    assert "/sign-in/" in client.get(LOG).url


def test_a_manager_without_an_action_is_told_who_can_help(manager_client):
    UserFactory(groups=["Administrators"], first_name="Otto", last_name="Helper", email="otto@example.org")
    answer = manager_client.get(LOG)
    assert answer.status_code == 403
    assert "Otto Helper" in answer.content.decode()
    assert manager_client.post(LOG, {"title": "Workshop"}).status_code == 403


def test_the_menu_leads_there_first_and_only_those_who_may(client, db):
    for role, first in (("Programme managers", True), ("Editors", False)):
        client.force_login(UserFactory(groups=[role]))
        request = client.get("/admin/").wsgi_request
        names = [item.name for item in sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)]
        assert ("log-activity" in names, names[0] == "log-activity") == (first, first)


# --- A copy of an earlier activity ------------------------------------------------------------------------------------


@pytest.fixture
def earlier(action):
    component, expert = ComponentFactory(action=action), ExpertFactory(name="Zsófia Kovács")
    activity = ActivityFactory(
        action=action,
        component=component,
        title="Workshop, first round",
        type=ActivityType.objects.get(slug="workshop"),
        mode="on-site",
        state="done",
        start="2013-05",
        place="Lusaka",
        countries=["MW"],
        participants=20,
        description="Well received.",
    )
    DeploymentFactory(action=action, activity=activity, expert=expert, country=None, category=None, role="trainer")
    DeploymentFactory(action=action, activity=activity, number=4)
    return activity


def test_a_copy_takes_people_and_place_but_no_date_number_or_file(manager_client, action, earlier):
    data = form_of(manager_client, f"{LOG}?copy={earlier.pk}")
    same = {
        "of_action": action.pk,
        "component": earlier.component_id,
        "title": earlier.title,
        "type": earlier.type_id,
        "mode": "on-site",
        "place": "Lusaka",
        "countries-0-country": country("MW").pk,
        "experts-0-expert": Expert.objects.get().pk,
        "experts-0-role": "trainer",
        "groups-0-country": country("HU").pk,
    }
    assert {name: data[name] for name in same} == {name: str(value) for name, value in same.items()}
    assert data["state"] == "planned"
    for name in ("start", "end", "participants", "description", "groups-0-number", "outputs-0-title"):
        assert data[name].strip() == "", name


def test_the_screen_fetches_the_same_copy(manager_client, earlier):
    told = manager_client.get(COPIED, {"of": earlier.pk}).json()
    expert = Expert.objects.get()
    assert told["rows"]["experts"] == [{"expert": expert.pk, "role": "trainer"}]
    assert told["names"] == {str(expert.pk): "Zsófia Kovács"}
    assert (told["fields"]["place"], told["fields"]["state"]) == ("Lusaka", "planned")


def test_a_colleagues_activity_is_copied_into_an_own_action_without_its_component(manager_client, action):
    others = ActivityFactory(component=ComponentFactory(), place="Lima")
    data = form_of(manager_client, f"{LOG}?copy={others.pk}")
    assert (data["of_action"], data["component"], data["place"]) == (str(action.pk), "", "Lima")


@pytest.mark.parametrize("asked", ["copy=0", "copy=x", "copy=99999999999999999999", "after=0", "action=nowhere"])
def test_an_address_that_names_nothing_opens_an_empty_form(manager_client, action, asked):
    assert form_of(manager_client, f"{LOG}?{asked}")["title"] == ""


def test_the_last_ten_of_the_chosen_action_are_offered(manager, manager_client, action, earlier):
    for year in range(2000, 2011):
        ActivityFactory(action=action, start=str(year), title=f"Round {year}")
    ActivityFactory(action=ActionFactory(managers=[manager]), title="Elsewhere", start="2020")
    told = manager_client.get(f"{LOG}earlier/", {"of_action": action.pk}).json()["activities"]
    assert len(told) == 10
    assert told[0]["label"] == "May 2013: Workshop, first round"
    assert "Elsewhere" not in str(told)


def test_the_list_of_activities_leads_to_a_copy(manager_client, earlier):
    page = manager_client.get(reverse("wagtailsnippets_actions_activity:list")).content.decode()
    assert f"{LOG}?copy={earlier.pk}" in page


# --- Growth -----------------------------------------------------------------------------------------------------------


def test_the_screen_and_its_search_ask_as_much_in_a_large_portfolio(manager, manager_client, action, earlier):
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert manager_client.get(address).status_code == 200
        return len(queries)

    addresses = (LOG, f"{LOG}?copy={earlier.pk}", f"{EXPERTS}?q=zsofia", f"{LOG}earlier/?of_action={action.pk}")
    few = [asked(address) for address in addresses]
    for _each in range(5):
        ComponentFactory(action=ActionFactory(managers=[manager], partner_countries=["ZM"]))
        expert = ExpertFactory(name="Zsófia Kovács", country=country("HU"))
        DeploymentFactory(action=action, activity=earlier, expert=expert, country=None, category=None)
        ActivityFactory(action=action, start="2014")
    assert [asked(address) for address in addresses] == few
