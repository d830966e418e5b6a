"""A date of unsure precision in a form: one value is sent, whatever the browser shows for it."""

import re

import pytest

from actions.base.admin.dates import PartialDateInput
from actions.base.partial_dates import PartialDate
from actions.models import Activity, Organisation
from tests.factories import ActivityFactory

from .screens import address, errors_of, form_of, save, send


def control(page: str, name: str) -> str:
    """The control as the page draws it."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found
    return found.group()


@pytest.fixture
def field():
    return PartialDateInput(Activity.partial_dates["start"])


@pytest.mark.parametrize("typed", ["2012", "2012-10", "2012-10-05"])
def test_what_the_browsers_own_fields_send_is_understood(field, typed):
    assert field.clean(typed) == PartialDate.parse(typed)
    assert field.prepare_value(field.clean(typed)) == typed


def test_a_field_left_empty_is_not_recorded(field):
    assert field.clean("") is None
    assert field.clean("  ") is None


def test_without_a_script_it_is_a_text_with_a_hint(administrator):
    page = administrator.get(address(Activity, "add")).content.decode()
    drawn = control(page, "start")
    assert 'type="text"' in drawn
    assert "data-partial-date" in drawn
    assert "A year, a month or a day: 2012, 2012-10 or 2012-10-05." in page


def test_the_page_brings_the_script_and_its_words(administrator):
    page = administrator.get(address(Activity, "add")).content.decode()
    assert "base/partial-date.js" in page
    assert "base/partial-date.css" in page
    drawn = control(page, "start")
    words = {"day": "day", "month": "month", "year": "year", "label": "How exact"}
    assert [word for name, word in words.items() if f'data-word-{name}="{word}"' not in drawn] == []


def test_rows_that_are_added_later_have_it_as_well(administrator):
    page = administrator.get(address(Organisation, "add")).content.decode()
    assert "data-partial-date" in control(page, "memberships-__prefix__-start")


@pytest.mark.parametrize("typed", ["spring 2014", "2014-13", '"><script>'])
def test_a_wrong_text_comes_back_as_it_was_typed_beside_its_error(administrator, typed):
    activity = ActivityFactory(start="2013")
    answer = send(administrator, address(Activity, "edit", activity.pk), start=typed)
    assert list(errors_of(answer)) == ["start"]
    drawn = control(answer.content.decode().replace('"&gt;', "&quot;&gt;"), "start")
    assert 'aria-invalid="true"' in drawn
    assert "<script>" not in drawn
    assert answer.context["form"]["start"].value() == typed


def test_a_span_of_days_stays_a_text_and_survives(administrator):
    activity = ActivityFactory(start="2013-05-02")
    Activity.objects.filter(pk=activity.pk).update(start_last="2013-06-03")
    edit = address(Activity, "edit", activity.pk)
    assert form_of(administrator, edit)["start"] == "2013-05-02/2013-06-03"
    save(administrator, edit, title="Survey")
    activity.refresh_from_db()
    assert activity.start.iso == "2013-05-02/2013-06-03"
