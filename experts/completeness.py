"""What the record of an Action should tell of those who brought the expertise."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from actions.completeness import ACTIVITIES, DONE
from actions.gaps import Place, Rule, Step, Subject, without
from actions.models import Activity

from .models import Deployment

DEPLOYMENTS = Subject(Deployment, fetch=lambda: Deployment.objects.for_page(), label=lambda deployment: deployment.who)

OF_AN_ACTIVITY = Q(activity__isnull=False)
NOBODY_DEPLOYED = Q(~Exists(Deployment.objects.filter(activity=OuterRef("pk"))))


def _record_an_expert(activities: Sequence[Activity]) -> dict[int, list[Step]]:
    """Who was there is a record of its own: the form for a new one, with the activity filled in."""
    return {
        activity.pk: [
            Step(
                activity.title,
                Place(
                    Deployment,
                    "expert",
                    given=(("action", str(activity.action_id)), ("activity", str(activity.pk))),
                ),
            )
        ]
        for activity in activities
    }


RULES = (
    Rule(
        "activity-without-expert",
        _("Activity done, without any expert"),
        ACTIVITIES,
        "expert",
        NOBODY_DEPLOYED,
        DONE,
        steps=_record_an_expert,
    ),
    Rule(
        "deployment-without-role",
        _("Expert in an activity, without a role"),
        DEPLOYMENTS,
        "role",
        Q(role=""),
        OF_AN_ACTIVITY,
    ),
    Rule(
        "deployment-without-days",
        _("Expert in an activity, without the number of days"),
        DEPLOYMENTS,
        "days",
        Q(days=None),
        OF_AN_ACTIVITY,
    ),
    Rule(
        "deployment-without-source",
        _("Deployment without a source"),
        DEPLOYMENTS,
        "sources",
        without(Deployment, "sources"),
    ),
)
