"""The screen of one Action: who sees what, what is counted, and how many queries that takes."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action, Activity, Output
from actions.models.action import Objective
from mieux_portal.workspace.action_screen.tabs import TABS
from tests.actions.screens import address, form_of, is_refused, save
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
    SourceFactory,
    UserFactory,
    country,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db
every_tab = pytest.mark.parametrize("tab", [tab.slug for tab in TABS])


@pytest.fixture
def editor():
    return client_of(UserFactory(groups=["Editors"]))


@pytest.fixture
def action(manager):
    return ActionFactory(managers=[manager])


def tab_of(action, tab):
    return reverse("workspace_action_tab", args=[action.slug, tab])


def screen_of(action):
    return reverse("workspace_action", args=[action.slug])


def filled(action, times):
    """Every kind of fact, each with its relations: an empty one hides its query."""
    for _number in range(times):
        source = SourceFactory()
        component = ComponentFactory(action=action, sources=[source])
        MilestoneFactory(action=action, sources=[source], date="2013")
        activity = ActivityFactory(action=action, component=component, countries=["MW"], sources=[source])
        OutputFactory(action=action, activity=activity, sources=[source])
        expert = ExpertFactory(country=country("IT"))
        DeploymentFactory(action=action, activity=activity, expert=expert, country=None, sources=[source])
        KnowledgeItemFactory(action=action, readings=["ownership"], sources=[source])
        Objective.objects.create(action=action, text="Officials trained", sort_order=0)
        activity.write(UserFactory())


# --- Who comes in -------------------------------------------------------------------------------------


@every_tab
def test_whoever_reads_actions_reads_each_tab(editor, manager_client, tab):
    other = ActionFactory(published=False)
    filled(other, 1)
    assert [client.get(tab_of(other, tab)).status_code for client in (editor, manager_client)] == [200, 200]


@pytest.mark.parametrize("role", ["Partners", "Evaluators"])
def test_who_does_not_work_in_the_admin_does_not_come_in(action, role):
    answer = client_of(UserFactory(groups=[role])).get(screen_of(action))
    assert answer.status_code == 302
    assert Client().get(screen_of(action)).status_code == 302


def test_an_unknown_tab_and_an_unknown_action_are_not_found(manager_client, action):
    assert manager_client.get(tab_of(action, "no-such-tab")).status_code == 404
    assert manager_client.get(reverse("workspace_action", args=["no-such-action"])).status_code == 404


def ways_to_change(action):
    names = ("workspace_action_status", "workspace_action_publish", "workspace_action_hand_over")
    return [address(Action, "edit", action.pk), *(reverse(name, args=[action.slug]) for name in names)]


def test_ways_to_change_are_offered_to_its_manager_only(manager_client, editor, action):
    other = ActionFactory()
    own_screen, other_screen = (manager_client.get(screen_of(one)).content.decode() for one in (action, other))
    assert [way for way in ways_to_change(action) if way not in own_screen] == []
    assert [way for way in ways_to_change(other) if way in other_screen] == []
    assert [way for way in ways_to_change(action) if way in editor.get(screen_of(action)).content.decode()] == []


def test_whoever_covers_for_the_manager_may_change_but_not_hand_over(manager, action):
    cover = UserFactory(groups=["Programme managers"])
    AbsenceFactory(manager=manager, covered_by=cover, first_day=date(2020, 1, 1), last_day=date(2099, 1, 1))
    client = client_of(cover)
    *may, hand_over = ways_to_change(action)
    screen = client.get(screen_of(action)).content.decode()
    assert [way for way in may if way not in screen] == []
    assert hand_over not in screen
    assert is_refused(client.get(hand_over))


def test_a_row_leads_to_its_form_where_it_may_be_changed_and_is_read_otherwise(manager_client, manager):
    own, other = ActivityFactory(action__managers=[manager]), ActivityFactory()
    pages = [manager_client.get(tab_of(one.action, "activities")).content.decode() for one in (own, other)]
    assert address(Activity, "edit", own.pk) in pages[0]
    assert address(Activity, "edit", other.pk) not in pages[1]
    assert address(Activity, "inspect", other.pk) in pages[1]


def test_an_editor_writes_knowledge_items_but_no_facts(editor, action):
    item, output = KnowledgeItemFactory(action=action), OutputFactory(action=action)
    knowledge = editor.get(tab_of(action, "knowledge")).content.decode()
    assert address(type(item), "edit", item.pk) in knowledge
    assert f"{address(type(item), 'add')}?action={action.pk}" in knowledge
    assert address(Output, "edit", output.pk) not in editor.get(tab_of(action, "outputs")).content.decode()


@pytest.mark.parametrize("tab", ["experts", "sources", "history"])
def test_an_editor_reads_no_name_of_an_expert(editor, manager_client, action, tab):
    expert = ExpertFactory(name="Zsófia Secret", country=country("HU"))
    DeploymentFactory(action=action, expert=expert, country=None).write()
    seen = editor.get(tab_of(action, tab)).content.decode()
    assert "Zsófia Secret" not in seen
    assert "Hungary" in seen
    assert "Zsófia Secret" in manager_client.get(tab_of(action, "experts")).content.decode()


def test_the_list_and_the_form_of_actions_lead_to_the_screen(manager_client, action):
    assert screen_of(action) in manager_client.get(address(Action, "list")).content.decode()
    assert screen_of(action) in manager_client.get(address(Action, "edit", action.pk)).content.decode()
    assert save(manager_client, address(Action, "edit", action.pk), title="Profiles").url == screen_of(action)


def test_a_title_is_no_markup(manager_client, action):
    ActivityFactory(action=action, title="<b>Workshop</b>")
    page = manager_client.get(tab_of(action, "activities")).content.decode()
    assert "&lt;b&gt;Workshop&lt;/b&gt;" in page
    assert "<b>Workshop" not in page


def test_an_activity_is_copied_from_its_row_by_who_may_log_one_for_its_action(manager_client, action):
    own, other = ActivityFactory(action=action), ActivityFactory()
    pages = [manager_client.get(tab_of(one.action, "activities")).content.decode() for one in (own, other)]
    copy = reverse("workspace_log_activity") + "?copy="
    assert f"{copy}{own.pk}" in pages[0]
    assert copy not in pages[1]


# --- What is counted ----------------------------------------------------------------------------------


def figures(client, action):
    return client.get(screen_of(action)).context


def test_done_is_counted_against_planned(manager_client, action):
    for state in ("done", "done", "planned", "cancelled"):
        ActivityFactory(action=action, state=state)
    ActivityFactory(action=action, state="done", internal=True)
    ActivityFactory(state="done")
    assert figures(manager_client, action)["activities"].by_state == {
        "done": 2,
        "planned": 1,
        "postponed": 0,
        "cancelled": 1,
    }


def test_participants_are_summed_over_what_was_done_and_says_so(manager_client, action):
    for state, number in (("done", 20), ("done", 0), ("done", None), ("planned", 50)):
        ActivityFactory(action=action, state=state, participants=number)
    told = figures(manager_client, action)["activities"]
    assert (told.participants, told.tell_participants, told.done) == (20, 2, 3)
    assert "told by 2 of 3 activities done" in manager_client.get(screen_of(action)).content.decode()


def test_the_share_of_women_counts_only_activities_that_tell_both(manager_client, action):
    ActivityFactory(action=action, participants=20, women=5)
    ActivityFactory(action=action, participants=20, women=None)
    told = figures(manager_client, action)["activities"]
    assert (told.share_of_women, told.women, told.among, told.tell_women) == (25, 5, 20, 1)


def test_what_nobody_tells_is_not_recorded_and_never_zero(manager_client, action):
    ActivityFactory(action=action, participants=None)
    told = figures(manager_client, action)
    assert (told["activities"].participants, told["activities"].share_of_women) == (None, None)
    assert told["contributions"].days is None
    assert manager_client.get(screen_of(action)).content.decode().count("not recorded") >= 3


def test_a_share_of_nobody_is_no_error(manager_client, action):
    ActivityFactory(action=action, participants=0, women=0)
    assert figures(manager_client, action)["activities"].share_of_women is None


def test_experts_are_counted_by_country_and_a_country_is_nobody(manager_client, action):
    italian = ExpertFactory(country=country("IT"))
    for _time in range(2):  # a person who came twice
        DeploymentFactory(action=action, expert=italian, country=None, days=3)
    DeploymentFactory(action=action, country=country("HU"), number=4)
    DeploymentFactory(action=action, country=country("MT"))
    told = figures(manager_client, action)["contributions"]
    lines = {line.country.code: (line.contributions, line.persons) for line in told.origins}
    assert lines == {"IT": (2, 1), "HU": (1, 4), "MT": (1, None)}
    assert (told.days, told.tell_days, told.contributions) == (6, 2, 4)


def test_outputs_are_counted_by_state_and_items_by_kind(manager_client, action):
    OutputFactory(action=action, state="adopted")
    OutputFactory(action=action)
    KnowledgeItemFactory(action=action, kind="impact")
    KnowledgeItemFactory(action=action, kind="impact", live=False)
    told = figures(manager_client, action)
    assert (told["outputs"], [number for _label, number in told["states"]]) == (2, [1, 1])
    assert [(live, drafts) for _kind, live, drafts in told["kinds"]] == [(0, 0), (0, 0), (1, 1)]


def test_the_overview_tells_objectives_managers_and_cover(manager_client, manager, action):
    cover = UserFactory(first_name="Clara")
    AbsenceFactory(manager=manager, covered_by=cover, first_day=date(2020, 1, 1), last_day=date(2099, 1, 1))
    Objective.objects.create(action=action, text="Officials trained", target="40", result="43", sort_order=0)
    page = manager_client.get(screen_of(action)).content.decode()
    assert [words for words in ("Officials trained", "40", "43", manager.full_name, "Clara") if words not in page] == []


def test_the_overview_tells_which_goals_it_serves_and_who_says_so(manager_client, manager):
    action = ActionFactory(managers=[manager], target_readings=["10-7"], compact_readings=["objective-1"])
    action.compact_readings.update(named_by=SourceFactory(citation="ICMPD, Annual report"))
    page = manager_client.get(screen_of(action)).content.decode()
    assert "10.7 Orderly, safe and regular migration" in page
    assert page.count("the portal&#x27;s own reading") + page.count("the portal's own reading") == 1
    assert "Named by: ICMPD, Annual report" in page


def test_the_overview_says_what_is_missing_with_a_link(manager_client, action):
    activity = ActivityFactory(action=action, participants=None)
    assert (
        f"{address(Activity, 'edit', activity.pk)}#id_participants"
        in manager_client.get(screen_of(action)).content.decode()
    )


def test_case_studies_are_found_from_the_overview(manager_client, action):
    study = CaseStudyPageFactory(action=action)
    assert reverse("wagtailadmin_pages:edit", args=[study.pk]) in manager_client.get(screen_of(action)).content.decode()


def test_a_source_is_listed_with_the_goal_that_it_names(manager_client, manager):
    action = ActionFactory(managers=[manager], target_readings=["10-7", "8-7"], sources=[SourceFactory()])
    named = action.target_readings.get(target__slug="8-7")
    named.named_by = SourceFactory(citation="ICMPD, Annual report")
    named.save()
    page = manager_client.get(tab_of(action, "sources"))
    assert page.context["sources"][1] == (named.named_by, [named])
    assert page.context["unsourced"] == []  # a reading of ours needs none
    assert "8.7" in page.content.decode()


def test_a_source_is_listed_with_the_facts_that_it_tells(manager_client, action):
    source = SourceFactory(citation="ICMPD, Factsheet, 2018.")
    told, untold = OutputFactory(action=action, sources=[source]), OutputFactory(action=action)
    context = manager_client.get(tab_of(action, "sources")).context
    assert context["sources"] == [(source, [told])]
    assert context["unsourced"] == [action, untold]


@pytest.mark.parametrize("tab", [tab.slug for tab in TABS if tab.slug != "overview"])
def test_an_empty_tab_says_what_to_do_next(manager_client, action, tab):
    page = manager_client.get(tab_of(action, tab)).content.decode()
    assert "yet" in page


def test_a_new_record_has_its_action_chosen_already(manager_client, action):
    page = manager_client.get(tab_of(action, "outputs")).context
    assert form_of(manager_client, page["add_output"])["of_action"] == str(action.pk)


# --- Queries ------------------------------------------------------------------------------------------


def queries(client, address):
    client.get(address)  # warms the caches of content types and sites
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@every_tab
def test_a_tab_asks_as_much_for_many_facts_as_for_few(manager_client, action, tab):
    filled(action, 2)
    few = queries(manager_client, tab_of(action, tab))
    filled(action, 8)
    assert queries(manager_client, tab_of(action, tab)) == few <= (60 if tab == "overview" else 40)
