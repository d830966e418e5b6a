"""Where a record is changed or, by those who may not change it, read."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.urls import reverse

from actions.base.models import User
from actions.models import Action, Activity
from mieux_portal.workspace.addresses import policy_of, viewset_of
from practices.models.knowledge_queryset import actions_to_write_about
from practices.writing import address_to_write


def put_addresses(records: Sequence[Any], user: User) -> None:
    """Give each of these records of one kind and one Action an `address_here`: where this person changes or reads it.

    Who may change one of them may change all: it is asked once.
    """
    if not records:
        return
    model = type(records[0])
    may_change = policy_of(model).user_has_permission_for_instance(user, "change", records[0])
    name = viewset_of(model).get_url_name("edit" if may_change else "inspect")
    for record in records:
        record.address_here = reverse(name, args=[record.pk])


def address_to_add(model: type[models.Model], action: Action, user: User, may_write: bool) -> str:
    """Where a new record of this Action is written, with the Action filled in; empty for those who may not."""
    if not may_write or not policy_of(model).user_has_permission(user, "add"):
        return ""
    return f"{reverse(viewset_of(model).get_url_name('add'))}?action={action.pk}"


def address_of_copy(activity: Activity) -> str:
    """Where a new activity starts from this one."""
    return f"{reverse('workspace_log_activity')}?copy={activity.pk}"


def address_of_log(action: Action) -> str:
    """Where an activity of this Action is logged."""
    return f"{reverse('workspace_log_activity')}?action={action.slug}"


def put_addresses_of_writing(records: Sequence[Any], action: Action, user: User) -> None:
    """Give each activity or output an `address_to_write`: where what was learnt in it is written, for those who may."""
    if user.has_perm("practices.add_knowledgeitem") and actions_to_write_about(user).contains(action):
        for record in records:
            record.address_to_write = address_to_write(record)
