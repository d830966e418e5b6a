"""Asks about the record at every door. Wagtail 7.4 asks a policy about the model only (wagtail#13314)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

# What a view is told of its neighbours, and what one must be allowed in order to be shown the way there.
WAYS = {"edit_url_name": "change", "revisions_revert_url_name": "change", "delete_url_name": "delete"}


class RecordGuard:
    """Goes before a view: refuses the record, or takes away the links that would be refused."""

    request: HttpRequest
    permission_policy: Any = None  # declared, so that construct_view hands it to the views that lack one (workflow)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        record = getattr(self, "object", None)
        if record is not None and record.pk:
            closed = {wanted for wanted in set(WAYS.values()) if not self._allows(wanted, record)}
            for name, wanted in WAYS.items():
                if wanted in closed and hasattr(self, name):
                    setattr(self, name, None)

    def get_object(self, *args: Any, **kwargs: Any) -> models.Model | None:
        record: models.Model | None = super().get_object(*args, **kwargs)  # type: ignore[misc]
        wanted = getattr(self, "permission_required", None) or "view"
        # None on the add screen, and unsaved in its preview: there the form says which Actions may be chosen.
        if record is not None and record.pk and not self._allows(wanted, record):
            raise PermissionDenied
        return record

    def _allows(self, wanted: str, record: models.Model) -> bool:
        allowed: bool = self.permission_policy.user_has_permission_for_instance(self.request.user, wanted, record)
        return allowed


class GuardedViews:
    """For a viewset: each of its views asks about the record, those of later releases too."""

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        guarded = type(view_class.__name__, (RecordGuard, view_class), {})
        return super().construct_view(guarded, **kwargs)  # type: ignore[misc]
