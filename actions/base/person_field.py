"""Choosing a person in a form."""

from django import forms

from .models import User


class PersonField(forms.ModelChoiceField):
    """Calls each person by the full name, not by the name to sign in with."""

    def label_from_instance(self, person: User) -> str:  # type: ignore[override]
        return person.full_name
