"""Choosing a person in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User


class PersonField(forms.ModelChoiceField):
    """Calls each person by the full name, not by the name to sign in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose a person"))
        super().__init__(*args, **kwargs)

    def label_from_instance(self, person: User) -> str:
        return person.full_name
