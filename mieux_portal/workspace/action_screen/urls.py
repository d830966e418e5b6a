"""The addresses of an Action's screens, below `/admin/actions/<slug>/`."""

from django.urls import URLPattern, path

from .handing_over import HandOverView
from .preview import preview
from .publishing import PublishView
from .screen import ActionView
from .status import StatusView


def action_urls() -> list[URLPattern]:
    """For the hook `register_admin_urls`, which lets nobody in who may not work in the admin."""
    return [
        path("actions/<slug:slug>/", ActionView.as_view(), name="workspace_action"),
        path("actions/<slug:slug>/publish/", PublishView.as_view(), name="workspace_action_publish"),
        path("actions/<slug:slug>/preview/", preview, name="workspace_action_preview"),
        path("actions/<slug:slug>/status/", StatusView.as_view(), name="workspace_action_status"),
        path("actions/<slug:slug>/hand-over/", HandOverView.as_view(), name="workspace_action_hand_over"),
        # Last: a tab is called nothing of the above.
        path("actions/<slug:slug>/<slug:tab>/", ActionView.as_view(), name="workspace_action_tab"),
    ]
