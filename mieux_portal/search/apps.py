from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mieux_portal.search"
    label = "portal_search"
    verbose_name = "Search"

    def ready(self) -> None:
        from .freshness import listen

        listen()
