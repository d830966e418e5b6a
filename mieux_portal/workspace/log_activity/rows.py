"""Several rows of one kind in one form: each has a number, an empty or a removed one is left out."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Country, OutputKind
from experts.models import ExpertCategory

NOT_RECORDED = _("Not recorded")
MOST_ROWS = 50

Choice = tuple[Any, str]


def or_unknown(choices: Iterable[tuple[Any, Any]]) -> list[Choice]:
    """The choices as they stand in a list, after «Not recorded»: unknown is a choice."""
    return [("", gettext("Not recorded")), *((value, capfirst(str(label))) for value, label in choices)]


class Choices:
    """The lists that several rows show, each fetched once."""

    @cached_property
    def countries(self) -> list[Choice]:
        return or_unknown((country.pk, country.name) for country in Country.objects.by_name())

    @cached_property
    def categories(self) -> list[Choice]:
        return or_unknown(ExpertCategory.objects.values_list("pk", "name"))

    @cached_property
    def kinds(self) -> list[Choice]:
        return or_unknown(OutputKind.objects.values_list("pk", "name"))


class Rows(forms.BaseFormSet):
    """`open_at_once`: how many empty rows stand there at first."""

    deletion_widget = forms.HiddenInput
    open_at_once = 0

    def initial_form_count(self) -> int:
        """None: nothing here is stored yet, and a row that was filled in by the screen may be emptied again."""
        return 0

    def total_form_count(self) -> int:
        if self.is_bound:
            return super().total_form_count()
        return max(len(self.initial or ()), self.open_at_once)

    @property
    def filled(self) -> list[Any]:
        """The rows that say something, once they have been checked."""
        return [form for form in self.forms if form.has_changed() and not form.cleaned_data.get(DELETION_FIELD_NAME)]


def rows_of(form: type[forms.BaseForm], formset: type[Rows] = Rows, open_at_once: int = 0) -> type[Rows]:
    """A class of such rows."""
    made = forms.formset_factory(
        form,
        formset=formset,
        extra=0,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=2 * MOST_ROWS,
        validate_max=True,
    )
    return cast("type[Rows]", type(made.__name__, (made,), {"open_at_once": open_at_once}))
