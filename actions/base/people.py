"""What is asked of accounts."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import UserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import User  # noqa: F401


class UserQuerySet(models.QuerySet["User"]):
    def by_name(self) -> Self:
        """In the order in which a list of people is read."""
        return self.order_by("last_name", "first_name", "username")

    def with_email(self, email: str) -> Self:
        """The account with this e-mail address, in capitals or not; none for an empty one."""
        return self.filter(email__iexact=email) if email else self.none()

    def signing_in_as(self, name: str) -> Self:
        """Whoever may be meant by this name: a user name as it is, or an e-mail address in capitals or not."""
        return self.filter(Q(username=name) | Q(pk__in=self.with_email(name).values("pk")))

    def invited(self) -> Self:
        """Accounts that wait for their first password: nobody has signed in with them yet."""
        waiting = self.filter(is_active=True, last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return waiting.order_by("-date_joined")


PeopleManager = UserManager.from_queryset(UserQuerySet)
PeopleManager.use_in_migrations = False  # a migration asks accounts nothing
