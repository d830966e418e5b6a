from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "mieux_portal.accounts"
    label = "accounts"
    default = True


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's app of users: it takes the screens of its list from here."""

    default = False
    user_viewset = "mieux_portal.accounts.people.viewset.PeopleViewSet"
