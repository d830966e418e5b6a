from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "mieux_portal.demo"
    label = "demo"
