"""The worklist: what is late, waiting, due or missing, on whom, and where it is dealt with."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from actions.base.models import User
from actions.models import Absence, Action
from mieux_portal.workspace.worklist.board import Board, board_of, entries
from mieux_portal.workspace.worklist.days import span_in_words
from mieux_portal.workspace.worklist.kinds import KINDS, KINDS_BY_SLUG, Urgency
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
    SourceFactory,
    UserFactory,
)
from tests.gaps import status
from tests.people import client_of
from tests.workspace.portfolios import day, handed_in, manager, old_draft, queries_of, today, with_everything

BOARD = "/admin/worklist/"


@pytest.fixture
def ada(db: None) -> User:
    return manager(first_name="Ada", last_name="Lovelace")


def kinds_of(action: Action) -> set[str]:
    """Slugs of what the board says of an Action, but for what is missing."""
    itself = Action.objects.filter(pk=action.pk)
    found = Board(itself, itself).counts()
    return {slug for slug in found if KINDS_BY_SLUG[slug].urgency is not Urgency.MISSING}


def rows(answer: Any) -> list[Any]:
    return [entry for group in answer.context["groups"] for entry in group.entries]


def test_everything_that_the_board_knows_stands_on_it(ada):
    with_everything(ada)
    everything = Action.objects.all()
    assert set(Board(everything, everything).counts()) == {kind.slug for kind in KINDS} - {"no-manager"}


def test_slugs_name_one_kind_each():
    assert len(KINDS_BY_SLUG) == len(KINDS)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"state": "planned", "start": -9, "end": -1}, "activity-still-planned"),
        ({"state": "planned", "start": -1}, "activity-still-planned"),
        ({"state": "planned", "start": -9, "end": 0}, None),
        ({"state": "planned", "start": 30}, "activity-due"),
        ({"state": "planned", "start": 31}, None),
        ({"state": "postponed", "start": -9}, None),
        ({"state": "done", "start": -9}, "activity-without-participants"),
        ({"state": "done", "start": -9, "participants": 0}, None),
        ({"state": "cancelled", "start": -9}, None),
    ],
)
def test_an_activity_is_late_or_due_by_its_last_and_first_day(db, fields, kind):
    dates = {name: day(fields[name]) for name in ("start", "end") if name in fields}
    activity = ActivityFactory(**{**fields, **dates})
    assert kinds_of(activity.action) == ({kind} if kind else set())


def test_a_year_is_due_in_its_first_and_last_days_only(db):
    year = today().year
    milestone = MilestoneFactory(date=str(year))
    assert milestone.date is not None
    ends_soon = milestone.date.last - today() <= timedelta(days=30)
    assert kinds_of(milestone.action) == (
        {"milestone-due"} if ends_soon or today().month == 1 == today().day else set()
    )


@pytest.mark.parametrize(
    ("slug", "sourced", "late"), [("ongoing", False, True), ("ongoing", True, False), ("completed", False, False)]
)
def test_a_milestone_that_passed_is_late_while_the_action_runs_and_nothing_attests_it(db, slug, sourced, late):
    action = ActionFactory(status=status(slug))
    MilestoneFactory(action=action, date=day(-1), sources=[SourceFactory()] if sourced else [])
    assert kinds_of(action) == ({"milestone-unattested"} if late else set())


@pytest.mark.parametrize(
    ("slug", "end", "late"), [("ongoing", -1, True), ("ongoing", 0, False), ("completed", -1, False)]
)
def test_an_action_past_its_end_is_late_while_it_runs(db, slug, end, late):
    action = ActionFactory(status=status(slug), started="2020", ended=day(end))
    assert kinds_of(action) == ({"action-past-end"} if late else set())


@pytest.mark.parametrize(
    ("state", "days", "waits"), [("drafted", -60, True), ("drafted", -59, False), ("final", -60, False)]
)
def test_a_draft_output_waits_after_two_months(db, state, days, waits):
    output = OutputFactory(state=state, date=day(days))
    assert kinds_of(output.action) == ({"output-draft"} if waits else set())


def test_a_draft_output_without_a_date_waits_by_its_last_change(db):
    output = OutputFactory(state="drafted")
    revision = output.save_revision()
    assert kinds_of(output.action) == set()
    type(revision).objects.filter(pk=revision.pk).update(created_at=revision.created_at - timedelta(days=61))
    assert kinds_of(output.action) == {"output-draft"}


def test_an_item_waits_for_editors_once_handed_in_and_for_its_manager_once_sent_back(ada):
    item = handed_in(ada, action=ActionFactory(managers=[ada]))
    assert kinds_of(item.action) == {"item-in-moderation"}
    item.current_workflow_task_state.reject(user=ada)
    assert kinds_of(item.action) == {"item-sent-back"}


def test_a_draft_that_was_never_handed_in_waits_after_two_months(db):
    assert kinds_of(old_draft(days=61).action) == {"item-draft"}
    assert kinds_of(old_draft(days=59).action) == set()
    assert kinds_of(KnowledgeItemFactory().action) == set()


def test_a_manager_sees_the_own_list_first_and_any_other_on_demand(ada):
    own = ActivityFactory(action__managers=[ada], start=day(-2), participants=3, state="planned")
    grace = manager()
    other = ActivityFactory(action__managers=[grace], start=day(-2), participants=3, state="planned")
    client = client_of(ada)

    def labels(address: str) -> set[str]:
        return {entry.label for entry in rows(client.get(f"{BOARD}{address}"))} - {""}

    assert labels("") == labels("?of=mine") == {own.title}
    assert labels("?of=all") == {own.title, other.title}
    assert labels(f"?of={grace.pk}") == {other.title}
    assert labels(f"?of=all&of_action={other.action_id}") == {other.title}
    assert labels("?of=all&kind=waiting") == set()


def test_what_is_not_understood_lists_nothing_and_says_so(ada):
    ActivityFactory(action__managers=[ada], state="planned", start=day(-2))
    for address in ("?of=nobody", "?of_action=x", "?kind=urgent"):
        answer = client_of(ada).get(f"{BOARD}{address}")
        assert rows(answer) == []
        assert "was not understood" in answer.content.decode()


def test_each_row_leads_to_where_it_is_dealt_with(ada):
    action = with_everything(ada)
    found = {str(entry.sentence): entry.address for entry in rows(client_of(ada).get(BOARD))}
    activity = action.activities.get(state="planned", end_last__isnull=False)
    edit = reverse("wagtailsnippets_actions_activity:edit", args=[activity.pk])
    assert found["Past and still “planned”: was it done, postponed or cancelled?"] == f"{edit}#id_state"
    past_end = found["Past its end and still running: take the next step of its status, or correct the end"]
    assert past_end == reverse("workspace_action_status", args=[action.slug])
    add = reverse("wagtailsnippets_practices_knowledgeitem:add")
    assert found["No impact recorded, a year after its end or later"].startswith(f"{add}?action=")
    assert all(found.values())


def test_whoever_may_not_change_a_record_is_led_to_read_it(ada):
    activity = ActivityFactory(state="planned", start=day(-2), action__managers=[manager()])
    (entry,) = [entry for entry in rows(client_of(ada).get(f"{BOARD}?of=all")) if entry.label == activity.title]
    assert not entry.may_change
    assert entry.address == reverse("wagtailsnippets_actions_activity:inspect", args=[activity.pk])
    assert client_of(ada).get(entry.address).status_code == 200


def test_a_row_says_on_whom_it_is(ada):
    own = ActivityFactory(action__managers=[ada], state="planned", start=day(-2))
    ownerless = ActivityFactory(state="planned", start=day(-2))
    handed = handed_in(ada, action=own.action)
    everything = Action.objects.all()
    board = Board(everything, everything)

    def whom() -> dict[str, str]:
        return {entry.label: entry.whom for entry in entries(list(board.rows()), ada)}

    assert whom()[own.title] == "Ada Lovelace"
    assert whom()[ownerless.title] == "the administrators: it has no manager"
    assert whom()[handed.heading] == "the editors"
    grace = manager(first_name="Grace", last_name="Hopper")
    Absence.objects.create(manager=ada, covered_by=grace, first_day=today(), last_day=today())
    assert whom()[own.title] == "Grace Hopper (for Ada Lovelace)"
    assert {entry.label for entry in entries(list(board_of(grace).rows()), grace)} >= {own.title}


def test_an_editor_sees_what_waits_to_be_approved(ada):
    item = handed_in(ada)
    ActivityFactory(state="planned", start=day(-2))
    answer = client_of(UserFactory(groups=["Editors"])).get(BOARD)
    (entry,) = rows(answer)
    assert (entry.label, entry.may_change) == (item.heading, True)
    assert [group.urgency for group in answer.context["groups"]] == [Urgency.WAITING]


def test_the_most_urgent_stand_first_and_the_oldest_of_them(ada):
    action = ActionFactory(managers=[ada])
    for start in (-5, -50, -1, 3):
        ActivityFactory(action=action, state="planned", start=day(start))
    shown = rows(client_of(ada).get(BOARD))
    assert [entry.in_words for entry in shown if entry.in_words] == [
        "50 days ago",
        "5 days ago",
        "1 day ago",
        "in 3 days",
    ]
    ranks = [list(Urgency).index(entry.urgency) for entry in shown]
    assert ranks == sorted(ranks)


def test_every_page_holds_a_hundred_and_all_counts_are_right(ada):
    action = ActionFactory(managers=[ada])
    ActivityFactory.create_batch(130, action=action, state="planned", start=PAST)
    client = client_of(ada)
    first, second = client.get(BOARD), client.get(f"{BOARD}?page=2")
    assert first.context["count"] == second.context["count"] == len(rows(first)) + len(rows(second))
    assert len(rows(first)) == 100
    assert first.context["groups"][0].count == 130
    assert dict(first.context["totals"])[Urgency.LATE] == 130
    assert {entry.address for entry in rows(first)}.isdisjoint(entry.address for entry in rows(second))


PAST = "2019-05-04"


def test_the_menu_counts_what_is_late_on_oneself(ada):
    ActivityFactory(action__managers=[ada], state="planned", start=PAST)
    ActivityFactory(state="planned", start=PAST)
    assert "Worklist (1 late)" in client_of(ada).get("/admin/").content.decode()
    assert "Worklist (" not in client_of(manager()).get("/admin/").content.decode()


def test_the_board_asks_as_much_for_many_rows_as_for_few(ada):
    with_everything(ada)
    client = client_of(ada)
    few = queries_of(client, f"{BOARD}?of=all")
    for _number in range(4):
        with_everything(ada)
    assert queries_of(client, f"{BOARD}?of=all") == few <= 60


@pytest.mark.parametrize(("group", "answer"), [("Partners", 302), ("Evaluators", 302), ("Editors", 200)])
def test_only_those_who_read_actions_read_the_board(db, group, answer):
    assert client_of(UserFactory(groups=[group])).get(BOARD).status_code == answer


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (59, "59 days"), (60, "2 months"), (729, "24 months"), (730, "2 years")]
)
def test_days_are_told_as_one_would_say_them(days, words):
    assert span_in_words(days) == words
