"""Handing an Action over to a colleague, with a message to both."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from actions.base.models import User
from actions.models import Action
from mieux_portal.accounts.links import absolute
from mieux_portal.accounts.mail import write_to
from mieux_portal.workspace.addresses import action_address

from .base import OfAction, action_for

TAKEN_OVER = gettext_lazy("MIEUX portal: an Action was handed over to you")
GIVEN_AWAY = gettext_lazy("MIEUX portal: your Action was handed over")
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def may_hand_over(user: User, action: Action) -> bool:
    """A manager gives away their own place; whoever may change any Action, everybody's. Covering is not enough."""
    return user.has_perm("actions.change_any_action") or user in action.managers.all()


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return str(person.full_name)


class HandOverForm(forms.Form):
    leaver = Person(
        label=gettext_lazy("In whose place"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("The manager who gives the Action away."),
    )
    successor = Person(
        label=gettext_lazy("To whom"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("A colleague who may change Actions and does not manage this one yet."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands in the history and in the messages to both."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, action: Action, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managers = [person.pk for person in action.managers.all()]
        leavers = managers if by.has_perm("actions.change_any_action") else [by.pk]
        colleagues = User.objects.with_perm("actions.change_action", backend=MODEL_BACKEND).exclude(pk__in=managers)
        for name, people in (("leaver", User.objects.filter(pk__in=leavers)), ("successor", colleagues)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = people.order_by("last_name", "first_name", "username")
            field.empty_label = _("Choose a person")
        if len(leavers) == 1:
            self.initial.setdefault("leaver", leavers[0])


class HandOverView(OfAction):
    template_name = "workspace/action/hand_over.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_hand_over(self.request.user, action_for(request, kwargs["slug"])):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Hand over")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(HandOverForm(action=self.action, by=self.request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = HandOverForm(request.POST, action=self.action, by=self.request.user)
        if not form.is_valid():
            return self._show(form)
        leaver, successor = form.cleaned_data["leaver"], form.cleaned_data["successor"]
        try:
            with transaction.atomic():
                action = Action.objects.select_for_update().get(pk=self.action.pk)
                action.hand_over(leaver, successor, by=self.request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self._show(form)
        told = {"action": escape(action.title), "person": escape(successor.full_name)}
        messages.success(request, _("“%(action)s” is handed over to %(person)s.") % told)
        self._report(tell_both(action, leaver, successor, self.request.user, form.cleaned_data["reason"]))
        return redirect(self.screen_address)

    def _show(self, form: HandOverForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, managers=list(self.action.managers.all())))

    def _report(self, missed: list[User]) -> None:
        for person in missed:
            told = {"person": escape(person.full_name)}
            messages.warning(self.request, _("No mail reached %(person)s: tell them yourself.") % told)


def tell_both(action: Action, leaver: User, successor: User, by: User, reason: str) -> list[User]:
    """Write to the one who gives the Action away and to the one who takes it over. Returned: whom no mail reached."""
    link = absolute(action_address(action))
    context = {"title": action.title, "link": link, "by": by, "reason": reason}
    context |= {"leaver": leaver, "successor": successor}
    letters = ((successor, TAKEN_OVER, "action_taken_over"), (leaver, GIVEN_AWAY, "action_given_away"))
    return [
        person
        for person, subject, template in letters
        if not (person.email and write_to(person.email, subject, template, person=person, **context))
    ]
