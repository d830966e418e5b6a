"""The status of an Action moves by steps: allowed ones, each with its day, person and reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.models import Action, ActionStatus, Activity, StatusChange
from actions.models.status_change import next_statuses
from mieux_portal.portfolio.saving import save
from tests.factories import ActionFactory, ActivityFactory, UserFactory
from tests.gaps import status

pytestmark = pytest.mark.django_db


def slug_of(action):
    stored = Action.objects.get(pk=action.pk).status
    return stored.slug if stored else None


def step(action, to, **fields):
    """A step as somebody chooses it who sees the status as it is stored now."""
    seen = Action.objects.get(pk=action.pk).status
    return StatusChange(action=action, before=seen, after=status(to), **{"reason": "As agreed.", **fields})


def refusal(change, by=None):
    with pytest.raises(ValidationError) as refused:
        change.take(by)
    return refused.value.message_dict if hasattr(refused.value, "error_dict") else refused.value.messages


@pytest.fixture
def ongoing():
    return ActionFactory(status=status("ongoing"), ended="2014")


def test_a_step_moves_the_action_and_says_who_took_it_when_and_why(ongoing):
    person = UserFactory()
    step(ongoing, "on-hold", day=date(2014, 5, 3), reason="Elections.").take(person)
    ongoing.refresh_from_db()
    assert slug_of(ongoing) == "on-hold"
    (taken,) = ongoing.status_changes.all()
    assert (taken.before.slug, taken.after.slug) == ("ongoing", "on-hold")
    assert (taken.by, taken.day, taken.reason) == (person, date(2014, 5, 3), "Elections.")


def test_a_step_that_the_vocabulary_does_not_allow_is_refused_and_nothing_moves(ongoing):
    assert not next_statuses(ongoing).filter(slug="in-preparation").exists()
    assert list(refusal(step(ongoing, "in-preparation"))) == ["after"]
    assert slug_of(ongoing) == "ongoing"
    assert not StatusChange.objects.exists()


def test_an_administrator_may_allow_a_step_in_the_vocabulary(ongoing):
    status_now = status("ongoing")
    status_now.leads_to.add(status("in-preparation"))
    status_now.save()
    step(ongoing, "in-preparation").take(None)
    assert slug_of(ongoing) == "in-preparation"


def test_from_not_recorded_any_status_may_be_reached():
    action = ActionFactory()
    assert next_statuses(action).count() == ActionStatus.objects.count()
    step(action, "ongoing").take(None)
    assert action.status_changes.get().before is None


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_step_without_a_reason_is_refused(ongoing, reason):
    assert list(refusal(step(ongoing, "on-hold", reason=reason))) == ["reason"]


def test_a_step_is_not_taken_in_the_future(ongoing):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert list(refusal(step(ongoing, "on-hold", day=tomorrow))) == ["day"]


def test_a_step_is_not_taken_before_the_last_one(ongoing):
    step(ongoing, "on-hold", day=date(2014, 5, 3)).take(None)
    assert list(refusal(step(ongoing, "ongoing", day=date(2014, 5, 2)))) == ["day"]
    step(ongoing, "ongoing", day=date(2014, 5, 3)).take(None)


def test_whoever_saw_another_status_is_told_and_overwrites_nothing(ongoing):
    late = step(ongoing, "completed")
    step(ongoing, "on-hold").take(None)
    (sentence,) = refusal(late)
    assert "On hold" in sentence
    assert slug_of(ongoing) == "on-hold"
    assert StatusChange.objects.count() == 1


# --- Closing ------------------------------------------------------------------------------------------


def test_an_action_is_closed_only_once_its_end_is_known():
    action = ActionFactory(status=status("ongoing"))
    (sentence,) = refusal(step(action, "completed"))["after"]
    assert "end is not recorded" in sentence
    Action.objects.filter(pk=action.pk).update(ended_first="2014-01-01", ended_last="2014-12-31")
    step(action, "completed").take(None)


def test_an_action_is_closed_only_once_nothing_is_still_planned(ongoing):
    activity = ActivityFactory(action=ongoing, state=Activity.State.PLANNED)
    (sentence,) = refusal(step(ongoing, "completed"))["after"]
    assert "still planned" in sentence
    Activity.objects.filter(pk=activity.pk).update(state=Activity.State.CANCELLED)
    step(ongoing, "completed").take(None)


# --- There is no way around ------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["on-hold", "in-preparation", None], ids=["allowed", "not allowed", "none"])
def test_a_status_that_is_written_without_a_step_is_refused(ongoing, to):
    ongoing.status = status(to) if to else None
    with pytest.raises(ValidationError) as refused:
        ongoing.write()
    assert list(refused.value.error_dict) == ["status"]


def test_an_old_step_is_no_way_around(ongoing):
    step(ongoing, "on-hold").take(None)
    step(ongoing, "ongoing").take(None)
    fresh = Action.objects.get(pk=ongoing.pk)
    fresh.status = status("on-hold")
    with pytest.raises(ValidationError):
        fresh.write()


def test_a_new_action_comes_with_its_status():
    action = Action(title="Profiles", code="P-1", status=status("completed"))
    action.write()
    assert slug_of(action) == "completed"


def test_what_is_loaded_may_be_corrected_without_a_step(ongoing):
    ongoing.status = status("in-preparation")
    save(ongoing)
    assert slug_of(ongoing) == "in-preparation"
    assert not StatusChange.objects.exists()
