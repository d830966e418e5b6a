"""What tests read in the mails that went out."""

import re

from django.conf import settings
from django.core import mail


def only_mail():
    """The one mail that went out, taken out of the mailbox."""
    (message,) = mail.outbox
    mail.outbox.clear()
    return message


def link_in(message):
    """The address in it, below the portal's own: where a click would lead."""
    (path,) = re.findall(rf"^\s*{re.escape(settings.SITE_ADDRESS)}(/\S+)$", message.body, re.MULTILINE)
    return path
