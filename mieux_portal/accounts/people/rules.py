"""Whose account may be closed, by whom, and when."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from actions.base.models import User
from actions.models import Action

MAY_CHANGE_PEOPLE = "base.change_user"


def administrators() -> "QuerySet[User]":
    """Who may change accounts today."""
    return User.objects.with_perm(MAY_CHANGE_PEOPLE)


def may_close(person: User, by: User) -> bool:
    """As Wagtail says of deleting: only somebody with all rights closes an account with all rights."""
    return by.has_perm(MAY_CHANGE_PEOPLE) and (by.is_superuser or not person.is_superuser)


def why_it_stays_open(person: User, by: User) -> str | None:
    """The sentence against closing or deleting this account, or None."""
    if person.pk == by.pk:
        return _("This is your own account: another administrator has to close it.")
    if person.has_perm(MAY_CHANGE_PEOPLE) and not administrators().exclude(pk=person.pk).exists():
        return _("This is the last administrator: give somebody else this role first.")
    return None


def managers_among(people: "list[User]") -> "QuerySet[User]":
    """Those of these people who are named as a manager of an Action."""
    return Action.objects.managers().filter(pk__in=[person.pk for person in people])
