"""A colleague who covers for a manager may do with the manager's Actions what the manager may, on these days only."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.models import Action
from tests.factories import AbsenceFactory, ActionFactory, UserFactory

pytestmark = pytest.mark.django_db


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize(
    ("first", "last", "may"), [(0, 0, True), (-5, 0, True), (0, 5, True), (1, 5, False), (-5, -1, False)]
)
def test_who_covers_edits_from_the_first_day_to_the_last(first, last, may):
    absence = AbsenceFactory(first_day=in_days(first), last_day=in_days(last))
    action = ActionFactory(managers=[absence.manager])
    ActionFactory()
    assert list(Action.objects.editable_by(absence.covered_by)) == ([action] if may else [])
    assert list(Action.objects.editable_by(absence.manager)) == [action]


def test_cover_is_not_handed_on():
    first = AbsenceFactory(first_day=in_days(0), last_day=in_days(1))
    second = AbsenceFactory(manager=first.covered_by, first_day=in_days(0), last_day=in_days(1))
    ActionFactory(managers=[first.manager])
    assert not Action.objects.editable_by(second.covered_by).exists()


def test_an_action_of_two_covered_managers_is_listed_once():
    colleague = UserFactory()
    absences = [AbsenceFactory(covered_by=colleague, first_day=in_days(0), last_day=in_days(0)) for _ in range(2)]
    action = ActionFactory(managers=[absence.manager for absence in absences])
    assert list(Action.objects.editable_by(colleague)) == [action]


def test_two_absences_of_one_person_share_no_day():
    first = AbsenceFactory(first_day=in_days(0), last_day=in_days(5))
    second = AbsenceFactory.build(
        manager=first.manager, covered_by=UserFactory(), first_day=in_days(5), last_day=in_days(9)
    )
    with pytest.raises(ValidationError, match="Another absence shares some of these days"):
        second.full_clean()
    second.first_day = in_days(6)
    second.full_clean()
