"""The worklist in the menu, with how many rows on it are late and one's own."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from actions.base.models import User

from .board import board_of
from .kinds import Urgency


class WorklistMenuItem(MenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Worklist"), reverse_lazy("workspace_worklist"), "worklist", icon_name="list-ul", order=60
        )

    def is_shown(self, request: HttpRequest) -> bool:
        shown: bool = request.user.has_perm("actions.view_action")
        return shown

    def render_component(self, request: HttpRequest) -> Any:
        """One query a page, over what is late only: the rest is counted on the board itself."""
        assert isinstance(request.user, User)
        late = board_of(request.user).number(Urgency.LATE)
        label = _("Worklist (%(n)d late)") % {"n": late} if late else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)
