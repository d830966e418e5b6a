"""The addresses of the screen, below /admin/."""

from django.urls import URLPattern, path

from . import lookups
from .views import LogActivityView


def log_activity_addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    return [
        path("log-activity/", LogActivityView.as_view(), name="workspace_log_activity"),
        path("log-activity/experts/", lookups.persons, name="workspace_log_activity_experts"),
        path("log-activity/namesakes/", lookups.namesakes, name="workspace_log_activity_namesakes"),
        path("log-activity/earlier/", lookups.earlier, name="workspace_log_activity_earlier"),
        path("log-activity/copied/", lookups.copied, name="workspace_log_activity_copied"),
    ]
