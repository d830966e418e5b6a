"""What the screen has filled in when it opens: for an Action, after another activity, or as a copy of one."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from actions.base.ids import id_from
from actions.base.models import User
from actions.models import Action, Activity
from experts.models import Deployment

from .people import in_a_line

Row = dict[str, Any]

# What a copy takes over: no dates, numbers, outputs or files, which are another day's.
COPIED = ("title", "type_id", "mode", "place")
CONTINUED = ("place",)


@dataclass
class Start:
    """`fields` of the activity and `rows` by their prefix, with ids for records; `names` tells who is behind an id."""

    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


def start_of(user: User, actions: list[Action], asked: QueryDict) -> Start:
    """`actions`: those that the person may edit, the one they worked on last first; one at least.

    `asked`: the address. What it names and the person may not read or edit counts as not named.
    """
    if earlier := readable_activity(user, asked.get("copy") or asked.get("after")):
        return copy_of(earlier, actions, user) if asked.get("copy") else after(earlier, actions)
    wanted = [action for action in actions if action.slug == asked.get("action")]
    return start_for((wanted or actions)[0])


def readable_activity(user: User, pk: str | None) -> Activity | None:
    """The activity with this id, if there is one and the person may read activities."""
    found = Activity.objects.filter(pk=id_from(pk)).prefetch_related("countries")
    return found.first() if pk and user.has_perm("actions.view_activity") else None


def start_for(action: Action) -> Start:
    """The one partner country, where there is only one, is where things happen."""
    countries = [country.pk for country in action.partner_countries.all()]
    only = countries if len(countries) == 1 else []
    return Start({"action": action.pk, "state": Activity.State.PLANNED}, {"countries": _in_rows(only)})


def after(activity: Activity, actions: list[Action]) -> Start:
    """For the next activity of a series: the same Action, component, place and countries."""
    start = _of_the_same_action(activity, actions)
    _take_over(start, activity, CONTINUED)
    return start


def copy_of(activity: Activity, actions: list[Action], user: User) -> Start:
    """Planned anew, with the same people in the same roles."""
    start = _of_the_same_action(activity, actions)
    _take_over(start, activity, COPIED)
    persons = ("expert__category", "expert__country", "expert__organisation")
    contributions = Deployment.objects.filter(activity=activity).select_related(*persons)
    if user.has_perm("experts.view_expert"):
        named = [(one, one.expert) for one in contributions if one.expert]
        start.rows["experts"] = [{"expert": person.pk, "role": one.role} for one, person in named]
        start.names = {person.pk: in_a_line(person) for _one, person in named}
    start.rows["groups"] = [
        {"category": one.category_id, "country": one.country_id, "role": one.role}
        for one in contributions
        if not one.expert_id
    ]
    return start


def _of_the_same_action(activity: Activity, actions: list[Action]) -> Start:
    """The activity may be a colleague's: then it goes into the own Action that was worked on last."""
    own = activity.action_id in {action.pk for action in actions}
    fields = {"action": activity.action_id if own else actions[0].pk, "state": Activity.State.PLANNED}
    if own:
        fields["component"] = activity.component_id
    return Start(fields)


def _take_over(start: Start, activity: Activity, names: tuple[str, ...]) -> None:
    start.fields |= {name.removesuffix("_id"): getattr(activity, name) for name in names}
    start.rows["countries"] = _in_rows([country.pk for country in activity.countries.all()])


def _in_rows(countries: list[int]) -> list[Row]:
    return [{"country": pk} for pk in countries]
