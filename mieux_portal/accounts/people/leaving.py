"""Seeing somebody off: Actions handed over, cover ended, the account closed; and opening it again."""

from collections import defaultdict
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from actions.base.models import User
from actions.models import Absence, Action
from mieux_portal.accounts.links import absolute
from mieux_portal.accounts.mail import write_to
from mieux_portal.workspace.addresses import action_address

from .rules import administrators, why_it_stays_open

HANDED_OVER = _("MIEUX portal: Actions handed over to you")
CLOSED = _("MIEUX portal: your account is closed")


def close(person: User, by: User, plan: Mapping[Action, User], reason: str) -> None:
    """Hand each Action over to its successor, end what concerns absences, close the account. All of it or nothing.

    ValidationError where the account has to stay open, or an Action cannot be handed over as planned.
    The password goes as well: no session of the past comes back to life when the account is opened again.
    """
    with transaction.atomic():
        # Under a lock, in one order for all: two administrators could close each other.
        list(administrators().order_by("pk").select_for_update())
        if refusal := why_it_stays_open(person, by):
            raise ValidationError(refusal)
        # As they are now: what a colleague has saved since the form was read is not written over.
        successors = {action.pk: successor for action, successor in plan.items()}
        for action in Action.objects.select_for_update().filter(pk__in=successors).order_by("pk"):
            action.hand_over(leaver=person, successor=successors[action.pk], by=by, reason=reason)
        if Action.objects.managed_by(person).exists():
            raise ValidationError(_("Meanwhile an Action was given to this person. Look at the list again."))
        for absence in [*Absence.objects.of(person), *Absence.objects.covered_by(person)]:
            absence.end(timezone.localdate())
        person.is_active = False
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
        log(person, "accounts.closed", user=by, data={"actions": len(plan), "reason": reason})


def tell(person: User, by: User, plan: Mapping[Action, User], tell_leaver: bool) -> list[User]:
    """Write to the successors and, if wanted, to the leaver. Returned are those whom no mail reached."""
    taken_over: dict[User, list[Action]] = defaultdict(list)
    for action, successor in plan.items():
        taken_over[successor].append(action)
    missed = []
    for successor, actions in taken_over.items():
        context = {"leaver": person, "by": by, "person": successor, "actions": _with_links(actions)}
        if not (successor.email and write_to(successor.email, HANDED_OVER, "handed_over", **context)):
            missed.append(successor)
    if tell_leaver:
        handed = [(action.title, successor.full_name) for action, successor in plan.items()]
        if not write_to(person.email, CLOSED, "closed", person=person, by=by, handed_over=handed):
            missed.append(person)
    return missed


def _with_links(actions: list[Action]) -> list[tuple[str, str]]:
    """Title and address in the workspace: an Action that is not published has no other."""
    return [(action.title, absolute(action_address(action))) for action in actions]


def reopen(person: User, by: User) -> None:
    """Open the account again, without a password: its owner chooses a new one by a link."""
    person.is_active = True
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    log(person, "accounts.reopened", user=by)
