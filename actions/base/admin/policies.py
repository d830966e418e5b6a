"""Who may do what to which record."""

from typing import Any, cast

from django.db import models
from wagtail.permissions import ModelPermissionPolicy

from actions.base.models import User


class OwnRecordsPolicy(ModelPermissionPolicy):
    """The model permission lets read and add; what may be changed is asked of `editable_by` as well."""

    def editable_by(self, user: User) -> models.QuerySet[Any]:
        """The records that this person may change, as far as they may change any."""
        return cast("models.QuerySet[Any]", self.model._default_manager.editable_by(user))

    def user_has_permission_for_instance(self, user: User, action: str, instance: models.Model) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return action == "view" or self.editable_by(user).contains(instance)

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> models.QuerySet[Any]:
        allowed = [action for action in actions if self.user_has_permission(user, action)]
        if "view" in allowed:
            return self.model._default_manager.all()
        return self.editable_by(user) if allowed else self.model._default_manager.none()
