from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "mieux_portal.workspace"
    label = "workspace"
