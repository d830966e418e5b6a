from django.apps import AppConfig


class BrowseConfig(AppConfig):
    name = "mieux_portal.browse"
    label = "browse"
