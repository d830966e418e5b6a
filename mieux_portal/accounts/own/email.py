"""A new e-mail address of one's own: confirmed from its mailbox, told to the old one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from actions.base.models import User
from mieux_portal.accounts.links import DAYS_VALID, NewEmail
from mieux_portal.accounts.mail import write_to
from mieux_portal.accounts.throttle import Limit

SUBJECT = _("MIEUX portal: your e-mail address")
CHANGES_ASKED_FOR = Limit("changes of an e-mail address", most=5)


def ask_new_mailbox(person: User, email: str) -> bool:
    """Write to the new address. False where the mail could not be sent.

    Also where another account has it: only its mailbox tells, so that nobody finds out here who has an account.
    """
    taken = User.objects.exclude(pk=person.pk).signing_in_as(email).exists()
    if taken:
        return write_to(email, SUBJECT, "email_taken")
    link = NewEmail(person.pk, person.email, email).link()
    return write_to(email, SUBJECT, "email_confirm", person=person, link=link, days=DAYS_VALID)


def change_email(person: User, change: NewEmail) -> None:
    """Give the account its new address and tell the old one. ValidationError where another account has it by now."""
    with transaction.atomic():
        person.email = change.new
        try:
            person.full_clean()
        except ValidationError:
            person.email = change.old
            raise
        person.save(update_fields=["email"])
        log(person, "accounts.new_email", user=person)
    if change.old:
        write_to(change.old, SUBJECT, "email_changed", person=person)
