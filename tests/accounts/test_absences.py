"""Cover for an absence: a manager names a colleague, who may then do what the manager may, and only then."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from actions.models import Absence, Action
from tests.factories import ActionFactory, UserFactory

pytestmark = pytest.mark.django_db


def day(distance):
    return timezone.localdate() + timedelta(days=distance)


@pytest.fixture
def manager():
    return UserFactory(groups=["Programme managers"], first_name="Maria")


@pytest.fixture
def colleague():
    return UserFactory(groups=["Programme managers"], first_name="Carlo")


@pytest.fixture
def here(manager):
    return signed_in(manager)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def name_cover(client, person, first, last):
    fields = {"covered_by": person.pk, "first_day": day(first).isoformat(), "last_day": day(last).isoformat()}
    return client.post("/account/absences/", {f"absence-{name}": value for name, value in fields.items()})


def away(manager, colleague, first, last):
    return Absence.objects.create(manager=manager, covered_by=colleague, first_day=day(first), last_day=day(last))


def refused(answer, field):
    assert answer.status_code == 422
    assert Absence.objects.count() <= 1
    return " ".join(answer.context["absence"].errors[field])


def test_a_colleague_who_covers_may_change_the_managers_actions_and_is_told(here, manager, colleague):
    action = ActionFactory(managers=[manager])
    assert not Action.objects.editable_by(colleague).contains(action)
    assert name_cover(here, colleague, 0, 9).url == "/account/"
    assert Action.objects.editable_by(colleague).contains(action)
    (message,) = mail.outbox
    assert message.to == [colleague.email]
    assert manager.full_name in message.body
    assert manager.full_name in signed_in(colleague).get("/account/").content.decode()


@pytest.mark.parametrize("days", [(1, 5), (-9, -1)], ids=["before", "after"])
def test_outside_these_days_nobody_covers(manager, colleague, days):
    action = ActionFactory(managers=[manager])
    away(manager, colleague, *days)
    assert not Action.objects.editable_by(colleague).contains(action)


def test_the_dates_are_asked_for_by_the_browsers_own_calendar(here):
    page = here.get("/account/").content.decode()
    assert page.count('type="date"') == 2
    assert f'min="{day(0).isoformat()}"' in page


def test_nobody_covers_for_themselves(here, manager):
    assert refused(name_cover(here, manager, 0, 3), "covered_by")


@pytest.mark.parametrize("role", ["Partners", "Evaluators", "Editors"])
def test_only_who_may_change_actions_can_cover(here, role):
    person = UserFactory(groups=[role])
    assert refused(name_cover(here, person, 0, 3), "covered_by")


def test_a_closed_account_covers_for_nobody(here):
    assert refused(name_cover(here, UserFactory(groups=["Programme managers"], is_active=False), 0, 3), "covered_by")


def test_two_absences_share_no_day(here, manager, colleague):
    away(manager, colleague, 5, 9)
    assert "Another absence shares some of these days" in refused(name_cover(here, colleague, 9, 12), "first_day")
    assert name_cover(here, colleague, 10, 12).status_code == 302


def test_the_last_day_does_not_come_first(here, colleague):
    assert "lies before the first" in refused(name_cover(here, colleague, 5, 3), "last_day")


def test_nobody_covers_in_the_past(here, colleague):
    assert "This day is over" in refused(name_cover(here, colleague, -5, -1), "last_day")


@pytest.mark.parametrize("role", ["Partners", "Editors"])
def test_who_manages_no_actions_names_no_cover(signed_in_as, colleague, role):
    assert name_cover(signed_in_as(role), colleague, 0, 3).status_code == 403
    assert not Absence.objects.exists()


def test_who_is_back_early_ends_the_cover_at_once(here, manager, colleague):
    action = ActionFactory(managers=[manager])
    absence = away(manager, colleague, -2, 9)
    assert f"/account/absences/{absence.pk}/end/" in here.get("/account/").content.decode()
    assert here.post(f"/account/absences/{absence.pk}/end/").url == "/account/"
    absence.refresh_from_db()
    assert (absence.first_day, absence.last_day) == (day(-2), day(-1))
    assert not Action.objects.editable_by(colleague).contains(action)


@pytest.mark.parametrize("first", [0, 4])
def test_an_absence_that_has_not_begun_is_taken_back(here, manager, colleague, first):
    absence = away(manager, colleague, first, 9)
    here.post(f"/account/absences/{absence.pk}/end/")
    assert not Absence.objects.exists()


def test_an_absence_that_is_over_is_not_touched(here, manager, colleague):
    absence = away(manager, colleague, -9, -5)
    here.post(f"/account/absences/{absence.pk}/end/")
    absence.refresh_from_db()
    assert absence.last_day == day(-5)


def test_only_the_manager_ends_the_absence(manager, colleague):
    absence = away(manager, colleague, 0, 9)
    assert signed_in(colleague).post(f"/account/absences/{absence.pk}/end/").status_code == 404
    assert signed_in(manager).get(f"/account/absences/{absence.pk}/end/").status_code == 405
    assert Absence.objects.filter(pk=absence.pk, last_day=day(9)).exists()


def test_a_line_break_in_a_name_begins_no_header_of_a_mail(here, manager, colleague):
    manager.first_name = "Maria\nBcc: victim@example.org\n"
    manager.save()
    fields = {"covered_by": colleague.pk, "first_day": day(0).isoformat(), "last_day": day(1).isoformat()}
    answer = here.post("/account/absences/", {f"absence-{name}": value for name, value in fields.items()})
    assert answer.status_code == 302
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == [colleague.email]
