"""Who may log activities, and for which Actions."""

from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from actions.base.models import User
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet

MOST_HELPERS = 5


def may_log(user: User | AnonymousUser) -> bool:
    """Whether the person may add activities at all; for which Actions, `actions_to_log_for` says."""
    return user.has_perm("actions.add_activity") and user.has_perm("actions.view_activity")


def actions_to_log_for(user: User) -> ActionQuerySet:
    """The Actions that the person may edit, the one that was worked on last first. Two queries."""
    return Action.objects.editable_by(user).recently_worked_on().prefetch_related("partner_countries")


def who_can_help() -> QuerySet[User]:
    """Some of those who may name the managers of any Action."""
    able: Any = User.objects.with_perm("actions.change_any_action", include_superusers=False)
    return cast("QuerySet[User]", able.by_name()[:MOST_HELPERS])
