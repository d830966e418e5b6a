from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "actions.base"
    label = "base"
    verbose_name = "What every floor builds on"

    def ready(self) -> None:
        from . import references  # noqa: F401  connects the guard against deleting what is referenced
