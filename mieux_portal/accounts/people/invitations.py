"""Inviting a colleague: an account without a password, and a link with which its owner chooses one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from actions.base.models import User
from mieux_portal.accounts.links import DAYS_VALID, password_link
from mieux_portal.accounts.mail import write_to
from mieux_portal.accounts.password.views import send_password_link

SUBJECT = _("Your account at the MIEUX portal")


@dataclass(frozen=True)
class Invitation:
    """An account that waits for its owner, and when its owner was last written to, if at all."""

    person: User
    sent: datetime | None
    sent_by: str
    reached: bool

    @property
    def expires(self) -> datetime | None:
        return self.sent + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) if self.sent else None

    @property
    def is_over(self) -> bool:
        return self.expires is not None and self.expires < timezone.now()


def free_username(email: str) -> str:
    """A user name that nobody has, made of what stands before the @. Its owner signs in with the address, too."""
    wanted = re.sub(r"[^\w.+-]", "", email.partition("@")[0])[:140] or "person"
    taken = {name.casefold() for name in _usernames_like(wanted)}
    numbered = (f"{wanted}{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted.casefold() not in taken else next(name for name in numbered if name.casefold() not in taken)


def _usernames_like(wanted: str) -> Iterable[str]:
    return User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)


def invite(email: str, first_name: str, last_name: str, groups: Iterable[Group], by: User) -> User:
    """Make the account. ValidationError where the address is in use; nothing is sent yet."""
    person = User(
        username=free_username(email),
        email=email,
        first_name=first_name,
        last_name=last_name,
        date_joined=timezone.now(),
    )
    person.set_unusable_password()
    with transaction.atomic():
        person.full_clean()
        person.save()
        person.groups.set(groups)
        log(person, "wagtail.create", user=by)
    return person


def send_link(person: User, by: User) -> bool:
    """Send the invitation, or a link for a new password to whoever has been here. False where that failed.

    The history of the account keeps whether the mail went out.
    """
    if person.last_login is None and not person.has_usable_password():
        link = password_link(person)
        sent = write_to(person.email, SUBJECT, "invitation", person=person, by=by, link=link, days=DAYS_VALID)
    else:
        sent = send_password_link(person)
    log(person, "accounts.link_sent" if sent else "accounts.link_not_sent", user=by)
    return sent


def with_history(people: Iterable[User]) -> list[Invitation]:
    """The invitations of these people, in their order, in one query."""
    people = list(people)
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User),
        object_id__in=[str(person.pk) for person in people],
        action__in=["accounts.link_sent", "accounts.link_not_sent"],
    )
    last = {entry.object_id: entry for entry in entries.select_related("user").order_by("timestamp", "pk")}
    return [_told(person, last.get(str(person.pk))) for person in people]


def _told(person: User, entry: ModelLogEntry | None) -> Invitation:
    if entry is None:
        return Invitation(person, None, "", reached=False)
    by = entry.user.full_name if entry.user else ""
    return Invitation(person, entry.timestamp, by, reached=entry.action == "accounts.link_sent")
