"""A date of unsure precision in a form: one input, and one line in the comparison of two versions."""

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel

from actions.base.partial_dates import PartialDate, PartialDateField

HINT = _("A year, a month or a day: 2012, 2012-10 or 2012-10-05.")


class PartialDateWidget(forms.TextInput):
    """One text. The script puts the browser's own date, month or number field in its place, with a choice of which.

    A text that is none of these, a wrong one or a span of days, stays a text.
    """

    class Media:
        js = ["base/partial-date.js"]
        css = {"all": ["base/partial-date.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        # Asked for now, and not with the class: they are in the language of the reader.
        words = {
            "day": gettext("day"),
            "month": gettext("month"),
            "year": gettext("year"),
            "label": gettext("How exact"),
        }
        context["widget"]["attrs"] |= {
            "data-partial-date": "",
            "data-hint": str(HINT),
            "autocomplete": "off",
            **{f"data-word-{name}": word for name, word in words.items()},
        }
        return context


class PartialDateInput(forms.Field):
    """Reads what was typed into a PartialDate, or None; shows a wrong text again as it was typed."""

    widget = PartialDateWidget

    def __init__(self, definition: PartialDateField) -> None:
        help_text = format_lazy("{} {}", definition.help_text, HINT) if definition.help_text else HINT
        super().__init__(required=False, label=capfirst(definition.verbose_name), help_text=help_text)

    def to_python(self, value: Any) -> PartialDate | None:
        text = (value or "").strip()
        if not text:
            return None
        # Two days that are neither a month nor a year come from an import. Nobody is asked to type them, but a
        # record that has them must be savable.
        ends = [PartialDate.parse(end) for end in text.split("/", 1)]
        return PartialDate(ends[0].first, ends[-1].last)

    def prepare_value(self, value: Any) -> Any:
        return value.iso if isinstance(value, PartialDate) else value


class ComparedDate:
    """Stands for a partial date where Wagtail expects a field of the model: in panels and comparisons."""

    def __init__(self, name: str, definition: PartialDateField) -> None:
        self.name = name
        self.verbose_name = definition.verbose_name
        self.help_text = definition.help_text

    def value_from_object(self, record: models.Model) -> str:
        return str(getattr(record, self.name) or gettext("not recorded"))


class DateComparison(compare.FieldComparison):
    def htmldiff(self) -> str:
        if not self.has_changed():
            return super().htmldiff()
        changes = [("deletion", self.val_a), ("addition", self.val_b)]
        return compare.TextDiff(changes, separator=" ").to_html()  # «2013» and «June» must not read as one word


class PartialDatePanel(FieldPanel):
    """The panel of a PartialDateField. The form must be a RecordForm."""

    icon: str

    def __init__(self, field_name: str, **options: Any) -> None:
        super().__init__(field_name, **options)
        self.icon = self.icon or "date"

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": [self.field_name]}

    @cached_property
    def db_field(self) -> ComparedDate:
        return ComparedDate(self.field_name, self.model.partial_dates[self.field_name])

    def get_comparison_class(self) -> type[DateComparison]:
        return DateComparison
