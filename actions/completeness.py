"""What the record of an Action should tell on this floor: one rule each, with the control in which it is filled in.

A rule refuses nothing: what a source does not tell stays unknown, and is listed as missing.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .gaps import Place, Rule, Subject, without
from .models import Action, Activity, Milestone, Objective, Output


def _in_its_action(objective: Any, control: str) -> Place:
    """An objective is a row of its Action's form."""
    return Place(Action, f"objectives-{objective.position}-{control}", objective.action_id)


ACTIONS = Subject(Action, "pk", label=lambda action: "")
OBJECTIVES = Subject(Objective, fetch=lambda: Objective.objects.with_position(), place=_in_its_action)
ACTIVITIES = Subject(Activity)
OUTPUTS = Subject(Output)
MILESTONES = Subject(Milestone)

# An Action that has not begun yet lacks nothing that only its course can tell. An unknown status excuses from nothing.
HAS_BEGUN = Q(status=None) | Q(status__running=True) | Q(status__closing=True)
IS_OVER = Q(status__closing=True)
NO_PLACE = without(Action, "partner_countries") & Q(region=None, regional_body=None)
NO_SPAN = Q(started_first=None, ended_first=None, reported_from=None, reported_to=None)

DONE = Q(state=Activity.State.DONE)
SOMEBODY_CAME = DONE & Q(participants__gt=0)
ON_THE_SPOT = DONE & ~Q(mode="remote")
NOWHERE = Q(place="") & without(Activity, "countries")

OF_ACTIONS = (
    Rule("no-status", _("No status"), ACTIONS, "status", Q(status=None), urgent=True),
    Rule("no-manager", _("No manager"), ACTIONS, "managers", without(Action, "managers"), urgent=True),
    Rule("no-main-pillar", _("No main pillar"), ACTIONS, "main_pillar", Q(main_pillar=None)),
    Rule("no-area", _("No specific area"), ACTIONS, "areas", without(Action, "areas")),
    Rule("no-place", _("No region, country or regional body"), ACTIONS, "partner_countries", NO_PLACE),
    Rule("no-objective", _("No overall objective"), ACTIONS, "overall_objective", Q(overall_objective="")),
    Rule("no-span", _("Neither dates nor reported years"), ACTIONS, "started", NO_SPAN, HAS_BEGUN),
    Rule("no-end", _("No end date, although it is over"), ACTIONS, "ended", Q(ended_first=None), IS_OVER, urgent=True),
    Rule(
        "no-requesting-organisation",
        _("No requesting organisation"),
        ACTIONS,
        "requesting_organisations",
        without(Action, "requesting_organisations"),
    ),
    Rule("no-source", _("No source for the Action"), ACTIONS, "sources", without(Action, "sources")),
    Rule(
        "objective-without-result",
        _("Specific objective without a result, although the Action is over"),
        OBJECTIVES,
        "result",
        Q(result=""),
        Q(action__status__closing=True),
        urgent=True,
    ),
)

OF_ACTIVITIES = (
    Rule("activity-without-date", _("Activity done, without a date"), ACTIVITIES, "start", Q(start_first=None), DONE),
    Rule(
        "activity-without-participants",
        _("Activity done, without the number of participants"),
        ACTIVITIES,
        "participants",
        Q(participants=None),
        DONE,
    ),
    Rule(
        "participants-without-women",
        _("Participants without the number of women among them"),
        ACTIVITIES,
        "women",
        Q(women=None),
        SOMEBODY_CAME,
    ),
    Rule("activity-without-type", _("Activity without a type"), ACTIVITIES, "type", Q(type=None)),
    Rule(
        "activity-without-place",
        _("Activity done on the spot, without a place or country"),
        ACTIVITIES,
        "place",
        NOWHERE,
        ON_THE_SPOT,
    ),
    Rule(
        "activity-without-source", _("Activity without a source"), ACTIVITIES, "sources", without(Activity, "sources")
    ),
)

OF_OUTPUTS = (
    Rule(
        "output-without-file",
        _("Output without a file or an address"),
        OUTPUTS,
        "document",
        Q(document=None, address=""),
        urgent=True,
    ),
    Rule("output-without-kind", _("Output without a kind"), OUTPUTS, "kind", Q(kind=None)),
    Rule("output-without-state", _("Output without a state"), OUTPUTS, "state", Q(state="")),
    Rule("output-without-source", _("Output without a source"), OUTPUTS, "sources", without(Output, "sources")),
)

OF_MILESTONES = (
    Rule("milestone-without-date", _("Milestone without a date"), MILESTONES, "date", Q(date_first=None)),
    Rule(
        "milestone-without-source",
        _("Milestone without a source"),
        MILESTONES,
        "sources",
        without(Milestone, "sources"),
    ),
)

RULES = (*OF_ACTIONS, *OF_ACTIVITIES, *OF_OUTPUTS, *OF_MILESTONES)
