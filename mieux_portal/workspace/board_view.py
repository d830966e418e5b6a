"""What the boards over the whole portfolio share: who may see one, and its place in the admin."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class BoardView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Read by all who read Actions; anybody else is refused. `address_name`: of the board's own address."""

    permission_required = "actions.view_action"
    raise_exception = True
    address_name: str

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse(self.address_name), "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), here]
