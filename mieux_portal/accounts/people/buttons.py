"""What can be done with an account, beside its name in the list and on its own screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from actions.base.models import User

from .rules import may_close


def buttons_for(person: User, by: User) -> list[Button]:
    """Nothing on one's own account: that is kept at /account/."""
    if person.pk == by.pk or not may_close(person, by):
        return []
    if not person.is_active:
        return [
            Button(_("Open again"), url=reverse("people-reopen", args=[person.pk]), icon_name="user", priority=60),
        ]
    return [
        Button(
            _("Send a link for a new password"),
            url=reverse("people-send-link", args=[person.pk]),
            icon_name="mail",
            priority=50,
        ),
        Button(
            _("Hand over and close"), url=reverse("people-leave", args=[person.pk]), icon_name="logout", priority=60
        ),
    ]


def listing_buttons(user: User, request_user: User) -> list[Button]:
    """For the hook `register_user_listing_buttons`."""
    return buttons_for(user, request_user)
