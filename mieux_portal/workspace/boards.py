"""The boards over the whole portfolio: where they are, and how they come into the admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .completeness.portfolio import CompletenessView
from .worklist.view import WorklistView


def board_addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`, which lets nobody in who may not work in the admin."""
    return [
        path("completeness/", CompletenessView.as_view(), name="workspace_completeness"),
        path("worklist/", WorklistView.as_view(), name="workspace_worklist"),
    ]


class CompletenessMenuItem(MenuItem):
    def __init__(self) -> None:
        address = reverse_lazy("workspace_completeness")
        super().__init__(_("Completeness"), address, "completeness", icon_name="success", order=70)

    def is_shown(self, request: HttpRequest) -> bool:
        shown: bool = request.user.has_perm("actions.view_action")
        return shown


def workspace_styles() -> SafeString:
    """For the hook `insert_global_admin_css`: the style of our own screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("workspace/workspace.css"))
