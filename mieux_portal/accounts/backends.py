"""Signing in with the user name or the e-mail address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from actions.base.models import User


class NameOrEmailBackend(ModelBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        """The account that the name and the password belong to, or None: also where the account is closed."""
        if username is None or password is None:
            return None
        person = User.objects.signing_in_as(username).first()
        if person is None:
            User().set_password(password)  # takes as long as a comparison: time does not tell which names exist
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None
