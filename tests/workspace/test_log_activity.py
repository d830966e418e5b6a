"""An activity is logged with all that comes with it, on one screen: what is filled in, refused and saved."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry

from actions.models import ActionDocument, Activity, ActivityType, Output, OutputKind, Source
from experts.models import Deployment, Expert, ExpertCategory
from tests.factories import (
    ActionFactory,
    ComponentFactory,
    ExpertFactory,
    SourceFactory,
    country,
)

from .log_form import LOG, errors_of, files_on_disk, filled, form_of, log, logged, pdf, picture

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
