"""The dashboard: one's Actions, what is due, what is missing, what happened lately."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.base.models import User
from actions.base.partial_dates import PartialDate
from actions.models import Absence, Action
from mieux_portal.workspace.dashboard.elapsed import elapsed
from mieux_portal.workspace.dashboard.lately import latest_changes
from mieux_portal.workspace.dashboard.summary import portfolio_in_short
from tests.factories import ActionFactory, ActivityFactory, DeploymentFactory, ExpertFactory, UserFactory
from tests.gaps import status
from tests.people import client_of
from tests.workspace.portfolios import day, handed_in, manager, old_draft, queries_of, today, with_everything

HOME = "/admin/"
TODAY = date(2026, 7, 1)


@pytest.fixture
def ada(db: None) -> User:
    return manager(first_name="Ada", last_name="Lovelace")


def panels(user: User) -> dict[str, Any]:
    """Name of each panel of ours on this person's dashboard → what it shows."""
    answer = client_of(user).get(HOME)
    assert answer.status_code == 200
    ours = [panel for panel in answer.context["panels"] if type(panel).__module__.startswith("mieux_portal")]
    return {panel.name: panel.get_context_data({}) for panel in ours}


def page(user: User) -> str:
    html: str = client_of(user).get(HOME).content.decode()
    return html


def test_a_manager_logs_an_activity_in_one_click(ada):
    ActionFactory(managers=[ada])
    assert (
        f'href="{reverse("workspace_log_activity")}"' in page(ada).partition('id="my-actions"')[0].partition("<main")[2]
    )


def test_a_manager_without_actions_is_told_what_to_do_next(ada):
    assert set(panels(ada)) == {"start"}
    assert "You manage no Action yet" in page(ada)
    assert reverse("wagtailsnippets_actions_action:add") in page(ada)


def test_whoever_covers_for_a_colleague_sees_the_colleagues_actions(ada):
    grace = manager()
    action = ActionFactory(managers=[grace])
    assert "my_actions" not in panels(ada)
    Absence.objects.create(manager=grace, covered_by=ada, first_day=today(), last_day=today())
    assert [one.title for one in panels(ada)["my_actions"]["actions"]] == [action.title]


def test_own_actions_stand_with_status_time_and_completeness(ada):
    running = ActionFactory(managers=[ada], status=status("ongoing"), started=day(-100), ended=day(100))
    over = ActionFactory(managers=[ada], status=status("completed"))
    ActionFactory()
    first, second = panels(ada)["my_actions"]["actions"]
    assert (first.title, second.title) == (running.title, over.title)
    assert (str(first.status), first.elapsed.percent) == ("Ongoing", 49)
    assert (second.elapsed.words, second.elapsed.percent) == ("its dates are not recorded", None)
    assert first.completeness.fulfilled < first.completeness.applicable
    assert first.address == reverse("workspace_action", args=[running.slug])


@pytest.mark.parametrize(
    ("started", "ended", "words", "percent"),
    [
        ("2026-01-01", "2026-12-31", "6 of 12 months have passed", 49),
        ("2027-01-01", "2027-12-31", "begins in 6 months", 0),
        ("2024", "2024", "ended 18 months ago", 100),
        ("2012", "2013", "ended 12 years ago", 100),
        ("2026-06", None, "since June 2026; its end is not recorded", None),
        ("2027", None, "from 2027", None),
        (None, "2027", "until 2027; its start is not recorded", None),
        (None, None, "its dates are not recorded", None),
    ],
)
def test_the_time_that_has_passed_is_told_in_words(started, ended, words, percent):
    action = Action()
    action.started = PartialDate.parse(started) if started else None
    action.ended = PartialDate.parse(ended) if ended else None
    told = elapsed(action, TODAY)
    assert (told.words, told.percent) == (words, percent)


def test_reported_years_tell_the_time_where_no_date_does():
    assert elapsed(Action(reported_from=2026, reported_to=2027), TODAY).percent == 24
    assert elapsed(Action(reported_from=2026), TODAY).percent is None


def test_a_running_action_has_not_ended(db):
    action = Action(status=status("ongoing"))
    action.started, action.ended = PartialDate.parse("2024"), PartialDate.parse("2026-06-20")
    assert elapsed(action, TODAY).words == "was to end 11 days ago"


def test_what_is_due_and_what_is_missing_stand_apart(ada):
    with_everything(ada)
    shown = panels(ada)
    assert [entry.in_words for entry in shown["due"]["entries"]] == ["in 5 days", "in 7 days"]
    assert shown["due"]["number"] == 2
    assert shown["to_do"]["number"] > len(shown["to_do"]["entries"]) == 6
    assert shown["to_do"]["entries"][0].urgency == "late"


def test_lately_tells_who_did_what_and_when(ada):
    action = ActionFactory(managers=[ada])
    activity = ActivityFactory.build(action=action, title="Study visit")
    activity.write(ada)
    activity.state = "cancelled"
    activity.write(UserFactory(first_name="Grace", last_name="Hopper"))
    ActivityFactory.build(action=ActionFactory(), title="Elsewhere").write(ada)
    shown = [change.sentence for change in panels(ada)["lately"]["changes"]]
    assert shown == [
        "Grace Hopper changed the activity “Study visit”",
        "Ada Lovelace recorded the activity “Study visit”",
    ]


def test_lately_shows_ten_changes_and_none_that_a_command_made(ada):
    action = ActionFactory(managers=[ada])
    for _number in range(12):
        ActivityFactory.build(action=action).write(ada)
    ActivityFactory.build(action=action, title="Loaded").write()
    sentences = [change.sentence for change in latest_changes(Action.objects.all())]
    assert len(sentences) == 10
    assert not any("Loaded" in sentence for sentence in sentences)


def test_lately_names_no_expert_who_did_not_agree(ada):
    action = ActionFactory(managers=[ada])
    expert = ExpertFactory()
    deployment = DeploymentFactory.build(action=action, expert=expert, country=None, category=None)
    deployment.write(ada)
    (change,) = latest_changes(Action.objects.all())
    assert expert.name not in change.sentence


def test_an_editor_sees_how_much_waits_to_be_approved(ada):
    editor = UserFactory(groups=["Editors"])
    assert set(panels(editor)) == {"start", "approval", "remarks"}
    assert "No knowledge item waits to be approved." in page(editor)
    handed_in(ada)
    old_draft()
    assert panels(editor)["approval"]["number"] == 1
    assert "Log an activity" not in page(editor)


def test_an_administrator_sees_the_whole_portfolio(ada):
    with_everything(ada)
    administrator = UserFactory(groups=["Administrators"])
    portfolio = panels(administrator)["portfolio"]["portfolio"]
    assert portfolio.number == Action.objects.count()
    assert dict(portfolio.by_status)["Completed"] == 2
    assert portfolio.late == 4
    assert "portfolio" not in panels(ada)


def test_the_numbers_of_pages_and_images_are_left_out(ada):
    assert "w-summary" not in page(ada)


def test_the_dashboard_asks_as_much_for_many_actions_as_for_few(ada):
    """Fewer, if at all: of many rows the first six are of fewer kinds."""
    author = manager()

    def more(number: int) -> None:
        for _number in range(number):
            ActivityFactory.build(action=with_everything(ada, author)).write(ada)

    more(1)
    client = client_of(ada)
    few = queries_of(client, HOME)
    more(4)
    assert queries_of(client, HOME) <= few <= 60


def test_the_whole_portfolio_asks_as_much_for_many_actions_as_for_few(ada, django_assert_num_queries):
    """Its own queries: Wagtail's panel of approvals, on the same page, asks for each item that waits."""
    with_everything(ada)
    portfolio_in_short()
    with CaptureQueriesContext(connection) as few:
        portfolio_in_short()
    for _number in range(3):
        with_everything(ada)
    with django_assert_num_queries(len(few)):
        portfolio_in_short()
    assert len(few) <= 15
