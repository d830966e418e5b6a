"""Each rule of the ground holds on every way into the database, and says beside its field what to do."""

from datetime import date as day
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.base.partial_dates import PartialDate
from actions.models import (
    Action,
    Activity,
    CompactObjective,
    Criterion,
    DevelopmentGoal,
    HeadlineFigure,
    Membership,
    Milestone,
    Organisation,
    Output,
    Phase,
    Source,
)
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActivityFactory,
    ComponentFactory,
    HeadlineFigureFactory,
    MilestoneFactory,
    OrganisationFactory,
    OutputFactory,
    SourceFactory,
    UserFactory,
    country,
)

from .rules import Rule, assert_is_a_date, assert_refused, dates_of, rules_named

pytestmark = pytest.mark.django_db


def date(text):
    return PartialDate.parse(text)


def comesa():
    return Organisation.objects.get(slug="comesa")


def membership(**fields):
    return Membership.objects.create(
        **{"organisation": comesa(), "country": country("BW"), "start": date("1981"), **fields}
    )


def second_component():
    first = ComponentFactory(title="Migration data")
    return ComponentFactory(action=first.action, title="Laws")


def second_organisation(**place):
    OrganisationFactory(name="Ministry of Interior", **place)
    return OrganisationFactory(name="Ministry of Labour", **place)


def second_source():
    SourceFactory(address="https://example.org/one")
    return SourceFactory(address="https://example.org/two")


def action_that_follows_none():
    return ActionFactory(pk=4711)


DATES = "It ends before it starts: correct one of the dates."
NO_YEAR = "This is not a year in which the initiative could have worked."
ONCE_PER_ACTION = {
    "target_once_per_action": "target_readings",
    "compact_objective_once_per_action": "compact_readings",
}
RULES = {
    "action_code_once": Rule(
        lambda: [ActionFactory(code="MALI-2014"), ActionFactory()][-1],
        {"code": "Mali-2014"},
        "code",
        "Another Action has this code already, in capitals or not.",
    ),
    "action_ended_after_started": Rule(
        lambda: ActionFactory(started="2013-05", ended="2013"),
        {"ended": date("2013-04")},
        "ended",
        "The Action ends before it starts: correct a date.",
    ),
    "action_closed_after_started": Rule(
        lambda: ActionFactory(started="2013-05", closed="2013"),
        {"closed": date("2012")},
        "closed",
        "The Action is closed before it starts: correct a date.",
    ),
    "action_decided_after_requested": Rule(
        lambda: ActionFactory(requested="2010-02-03", decided="2010-02"),
        {"decided": date("2010-02-02")},
        "decided",
        "Decided before it was requested: correct a date.",
    ),
    "action_reported_years_in_order": Rule(
        lambda: ActionFactory(reported_from=2012, reported_to=2012),
        {"reported_to": 2011},
        "reported_to",
        "The last reported year lies before the first: correct one of the two.",
    ),
    "action_follows_another": Rule(
        action_that_follows_none,
        {"follows_id": 4711},
        "follows",
        "An Action cannot follow itself: choose the earlier one.",
    ),
    "activity_end_after_start": Rule(
        lambda: ActivityFactory(start="2013-05", end="2013-05-01"), {"end": date("2013-04-30")}, "end", DATES
    ),
    "activity_women_among_participants": Rule(
        lambda: ActivityFactory(participants=20, women=20),
        {"women": 21},
        "women",
        "More women than participants: correct one of the two numbers.",
    ),
    "component_title_once": Rule(
        second_component,
        {"title": "Migration data"},
        "title",
        "This Action has a component of this title already.",
    ),
    "phase_end_after_start": Rule(
        lambda: Phase.objects.get(slug="mieux-ii"),
        {"end": date("2011")},
        "end",
        "The phase ends before it starts: correct one of the dates.",
    ),
    "membership_end_after_start": Rule(lambda: membership(end=date("1981")), {"end": date("1980-12")}, "end", DATES),
    "membership_once_per_start": Rule(
        lambda: [membership(), membership(country=country("MG"))][1],
        {"country": lambda: country("BW")},
        "country",
        "This country's membership with this start is recorded already.",
    ),
    "organisation_once_in_a_country": Rule(
        lambda: second_organisation(country=country("MW")),
        {"name": "MINISTRY of Interior"},
        "name",
        "An organisation of this name is recorded for this country already.",
    ),
    "organisation_once_without_country": Rule(
        second_organisation,
        {"name": "Ministry of interior"},
        "name",
        "An organisation of this name, without a country, is recorded already.",
    ),
    "goal_number_once": Rule(
        lambda: DevelopmentGoal.objects.get(order=17), {"order": 16}, "order", "Another goal has this number already."
    ),
    "compact_objective_number_once": Rule(
        lambda: CompactObjective.objects.get(order=23),
        {"order": 1},
        "order",
        "Another objective has this number already.",
    ),
    "source_address_once": Rule(
        second_source,
        {"address": "https://example.org/one"},
        "address",
        "This address is recorded already: choose that source instead.",
    ),
}
RULES |= {
    "absence_days_in_order": Rule(
        lambda: AbsenceFactory(last_day=day(2013, 5, 2)),
        {"last_day": day(2013, 4, 30)},
        "last_day",
        "The last day lies before the first: correct one of the two.",
    ),
    "absence_covered_by_another": Rule(
        lambda: AbsenceFactory(covered_by=UserFactory(pk=4711)),
        {"manager_id": 4711},
        "covered_by",
        "Nobody covers for themselves: choose a colleague.",
    ),
}
# Django's own checks of a year speak first on a form; the database has a rule for whoever comes another way.
YEARS = {"action_reported_years_are_years": "reported_from", "action_reported_last_year_is_a_year": "reported_to"}
MAKERS = {
    Action: ActionFactory,
    Activity: ActivityFactory,
    HeadlineFigure: HeadlineFigureFactory,
    Membership: membership,
    Milestone: MilestoneFactory,
    Organisation: OrganisationFactory,
    Output: OutputFactory,
    Phase: lambda: Phase.objects.create(slug="next", name="Next", order=9),
    Source: SourceFactory,
}


def test_no_rule_is_without_a_test():
    elsewhere = {"criterion_order_once", "status_change_has_a_reason", *ONCE_PER_ACTION}
    assert rules_named("actions") == {*RULES, *YEARS, *elsewhere}
    assert {model for model, _ in dates_of("actions")} == set(MAKERS)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_and_says_so_beside_its_field(name):
    assert_refused(RULES[name])


@pytest.mark.parametrize(("model", "name"), dates_of("actions"), ids=lambda part: getattr(part, "__name__", part))
def test_a_date_ends_after_it_begins(model, name):
    assert_is_a_date(MAKERS[model](), name)


@pytest.mark.parametrize("year", [1999, 2101])
@pytest.mark.parametrize("field", YEARS.values())
def test_a_reported_year_is_one_in_which_the_initiative_could_have_worked(field, year):
    action = ActionFactory(**{field: 2012})
    action.full_clean()
    setattr(action, field, year)
    with pytest.raises(ValidationError) as refusal:
        action.full_clean()
    assert list(refusal.value.message_dict) == [field]
    with pytest.raises(IntegrityError), transaction.atomic():
        action.save()


@pytest.mark.parametrize("relation", ONCE_PER_ACTION.values())
def test_an_action_is_linked_to_a_goal_once(relation):
    slugs = {"target_readings": ["10-7", "17-18"], "compact_readings": ["objective-1", "objective-23"]}
    first, second = getattr(ActionFactory(**{relation: slugs[relation]}), relation).all()
    setattr(second, second.goal_field, getattr(first, first.goal_field))
    with pytest.raises(ValidationError):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_no_two_criteria_have_one_place():
    second = Criterion.objects.get(order=2)
    second.order = 1
    with pytest.raises(ValidationError):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.parametrize("fields", [{"participants": 20}, {"women": 5}, {"participants": 0, "women": 0}, {}])
def test_what_is_not_recorded_breaks_no_rule(fields):
    activity = ActivityFactory(**fields)
    activity.full_clean()
    activity.save()


def test_the_same_name_in_two_countries_is_two_organisations():
    for code in ("MW", "ZM"):
        OrganisationFactory(name="Ministry of Interior", country=country(code)).full_clean()
    OrganisationFactory(name="Ministry of Interior").full_clean()


def test_parts_of_another_action_are_refused():
    activity, foreign = ActivityFactory(), ComponentFactory()
    activity.component = foreign
    with pytest.raises(ValidationError) as refusal:
        activity.full_clean()
    assert refusal.value.message_dict == {
        "component": ["This belongs to another Action: choose one of the same Action."]
    }


@pytest.mark.parametrize("year", ["0214", "1999", "2101"])
def test_a_year_in_which_the_initiative_could_not_have_worked_is_refused(year):
    milestone = MilestoneFactory()
    milestone.date = date(year)
    with pytest.raises(ValidationError, match="This is no date from 2000 to 2100: check the year"):
        milestone.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        milestone.save()


def test_half_a_date_is_refused():
    activity = ActivityFactory(start="2013")
    activity.start_last = None
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.save()


def test_a_component_moves_to_another_action_only_without_what_hangs_on_it():
    component, other = ComponentFactory(), ActionFactory()
    activity = ActivityFactory(action=component.action, component=component)
    component.action = other
    with pytest.raises(ValidationError, match="Other records name this as a part of its Action"):
        component.full_clean()
    activity.component = None
    activity.save()
    component.full_clean()


def test_codes_never_change():
    criterion = Criterion.objects.get(slug="replicability")
    criterion.name = "Can be done again"
    criterion.full_clean()
    criterion.slug = "novel"
    with pytest.raises(ValidationError, match="This never changes"):
        criterion.full_clean()


def test_own_dates_and_reported_years_are_never_mixed():
    action = ActionFactory(started="2015", reported_from=2012, reported_to=2014)
    assert str(action.span) == "from 2015"
    assert list(Action.objects.in_years([2015])) == [action]
    assert not Action.objects.in_years([2012, 2013, 2014]).exists()


def test_nothing_is_done_before_it_has_begun():
    tomorrow = timezone.localdate() + timedelta(days=1)
    activity = ActivityFactory(start=tomorrow.isoformat(), state=Activity.State.DONE)
    with pytest.raises(ValidationError) as refusal:
        activity.full_clean()
    assert refusal.value.message_dict == {"state": ["It has not begun yet: mark it as planned, or correct the start."]}
    activity.start = date(str(timezone.localdate().year))  # the year has begun, and no more than the year is known
    activity.full_clean()
