"""Where the admin leads to the screen: its menu, and the list of activities."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from actions.base.models import User
from actions.models import Activity

from .access import may_log


class LogActivityMenuItem(MenuItem):
    """First of all: it is what most people come for."""

    def __init__(self) -> None:
        address = reverse("workspace_log_activity")
        label = gettext_lazy("Log an activity")
        super().__init__(label, address, name="log-activity", icon_name="calendar-check", order=50)

    def is_shown(self, request: HttpRequest) -> bool:
        return may_log(request.user)


def copy_button(record: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """For the hook `register_snippet_listing_buttons`: a new activity may start from an earlier one."""
    if isinstance(record, Activity) and may_log(user):
        address = f"{reverse('workspace_log_activity')}?copy={record.pk}"
        yield Button(_("Copy"), address, icon_name="copy", priority=30)
