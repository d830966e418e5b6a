from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mieux_portal.search"
    label = "portal_search"
