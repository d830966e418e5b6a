"""Every kind of record can be kept in the admin, and its history tells what changed."""

import pytest
from django.urls import reverse
from wagtail.log_actions import registry as log

from actions.base.partial_dates import PartialDate
from actions.models import Action, Activity, Area, Membership, Organisation, Region
from experts.models import Deployment, Expert
from practices.models import KnowledgeItem
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    country,
)

from .screens import KINDS, address, comparison_link, errors_of, form_of, save, send, viewset_of

every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


def test_all_kinds_stand_in_one_menu(administrator):
    menu = administrator.get(reverse("wagtailadmin_home")).content.decode()
    assert len(KINDS) == 26
    assert [kind for kind in KINDS if address(kind.model, "list") not in menu] == []


@every_kind
def test_every_kind_is_listed_and_found_by_its_words(administrator, kind):
    record = kind.make()
    words = getattr(record, viewset_of(kind.model).search_fields[0])
    listed = administrator.get(address(kind.model, "list"), {"q": words})
    assert words in listed.content.decode()
    assert record in listed.context["object_list"]
    nothing = administrator.get(address(kind.model, "list"), {"q": "no such words"})
    assert list(nothing.context["object_list"]) == []


@every_kind
def test_every_list_can_be_filtered_and_sorted_by_each_of_its_columns(administrator, kind):
    kind.make()
    page = administrator.get(address(kind.model, "list"))
    filters = list(page.context["filters"].form.fields)
    sortings = [column.sort_key for column in page.context["table"].columns.values() if column.sort_key]
    assert filters
    assert sortings
    for query in [{name: "2013"} for name in filters] + [{"ordering": key} for key in sortings]:
        assert administrator.get(address(kind.model, "list"), query).status_code == 200


@every_kind
def test_every_kind_can_be_created(administrator, kind):
    before = kind.model.objects.count()
    save(administrator, address(kind.model, "add"), **kind.needs())
    created = kind.model.objects.latest("pk")
    assert kind.model.objects.count() == before + 1
    assert created.revisions.count() == 1
    assert [entry.action for entry in log.get_logs_for_instance(created)] == ["wagtail.create"]


@every_kind
def test_every_kind_can_be_edited_and_its_history_tells_the_difference(administrator, kind):
    """Also of a record that a migration made: its state before the first change is kept as a version."""
    record = kind.make()
    field, typed = kind.change
    save(administrator, address(kind.model, "edit", record.pk), **{field: typed})
    record = kind.model.objects.get(pk=record.pk).get_latest_revision_as_object()
    assert getattr(getattr(record, field), "iso", getattr(record, field)) == typed
    comparison = administrator.get(comparison_link(administrator, record)).content.decode()
    assert [words for words in kind.told if words not in comparison] == []


@every_kind
def test_every_kind_can_be_deleted(administrator, kind):
    record = kind.make()
    question = administrator.get(address(kind.model, "delete", record.pk))
    assert question.status_code == 200
    administrator.post(address(kind.model, "delete", record.pk))
    assert not kind.model.objects.filter(pk=record.pk).exists()


@every_kind
def test_every_kind_can_be_read_without_being_edited(administrator, kind):
    record = kind.make()
    answer = administrator.get(address(kind.model, "inspect", record.pk))
    assert answer.status_code == 200
    told = viewset_of(kind.model).inspect_view_fields
    more = 1 if kind.model is Expert else 0  # what the person was deployed to
    assert len(answer.context["fields"]) == len(told) + more


def test_what_is_deleted_in_bulk_is_logged_like_a_single_one(administrator):
    records = [ActivityFactory(), ActivityFactory()]
    bulk = reverse("wagtail_bulk_action", args=["actions", "activity", "delete"])
    administrator.post(f"{bulk}?id={records[0].pk}&id={records[1].pk}")
    assert not Activity.objects.exists()
    assert [log.get_logs_for_instance(record).first().action for record in records] == ["wagtail.delete"] * 2


# --- Saving -------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["add", "edit"])
@every_kind
def test_only_words_save_themselves(administrator, kind, door):
    """Autosave would write the public row of a fact while somebody types."""
    args = [kind.make().pk] if door == "edit" else []
    page = administrator.get(address(kind.model, door, *args))
    assert page.context["autosave_enabled"] is (kind.model is KnowledgeItem)


def test_a_code_of_a_vocabulary_never_changes(administrator):
    area = Area.objects.get(slug="data-management")
    save(administrator, address(Area, "edit", area.pk), slug="data", name="Data")
    area.refresh_from_db()
    assert (area.slug, area.name) == ("data-management", "Data")


@pytest.mark.parametrize(("written", "kept"), [("", "profiles"), ("other-profiles", "other-profiles")])
def test_the_address_of_an_action_changes_only_where_somebody_writes_another(administrator, written, kept):
    action = ActionFactory(title="Profiles")
    save(administrator, address(Action, "edit", action.pk), title="Migration data", slug=written)
    action.refresh_from_db()
    assert (action.slug, action.title) == (kept, "Migration data")


def test_rows_are_saved_with_their_record(administrator):
    body = Organisation.objects.get(slug="comesa")
    row = body.memberships.get(country__code="AO")
    fields = form_of(administrator, address(Organisation, "edit", body.pk))
    (key,) = [name for name, value in fields.items() if name.endswith("-id") and value == str(row.pk)]
    save(administrator, address(Organisation, "edit", body.pk), **{key.replace("-id", "-end"): "2008-03"})
    row.refresh_from_db()
    assert str(row.end) == "March 2008"
    comparison = administrator.get(comparison_link(administrator, Organisation.objects.get(pk=body.pk)))
    assert "March 2008" in comparison.content.decode()


def test_a_draft_of_an_item_is_not_live_until_it_is_published(administrator):
    item = KnowledgeItemFactory(heading="Ask the users")
    save(administrator, address(KnowledgeItem, "edit", item.pk), heading="Ask those who count")
    assert KnowledgeItem.objects.get(pk=item.pk).heading == "Ask the users"
    save(administrator, address(KnowledgeItem, "edit", item.pk), **{"action-publish": "1"})
    assert KnowledgeItem.objects.get(pk=item.pk).heading == "Ask those who count"


def test_an_item_is_previewed(administrator):
    item = KnowledgeItemFactory(heading="Ask the users")
    preview = address(KnowledgeItem, "preview_on_edit", item.pk)
    data = form_of(administrator, address(KnowledgeItem, "edit", item.pk), heading="Ask those who count")
    assert administrator.post(preview, data).json() == {"is_valid": True, "is_available": True}
    assert "Ask those who count" in administrator.get(preview).content.decode()


def test_a_comparison_tells_a_gap_and_a_tick_in_words(administrator):
    activity = ActivityFactory()
    activity.write()
    save(administrator, address(Activity, "edit", activity.pk), participants=12, internal="on")
    comparison = administrator.get(comparison_link(administrator, activity)).content.decode()
    assert '<span class="deletion">not recorded</span> <span class="addition">12</span>' in comparison
    assert '<span class="deletion">no</span> <span class="addition">yes</span>' in comparison


def test_an_empty_choice_is_called_not_recorded_or_asks_to_choose(administrator):
    page = administrator.get(address(Activity, "add")).content.decode()
    assert '<option value="" selected>Not recorded</option>' in page
    assert '<option value="" selected>Choose</option>' in page
    assert "---------" not in page


# --- What a form refuses, and how it says so ---------------------------------------------------------


def test_an_activity_does_not_end_before_it_starts(administrator):
    activity = ActivityFactory(start="2013-05", end="2013-05-02")
    answer = send(administrator, address(Activity, "edit", activity.pk), end="2013-04-30")
    assert errors_of(answer) == {"end": ["It ends before it starts: correct one of the dates."]}


def test_an_action_does_not_end_before_it_starts(administrator):
    action = ActionFactory(started="2013-05")
    answer = send(administrator, address(Action, "edit", action.pk), ended="2012")
    assert errors_of(answer) == {"ended": ["The Action ends before it starts: correct a date."]}


def test_there_are_at_most_as_many_women_as_participants(administrator):
    activity = ActivityFactory(participants=20, women=20)
    answer = send(administrator, address(Activity, "edit", activity.pk), women="21")
    assert errors_of(answer) == {"women": ["More women than participants: correct one of the two numbers."]}


def test_days_are_not_negative(administrator):
    deployment = DeploymentFactory(days=0)
    answer = send(administrator, address(Deployment, "edit", deployment.pk), days="-1")
    assert errors_of(answer) == {"days": ["Days cannot be negative: write 0 or more, or leave it empty."]}


def test_a_deployment_says_who(administrator):
    deployment = DeploymentFactory(category=None)
    answer = send(administrator, address(Deployment, "edit", deployment.pk), country="")
    assert errors_of(answer) == {"expert": ["Say who: an expert, a country or at least a category."]}


def test_an_expert_is_in_a_role_of_an_activity_once(administrator):
    activity = ActivityFactory()
    first = DeploymentFactory(action=activity.action, activity=activity, expert=ExpertFactory(), role="trainer")
    second = DeploymentFactory(action=activity.action, activity=activity, expert=first.expert, role="speaker")
    answer = send(administrator, address(Deployment, "edit", second.pk), role="trainer")
    assert errors_of(answer) == {"role": ["This expert is recorded in this role in this activity already."]}


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}], ids=["as a draft", "to publish"])
def test_an_item_says_of_what_kind_it_is(administrator, button):
    item = KnowledgeItemFactory()
    answer = send(administrator, address(KnowledgeItem, "edit", item.pk), kind="", **button)
    assert errors_of(answer) == {"kind": ["Say what it is: a good practice, a lesson learnt or an impact."]}


def test_a_country_joins_a_body_once_on_a_day(administrator):
    body = Organisation.objects.create(name="SADC", slug="sadc")
    for code in ("MW", "ZM"):
        member = Membership(organisation=body, country=country(code))
        member.start = PartialDate.parse("1992")
        member.save()
    edit = address(Organisation, "edit", body.pk)
    answer = send(administrator, edit, **{"memberships-1-country": country("MW").pk})
    sentence = "This country's membership with this start is recorded already."
    assert errors_of(answer) == {"memberships-1-country": [sentence]}
    save(administrator, edit, **{"memberships-1-country": country("MW").pk, "memberships-1-start": "1998"})


def test_an_item_names_a_criterion_once(administrator):
    item = KnowledgeItemFactory(readings=["ownership", "replicability"])
    first, second = item.readings.all()
    edit = address(KnowledgeItem, "edit", item.pk)
    answer = send(administrator, edit, **{"readings-1-criterion": first.criterion_id})
    assert errors_of(answer) == {"readings-1-criterion": ["This is named twice: keep one of the two rows."]}
    save(administrator, edit, **{"readings-0-DELETE": "1", "readings-1-criterion": first.criterion_id})
    published = KnowledgeItem.objects.get(pk=item.pk).get_latest_revision_as_object()
    assert [(row.pk, row.criterion.slug) for row in published.readings.all()] == [(second.pk, "ownership")]


@pytest.mark.parametrize("typed", ["May 2013", "2013-13", "13"])
def test_a_wrong_date_stays_as_it_was_typed(administrator, typed):
    activity = ActivityFactory(start="2013")
    answer = send(administrator, address(Activity, "edit", activity.pk), start=typed)
    assert list(errors_of(answer)) == ["start"]
    assert f'name="start" value="{typed}"' in answer.content.decode()
    activity.refresh_from_db()
    assert activity.start.iso == "2013"


@pytest.mark.parametrize("typed", ["2013", "2013-05", "2013-05-02", ""])
def test_a_date_comes_back_as_precisely_as_it_was_typed(administrator, typed):
    activity = ActivityFactory(start="2011-01-01")
    save(administrator, address(Activity, "edit", activity.pk), start=typed)
    assert form_of(administrator, address(Activity, "edit", activity.pk))["start"] == typed


def test_an_imported_span_of_days_survives_a_save(administrator):
    activity = ActivityFactory(start="2013-05-02")
    Activity.objects.filter(pk=activity.pk).update(start_last="2013-06-03")
    save(administrator, address(Activity, "edit", activity.pk), title="Survey")
    activity.refresh_from_db()
    assert activity.start.iso == "2013-05-02/2013-06-03"


def test_a_component_of_another_action_is_refused_beside_its_field(administrator):
    activity, foreign = ActivityFactory(), ComponentFactory()
    answer = send(administrator, address(Activity, "edit", activity.pk), component=foreign.pk)
    assert errors_of(answer) == {"component": ["This belongs to another Action: choose one of the same Action."]}


# --- Versions outlive what they named ----------------------------------------------------------------


def test_an_old_version_that_names_what_is_gone_can_still_be_read(administrator):
    activity = ActivityFactory()
    component = ComponentFactory(action=activity.action)
    edit = address(Activity, "edit", activity.pk)
    save(administrator, edit, component=component.pk)
    save(administrator, edit, component="", title="Survey")
    administrator.post(address(type(component), "delete", component.pk))
    assert not type(component).objects.exists()
    activity = Activity.objects.get(pk=activity.pk)
    assert administrator.get(comparison_link(administrator, activity)).status_code == 200
    old = activity.revisions.order_by("pk")[1]
    assert administrator.get(address(Activity, "revisions_revert", activity.pk, old.pk)).status_code == 200


def test_a_row_of_an_old_version_that_names_what_is_gone_is_left_out(administrator):
    body = Organisation.objects.get(slug="comesa")
    body.save_revision()
    lost = body.memberships.get(country=country("AO")).country
    body.memberships.filter(country=lost).delete()
    lost.delete()
    assert body.get_latest_revision_as_object().memberships.count() == 25


def test_a_term_can_be_edited_where_others_refer_to_it(administrator):
    region = Region.objects.get(slug="asia")
    ActionFactory(region=region)
    save(administrator, address(Region, "edit", region.pk), name="Asia and the Pacific")
    region.refresh_from_db()
    assert region.name == "Asia and the Pacific"
