"""Where records stand in the admin, and who says what may be done with them there."""

from django.db import models
from django.urls import reverse
from wagtail.permissions import ModelPermissionPolicy

from actions.base.admin.viewsets import RecordViewSet
from actions.models import Action


def viewset_of(model: type[models.Model]) -> RecordViewSet:
    viewset: RecordViewSet = model.snippet_viewset  # type: ignore[attr-defined]
    return viewset


def policy_of(model: type[models.Model]) -> ModelPermissionPolicy:
    return viewset_of(model).permission_policy


def action_address(action: Action) -> str:
    """The Action's own screen."""
    return reverse("workspace_action", args=[action.slug])
