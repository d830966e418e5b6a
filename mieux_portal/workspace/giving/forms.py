"""What is given, and how it is added to one record."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.base.admin.tick_list import TickList
from actions.models import Area, Criterion, Source
from practices.models import CriterionReading, KnowledgeItem


def _add_missing(relation: Any, wanted: list[Any]) -> bool:
    """Adds to a many-to-many relation what it lacks; whether that was anything."""
    there = set(relation.all())
    missing = [one for one in wanted if one not in there]
    relation.add(*missing)
    return bool(missing)


class AreasForm(forms.Form):
    areas = forms.ModelMultipleChoiceField(
        Area.objects.all(),
        label=gettext_lazy("Areas"),
        help_text=gettext_lazy("They are added to the areas that a record has already."),
        widget=TickList,
        error_messages={"required": gettext_lazy("Choose at least one area.")},
    )

    def add_to(self, record: Any) -> bool:
        return _add_missing(record.areas, list(self.cleaned_data["areas"]))


class SourcesForm(forms.Form):
    sources = forms.ModelMultipleChoiceField(
        Source.objects.all(),
        label=gettext_lazy("Sources"),
        help_text=gettext_lazy("They are added to the sources that a record has already."),
        widget=TickList,
        error_messages={"required": gettext_lazy("Choose at least one source.")},
    )

    def add_to(self, record: Any) -> bool:
        return _add_missing(record.sources, list(self.cleaned_data["sources"]))


class CriteriaForm(forms.Form):
    """A field for each criterion: where a reason is written, the criterion is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {f"reason_{criterion.slug}": criterion for criterion in Criterion.objects.all()}
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.CharField(
                label=criterion.name,
                help_text=_("Why these items speak to it; left empty, it is not given."),
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
            )
        self.fields["own_reading"] = forms.BooleanField(
            label=_("These are the portal's own readings"),
            help_text=_("Unmark it where the source itself names the criteria."),
            initial=True,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(name) for name in self.criteria):
            raise ValidationError(_("Write a reason for at least one criterion."), code="required")
        return cleaned

    def add_to(self, item: KnowledgeItem) -> bool:
        """A criterion that the item speaks to already keeps the reason that it has."""
        there = {reading.criterion_id for reading in item.readings.all()}
        given = [(one, self.cleaned_data[name]) for name, one in self.criteria.items() if self.cleaned_data[name]]
        missing = [(criterion, reason) for criterion, reason in given if criterion.pk not in there]
        for at, (criterion, reason) in enumerate(missing, start=len(there)):
            own = self.cleaned_data["own_reading"]
            item.readings.add(CriterionReading(criterion=criterion, reason=reason, own_reading=own, sort_order=at))
        return bool(missing)
