"""Links in mails. They stand on SITE_ADDRESS: what a browser calls this host never gets into a mail."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from actions.base.models import User

DAYS_VALID = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
EMAIL_SALT = "mieux_portal.accounts.new-email"


def absolute(address: str) -> str:
    return f"{settings.SITE_ADDRESS}{address}"


def password_link(person: User) -> str:
    """Where this person chooses a password: once, and within DAYS_VALID days. A sign-in ends it, too."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    return absolute(reverse("password-new", args=[key, default_token_generator.make_token(person)]))


@dataclass(frozen=True)
class NewEmail:
    """A change of an e-mail address that waits for its confirmation."""

    account: int
    old: str
    new: str

    def link(self) -> str:
        token = signing.dumps([self.account, self.old, self.new], salt=EMAIL_SALT)
        return absolute(reverse("account-email-confirm", args=[token]))

    @classmethod
    def read(cls, token: str, person: User) -> "NewEmail | None":
        """What the link says, or None: forged, too old, used already, or meant for another account."""
        try:
            told: list[Any] = signing.loads(token, salt=EMAIL_SALT, max_age=settings.PASSWORD_RESET_TIMEOUT)
        except signing.BadSignature:
            return None
        change = cls(*told)
        return change if (change.account, change.old) == (person.pk, person.email) else None
