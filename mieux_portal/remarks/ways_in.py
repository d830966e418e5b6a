"""How the queue comes into the admin: in the menu, on the dashboard, among the rights of a role."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from .models import Remark

HANDLES = "remarks.change_remark"


class RemarksMenuItem(MenuItem):
    """With how many are open: one query a page, for those who deal with them."""

    def __init__(self) -> None:
        address = reverse_lazy("workspace_remarks")
        super().__init__(gettext_lazy("Remarks"), address, "remarks", icon_name="comment", order=65)

    def is_shown(self, request: HttpRequest) -> bool:
        shown: bool = request.user.has_perm(HANDLES)
        return shown

    def render_component(self, request: HttpRequest) -> Any:
        number = Remark.objects.open().count()
        label = _("Remarks (%(n)d open)") % {"n": number} if number else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


class RemarksPanel(Component):
    """On the dashboard: how many remarks wait."""

    name = "remarks"
    template_name = "remarks/panel.html"
    order = 13

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"number": Remark.objects.open().count()}


def put_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For the hook `construct_homepage_panels`."""
    if request.user.has_perm(HANDLES):
        panels.append(RemarksPanel())


def rights() -> QuerySet[Permission]:
    """For the hook `register_permissions`: what an administrator may give to a role."""
    return Permission.objects.filter(content_type__app_label="remarks", content_type__model="remark")
