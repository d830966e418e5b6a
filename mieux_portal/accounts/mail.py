"""The mails of the portal: plain text, and no more in them than is needed."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.functional import Promise

logger = logging.getLogger(__name__)


def write_to(address: str, subject: str | Promise, template: str, **context: Any) -> bool:
    """Send the text of `templates/accounts/email/<template>.txt`. False where the mail server did not take it.

    The log says why, and not to whom. Call it after the transaction: a mail cannot be taken back.
    """
    line = " ".join(str(subject).split())  # it may name a person: a line break in a name would begin a header
    text = render_to_string(f"accounts/email/{template}.txt", {**context, "portal": settings.SITE_ADDRESS})
    try:
        EmailMessage(line, text.strip() + "\n", to=[address]).send()
    except (OSError, ValueError):  # no connection, smtplib's own refusals, or an address that no mail can bear
        logger.exception("A mail could not be sent (%s)", template)
        return False
    return True
