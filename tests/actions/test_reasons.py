"""A change of a running Action's dates, years or targets needs a reason, and the history keeps it."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.log_actions import registry as log

from actions.base.partial_dates import PartialDate
from actions.models import Action, ActionStatus
from actions.models.action import Objective
from mieux_portal.portfolio.saving import save as load
from tests.factories import ActionFactory

from .screens import address, comparison_link, errors_of, form_of, save, send

pytestmark = pytest.mark.django_db
RUNNING = ["ongoing", "on-hold"]


def running_action(slug="ongoing", **fields):
    action = ActionFactory(status=ActionStatus.objects.get(slug=slug), **fields)
    Objective.objects.create(action=action, text="Officials trained", target="40 officials", sort_order=0)
    return action


def edit(action):
    return address(Action, "edit", action.pk)


def last_entry(action):
    return log.get_logs_for_instance(action).order_by("pk").last()


def test_a_changed_date_of_a_running_action_asks_for_a_reason():
    action = running_action(started="2013")
    action.ended = PartialDate.parse("2014")
    with pytest.raises(ValidationError) as refused:
        action.write()
    assert list(refused.value.error_dict) == ["ended"]
    action.change_reason = "Extended by the Steering Committee."
    action.write()
    assert last_entry(action).data == {"reason": "Extended by the Steering Committee."}


@pytest.mark.parametrize("slug", ["in-preparation", "completed"])
def test_an_action_that_does_not_run_asks_for_no_reason(slug):
    action = ActionFactory(status=ActionStatus.objects.get(slug=slug), started="2013")
    action.ended = PartialDate.parse("2014")
    action.write()
    assert last_entry(action).data == {}


def test_what_is_neither_date_nor_target_asks_for_no_reason():
    action = running_action()
    action.summary = "Profiles of migration."
    action.write()


def test_a_correction_of_loaded_content_tells_that_it_is_one():
    action = running_action()
    action.ended = PartialDate.parse("2014")
    load(action)
    assert last_entry(action).data["reason"] == "The content that was loaded has been corrected."


# --- In the form --------------------------------------------------------------------------------------


def test_only_a_running_action_shows_the_field_for_the_reason(administrator):
    assert "reason" in form_of(administrator, edit(running_action()))
    assert "reason" not in form_of(administrator, edit(ActionFactory()))
    assert "reason" not in form_of(administrator, address(Action, "add"))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ended": "2015"}, "Ended"),
        ({"reported_from": "2012"}, "Reported from (year)"),
        ({"objectives-0-target": "60 officials"}, "Targets"),
        ({"objectives-0-DELETE": "1"}, "Targets"),
    ],
    ids=["date", "year", "target", "target deleted"],
)
def test_the_form_asks_beside_the_reason_and_says_what_changes(administrator, change, named):
    action = running_action()
    (sentence,) = errors_of(send(administrator, edit(action), **change))["reason"]
    assert named in sentence
    save(administrator, edit(action), reason="Agreed in Lusaka.", **change)
    assert last_entry(action).data == {"reason": "Agreed in Lusaka."}


def test_a_new_target_of_a_running_action_asks_for_a_reason(administrator):
    action = ActionFactory(status=ActionStatus.objects.get(slug="ongoing"))
    objective = Objective.objects.create(action=action, text="Officials trained", sort_order=0)
    change = {"objectives-0-target": "40 officials"}
    assert list(errors_of(send(administrator, edit(action), **change))) == ["reason"]
    save(administrator, edit(action), reason="Agreed in Lusaka.", **change)
    objective.refresh_from_db()
    assert objective.target == "40 officials"


def test_a_result_asks_for_no_reason(administrator):
    action = running_action()
    save(administrator, edit(action), **{"objectives-0-result": "43 officials"})
    assert action.objectives.get().result == "43 officials"


def test_the_reason_stands_beside_the_change_in_the_history(administrator):
    action = running_action()
    save(administrator, edit(action), ended="2015", reason="Extended <by> decree.")
    history = administrator.get(address(Action, "history", action.pk)).content.decode()
    assert "Extended &lt;by&gt; decree." in history
    assert "2015" in administrator.get(comparison_link(administrator, action)).content.decode()
