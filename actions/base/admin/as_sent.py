"""A record as a browser would send its form, so that three states of it can be compared and put together.

What somebody typed exists only as what was sent; what is saved is brought into the same shape.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea

from actions.base.ids import id_from

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
END_OF_BLOCK = re.compile(r"</(?:p|h\d|li)>|<br/?>")


def _fields(form: forms.BaseForm) -> Iterator[BoundField]:
    """The fields that somebody can fill in."""
    return (field for field in form if not field.field.disabled)


def values_sent(field: BoundField) -> list[str]:
    """What a browser sends of a field that it has just been shown."""
    widget, value = field.field.widget, field.value()
    if isinstance(widget, forms.FileInput):
        return []  # a browser sends a file only where one was chosen
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    if isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return [str(one) for one in shown]
    if isinstance(shown, list):  # the one choice of a Select
        shown = shown[0] if shown else ""
    return ["" if shown is None else str(shown)]


def as_sent(form: Any) -> QueryDict:
    """What a browser sends of a form of a saved record, its rows included. `form`: unbound."""
    data = QueryDict(mutable=True)
    for field in _fields(form):
        data.setlist(field.html_name, values_sent(field))
    for formset in getattr(form, "formsets", {}).values():
        for field in formset.management_form:
            data[field.html_name] = str(field.value())
        for row in formset.forms:
            for name, values in as_sent(row).lists():
                data.setlist(name, values)
    for empty in [name for name, values in data.lists() if not values]:
        del data[empty]
    return data


def _shown_choices(field: BoundField, chosen: Sequence[str]) -> list[str]:
    """The words of what is chosen; a number that this person may not choose, and that is not saved, stays a number."""
    asked = field.field
    if isinstance(asked, forms.ModelChoiceField) and asked.queryset is not None:
        key = asked.to_field_name or "pk"
        keys = {id_from(one) for one in chosen}
        found = [*asked.queryset.filter(**{f"{key}__in": keys}), *_saved_choices(field)] if keys else []
        words = {str(getattr(record, key)): asked.label_from_instance(record) for record in found}
    else:
        groups = [label if isinstance(label, list | tuple) else [(value, label)] for value, label in asked.choices]  # type: ignore[attr-defined]
        words = {str(value): str(label) for group in groups for value, label in group}
    return [words.get(one, one) for one in chosen if one]


def _saved_choices(field: BoundField) -> list[models.Model]:
    """What the record has in this field: it may be a thing that the reader could not choose."""
    saved = getattr(field.form.instance, field.name, None)  # type: ignore[attr-defined]
    if isinstance(saved, models.Model):
        return [saved]
    return list(saved.all()) if saved is not None and hasattr(saved, "all") else []


@dataclass(frozen=True)
class Answer:
    """What one state of the form says in one field."""

    field: BoundField

    @property
    def label(self) -> str:
        return capfirst(str(self.field.label))

    def _raw(self) -> Any:
        return self.field.data

    @property
    def meaning(self) -> Any:
        """Equal where two answers mean the same: «2012-1» and «2012-01», the ends of lines, the order of choices."""
        raw, asked = self._raw(), self.field.field
        if isinstance(raw, list | tuple):
            return frozenset(str(one) for one in raw)
        if isinstance(asked, forms.ModelChoiceField):
            return str(raw or "")
        try:
            value = asked.to_python(raw)
        except ValidationError:
            value = raw
        if isinstance(value, str):
            value = BLOCK_KEY.sub("", value).replace("\r\n", "\n").strip()
        return "" if value is None else value

    @property
    def says_something(self) -> bool:
        return bool(self.meaning) or self.meaning == 0

    @property
    def text(self) -> str:
        """In words for people."""
        raw, asked = self._raw(), self.field.field
        if isinstance(asked, forms.BooleanField):
            return _("yes") if raw else _("no")
        if hasattr(asked, "choices"):
            chosen = [str(one) for one in raw] if isinstance(raw, list | tuple) else [str(raw or "")]
            shown = ", ".join(_shown_choices(self.field, chosen))
        elif isinstance(asked.widget, DraftailRichTextArea):
            shown = strip_tags(END_OF_BLOCK.sub("\n", str(raw or ""))).strip()
        else:
            shown = str(self.meaning)
        return shown or _("not recorded")


def told_rows(rows: list[list[Answer]]) -> list[str]:
    """A line for each row."""
    return ["; ".join(f"{one.label}: {one.text}" for one in row if one.says_something) for row in rows]


class StateOfForm:
    """One state of a record: as it was opened, as it is saved now, or as somebody typed it.

    `form`: bound to what was sent, or would be; it need not be valid.
    """

    def __init__(self, form: Any) -> None:
        self.form = form
        self.data: QueryDict = form.data

    def answers(self) -> dict[str, Answer]:
        """By name of the field."""
        return {field.name: Answer(field) for field in _fields(self.form)}

    def rows(self, relation: str) -> list[list[Answer]]:
        """The rows of a child relation that are not to be deleted, in their order; without one, by their words."""
        formset = self.form.formsets[relation]
        kept = [row for row in formset.forms if not _is_deleted(row) and (row.has_changed() or row.instance.pk)]
        if formset.can_order:
            kept.sort(key=lambda row: _order(row))
        hidden = {"id", "DELETE", "ORDER"}
        rows = [[Answer(field) for field in _fields(row) if field.name not in hidden] for row in kept]
        return rows if formset.can_order else sorted(rows, key=lambda row: [answer.text for answer in row])

    def told(self) -> list[tuple[str, list[str]]]:
        """Label and text of each field, and of each set of rows as lines, that says anything."""
        fields = [(answer.label, [answer.text]) for answer in self.answers().values() if answer.says_something]
        sets = [(formset.model._meta.verbose_name_plural, told_rows(self.rows(name))) for name, formset in self.sets()]
        return fields + [(capfirst(str(label)), lines) for label, lines in sets if lines]

    def sets(self) -> Iterator[tuple[str, Any]]:
        """Name and formset of each child relation in the form."""
        yield from getattr(self.form, "formsets", {}).items()

    def sent_of(self, field: str) -> tuple[str, list[str]]:
        """Name of the control and what is sent of it."""
        name = self.form[field].html_name
        return name, self.data.getlist(name)


def _is_deleted(row: Any) -> bool:
    return bool(row["DELETE"].data)


def _order(row: Any) -> int:
    written = str(row["ORDER"].data or "")
    return id_from(written)
