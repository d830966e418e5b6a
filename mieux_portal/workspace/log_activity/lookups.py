"""What the screen asks while it is filled in: who is on the roster, what was entered earlier."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actions.base.ids import id_from
from actions.base.models import User
from actions.models import Action, Activity
from experts.models import Expert

from .access import actions_to_log_for, may_log
from .people import in_a_line
from .start import copy_of, readable_activity

MOST_PERSONS = 10
MOST_EARLIER = 10


@require_safe
def persons(request: HttpRequest) -> JsonResponse:
    """`?q=`: at most ten persons of the roster, without anything private; `more` where others fit as well."""
    if not (may_log(request.user) and request.user.has_perm("experts.view_expert")):
        raise PermissionDenied
    found = Expert.objects.found_by(request.GET.get("q", ""))
    shown = [
        {"id": person.pk, "name": person.name, "about": person.told_apart, "line": in_a_line(person)}
        for person in found[:MOST_PERSONS]
    ]
    return JsonResponse({"persons": shown, "more": len(found) > MOST_PERSONS})


@require_safe
def namesakes(request: HttpRequest) -> JsonResponse:
    """`?name=`: who is on the roster under this name, so that nobody is entered twice."""
    if not (may_log(request.user) and request.user.has_perm("experts.view_expert")):
        raise PermissionDenied
    name = request.GET.get("name", "")
    shown = [{"id": person.pk, "line": in_a_line(person)} for person in Expert.objects.called([name])[name]]
    return JsonResponse({"persons": shown})


@require_safe
def earlier(request: HttpRequest) -> JsonResponse:
    """`?of_action=`: the last activities of the Action, to start a new one from."""
    if not may_log(request.user):
        raise PermissionDenied
    action = actions_to_log_for(cast(User, request.user)).filter(pk=id_from(request.GET.get("of_action"))).first()
    return JsonResponse({"activities": earlier_of(action) if action else []})


@require_safe
def copied(request: HttpRequest) -> JsonResponse:
    """`?of=`: what a copy of this activity has filled in."""
    user = cast(User, request.user)
    actions = list(actions_to_log_for(user)) if may_log(user) else []
    if not actions:
        raise PermissionDenied
    activity = readable_activity(user, request.GET.get("of"))
    if activity is None:
        raise Http404
    start = copy_of(activity, actions, user)
    return JsonResponse({"fields": start.fields, "rows": start.rows, "names": start.names})


def earlier_of(action: Action) -> list[dict[str, object]]:
    """Id and label of its last activities, for a list."""
    found = Activity.objects.latest_of(action)[:MOST_EARLIER]
    return [{"id": activity.pk, "label": _label(activity)} for activity in found]


def _label(activity: Activity) -> str:
    when = str(activity.start) if activity.start else capfirst(_("date not recorded"))
    return f"{when}: {activity.title}"
