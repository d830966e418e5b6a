"""The forms of one's own account. Each takes the person first, and then what was sent."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actions.base.models import User
from actions.base.person_field import PersonField
from actions.models import Absence
from mieux_portal.accounts.forms import PlainFields


class NameForm(PlainFields, forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, person: User, data: Any = None, **kwargs: Any) -> None:
        # A copy: what was typed and refused does not become the name that the rest of the page shows.
        super().__init__(data, instance=User.objects.get(pk=person.pk), **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
        for field in self.fields.values():
            field.required = True


class WithPassword(PlainFields, forms.Form):
    """Asks for the password once more: a screen left open must not be enough."""

    current_password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, person: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.person = person

    def clean_current_password(self) -> str:
        password: str = self.cleaned_data["current_password"]
        if not self.person.check_password(password):
            raise ValidationError(_("This is not your password. Capital letters matter."))
        return password


class EmailForm(WithPassword):
    email = forms.EmailField(
        label=_("New e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    field_order = ["email", "current_password"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email == self.person.email:
            raise ValidationError(_("This is your address already."))
        return email


class ElsewhereForm(WithPassword):
    """Signing out everywhere else."""


class PasswordForm(PlainFields, PasswordChangeForm):
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("This is not your password. Capital letters matter."),
    }

    def __init__(self, person: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(person, data, **kwargs)
        self.fields["old_password"].label = _("Your password until now")
        self.fields["old_password"].widget.attrs.pop("autofocus", None)  # one form of several on the page
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password once more")
        self.fields["new_password2"].help_text = ""


def colleagues_of(person: User) -> Any:
    """Those who could do with an Action what this person may."""
    able: Any = User.objects.with_perm("actions.change_action").exclude(pk=person.pk)
    return able.by_name()


class AbsenceForm(PlainFields, forms.ModelForm):
    covered_by = PersonField(queryset=User.objects.none(), label=_("Who covers for you"))

    class Meta:
        model = Absence
        fields = ["covered_by", "first_day", "last_day"]
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in fields[1:]}

    def __init__(self, person: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, instance=Absence(manager=person), **kwargs)
        self.fields["covered_by"].queryset = colleagues_of(person)  # type: ignore[attr-defined]
        for name in ("first_day", "last_day"):
            self.fields[name].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_last_day(self) -> Any:
        last = self.cleaned_data["last_day"]
        if last < timezone.localdate():
            raise ValidationError(_("This day is over: nobody can cover for it any more."))
        return last
