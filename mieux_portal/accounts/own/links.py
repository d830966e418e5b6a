"""The way from Wagtail's screen of preferences to one's account."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def own_account_item(request: HttpRequest) -> dict[str, Any]:
    """For the hook `register_account_menu_item`."""
    return {
        "url": reverse("account"),
        "label": _("Your account"),
        "help_text": _("Your password, your e-mail address, and who covers for you when you are away."),
    }
