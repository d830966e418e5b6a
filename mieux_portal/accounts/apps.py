from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mieux_portal.accounts"
    label = "accounts"
