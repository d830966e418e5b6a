from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "mieux_portal.portfolio"
    label = "portfolio"
