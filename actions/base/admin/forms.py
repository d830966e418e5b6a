"""Forms of records: partial dates, what stays as it was first written, and rows that may not repeat each other."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm, WagtailAdminModelFormMetaclass

from .dates import PartialDateInput


class RecordFormMetaclass(WagtailAdminModelFormMetaclass):
    """Declares an input for each partial date among the fields: to Django it is no field of the model."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        options = attrs.get("Meta")
        definitions = getattr(getattr(options, "model", None), "partial_dates", {})
        for field in getattr(options, "fields", None) or []:
            if field in definitions:
                attrs[field] = PartialDateInput(definitions[field])
        return super().__new__(mcs, name, bases, attrs)


def name_the_empty_choice(field: forms.Field) -> None:
    """Says in words what Django shows as a row of dashes: «Not recorded», or «Choose» where there has to be a value."""
    words = _("Choose") if field.required else _("Not recorded")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label is not None:
            field.empty_label = words
    elif isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        field.choices = [(value, words if value == "" else label) for value, label in choices]


class NoControlNamedAction:
    """A control named «action» hides the address of its form from scripts: autosave would write into the void."""

    def add_prefix(self, field_name: str) -> str:
        name: str = super().add_prefix("of_action" if field_name == "action" else field_name)  # type: ignore[misc]
        return name


class RecordForm(NoControlNamedAction, WagtailAdminModelForm, metaclass=RecordFormMetaclass):
    """The form of a record, or of one of its child rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            name_the_empty_choice(field)
        for name in self.partial_dates:
            self.initial.setdefault(name, getattr(self.instance, name))
        for name in getattr(self.instance, "fixed_once_created", ()):
            if self.instance.pk and name in self.fields:
                self.fields[name].disabled = True

    @property
    def partial_dates(self) -> list[str]:
        """Names of the partial dates that this form asks for."""
        return [name for name in getattr(self._meta.model, "partial_dates", {}) if name in self.fields]

    def clean_slug(self) -> str:
        """An emptied slug stays as it was: an address changes only where somebody writes another one."""
        return self.cleaned_data["slug"] or self.initial.get("slug") or ""

    def _get_validation_exclusions(self) -> set[str]:
        """Django leaves out the columns that the form lacks, and with them every rule that names one of them."""
        excluded: set[str] = super()._get_validation_exclusions()
        understood = [name for name in self.partial_dates if name not in self._errors]
        return excluded - {f"{name}_{end}" for name in understood for end in ("first", "last")}

    def _post_clean(self) -> None:
        for name in self.partial_dates:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()


class ChildFormSet(BaseChildFormSet):
    """Rows of a record. Django compares them in words of its own, and not by a rule that is bound to a condition."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """An earlier version that is brought back may hold a row deleted since: the database knows its id no more."""
        super().add_fields(form, index)
        if form.instance.pk is not None:
            key = self.model._meta.pk.name
            form.fields[key] = forms.IntegerField(
                required=False, initial=form.fields[key].initial, widget=forms.HiddenInput
            )

    def clean(self) -> None:
        rows = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in rows if form.is_valid() and not self._should_delete_form(form)]
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and self.fk.name in rule.fields:
                self._refuse_repetition(kept, rule)
        super().clean()

    def _refuse_repetition(self, forms: list[RecordForm], rule: models.UniqueConstraint) -> None:
        """Says so beside the field that the rule names, or else beside the first of its fields."""
        fields = [self.model._meta.get_field(name) for name in rule.fields if name != self.fk.name]
        named = rule.violation_error_code is not None
        place = rule.violation_error_code if named else fields[0].name
        sentence = rule.get_violation_error_message() if named else _("This is named twice: keep one of the two rows.")
        seen = set()
        for form in forms:
            values = tuple(getattr(form.instance, field.attname) for field in fields)
            if values in seen and None not in values:
                form.add_error(place if place in form.fields else None, ValidationError(sentence))
            seen.add(values)
