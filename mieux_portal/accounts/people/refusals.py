"""Wagtail's other doors: nobody who manages Actions is deleted or closed without handing them over."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from actions.base.models import User

from .rules import managers_among, why_it_stays_open

IN_BULK = {"delete": "wagtail.delete", "assign_role": "wagtail.edit", "set_active_state": "wagtail.edit"}


def invite_instead(request: HttpRequest) -> HttpResponse:
    """For the hook `before_create_user`: nobody thinks up a password for somebody else."""
    return redirect("people-invite")


def refuse_deletion(request: HttpRequest, person: User) -> HttpResponse | None:
    """For the hook `before_delete_user`."""
    return _refusal(request, [person])


def refuse_in_bulk(request: HttpRequest, action: str, people: Sequence[Any], view: Any) -> HttpResponse | None:
    """For the hook `before_bulk_action`. What is not refused goes into the history: Wagtail leaves it out."""
    if action not in IN_BULK or not people or not all(isinstance(person, User) for person in people):
        return None
    closes = action == "set_active_state" and not view.cleaned_form.cleaned_data["mark_as_active"]
    if closes:
        messages.error(
            request,
            _("Accounts are closed one by one, so that their Actions are handed over."),
            buttons=[_way_out(person) for person in people if person.is_active],
        )
        return redirect("wagtailusers_users:index")
    refusal = _refusal(request, people) if action == "delete" else None
    if refusal is None:
        for person in people:
            log(person, IN_BULK[action], user=request.user)
    return refusal


def _refusal(request: HttpRequest, people: Sequence[User]) -> HttpResponse | None:
    assert isinstance(request.user, User)
    for person in people:
        if sentence := why_it_stays_open(person, request.user):
            messages.error(request, f"{person.full_name}: {sentence}")
            return redirect("wagtailusers_users:index")
    managers = list(managers_among(list(people)))
    if not managers:
        return None
    names = ", ".join(person.full_name for person in managers)
    sentence = _("Nothing was deleted: %(names)s still manages Actions. Hand them over first.") % {"names": names}
    messages.error(request, sentence, buttons=[_way_out(person) for person in managers])
    return redirect("wagtailusers_users:index")


def _way_out(person: User) -> tuple[str, str, bool]:
    label = _("Hand over: %(person)s") % {"person": person.full_name}
    return messages.button(reverse("people-leave", args=[person.pk]), label)
