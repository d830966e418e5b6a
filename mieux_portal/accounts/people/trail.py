"""What the history of an account says about what is done on our screens."""

from typing import Any

from django.utils.translation import gettext_lazy as _


def register_entries(actions: Any) -> None:
    """For the hook `register_log_actions`: name, label and sentence of each kind of entry."""
    for name, label, sentence in (
        ("link_sent", _("Link for a password sent"), _("A mail with a link for a password was sent")),
        ("link_not_sent", _("Link for a password not sent"), _("A mail with a link for a password could not be sent")),
        ("new_password", _("New password"), _("A new password was chosen")),
        ("new_email", _("New e-mail address"), _("The e-mail address was changed and confirmed")),
        ("sign_out_elsewhere", _("Signed out elsewhere"), _("All other sessions were ended")),
        ("absence", _("Absence"), _("Cover for an absence was named")),
        ("absence_ended", _("Absence ended"), _("Cover for an absence was ended")),
        ("closed", _("Account closed"), _("Actions were handed over and the account was closed")),
        ("reopened", _("Account opened again"), _("The account was opened again")),
    ):
        actions.register_action(f"accounts.{name}", label, sentence)
