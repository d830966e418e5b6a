"""The forms about other people's accounts. They look as Wagtail's do."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.base.models import User
from actions.base.person_field import PersonField
from actions.models import Action
from mieux_portal.accounts.own.forms import colleagues_of


class InviteForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    groups = forms.ModelMultipleChoiceField(
        queryset=Group.objects.order_by("name"),
        label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "One or several. Partners ask for support; programme managers keep the record of Actions; evaluators rate "
            "them; editors write and publish; administrators keep the portal running."
        ),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        other = User.objects.signing_in_as(email).first()
        if other:
            raise ValidationError(_in_use(other))
        return email


def _in_use(other: User) -> str:
    """Which account has the address, and what to do instead. With a link, and everything else escaped."""
    if not other.is_active:
        sentence, address, way = _("It is closed."), reverse("people-reopen", args=[other.pk]), _("Open it again")
    elif User.objects.invited().contains(other):
        sentence, address, way = _("It was invited already."), reverse("people-invitations"), _("Send the mail again")
    else:
        sentence = _("It is in use.")
        address, way = reverse("wagtailusers_users:edit", args=[other.pk]), _("Open the account to change its roles")
    told = _("The account “%(name)s” (%(username)s) has this address.")
    told = told % {"name": other.full_name, "username": other.username}
    return format_html('{} {} <a href="{}">{}</a>', told, sentence, address, way)


class LeaveForm(forms.Form):
    """Who takes over the Actions of somebody who leaves: one colleague for all, or another for some of them."""

    successor = PersonField(
        queryset=User.objects.none(), required=False, label=gettext_lazy("Who takes over the Actions")
    )
    reason = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Stands in the history of each Action, for example “retired”. May stay empty."),
    )
    tell_leaver = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Tell the person who leaves by mail")
    )

    def __init__(self, person: User, data: Any = None) -> None:
        super().__init__(data)
        self.actions = list(Action.objects.managed_by(person))
        colleagues = colleagues_of(person)
        if self.actions:
            self.fields["successor"].queryset = colleagues  # type: ignore[attr-defined]
        else:
            del self.fields["successor"], self.fields["reason"]
        if len(self.actions) > 1:
            for action in self.actions:
                self.fields[f"successor_{action.pk}"] = PersonField(
                    queryset=colleagues, required=False, label=action.title, empty_label=_("as above")
                )
        if not person.email:
            del self.fields["tell_leaver"]

    @property
    def general(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("successor_")]

    @property
    def single(self) -> list[forms.BoundField]:
        """The field of each Action, where there are several."""
        return [self[name] for name in self.fields if name.startswith("successor_")]

    def clean(self) -> dict[str, Any]:
        """Makes `plan` of what was chosen: Action → successor."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.plan: dict[Action, User] = {}
        for action in self.actions:
            if successor := cleaned.get(f"successor_{action.pk}") or cleaned.get("successor"):
                self.plan[action] = successor
        if len(self.plan) < len(self.actions) and not self.errors:
            self.add_error("successor", _("Choose somebody: no Action is left without a manager."))
        return cleaned
