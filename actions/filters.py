"""The filters of Actions over what this floor knows. A filter's state is its address: slugs, never ids."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from actions.models import (
    Action,
    ActionStatus,
    ActivityType,
    Area,
    Country,
    OutputKind,
    Phase,
    Pillar,
    Region,
)
from actions.models.action_queryset import ActionQuerySet

UNKNOWN = "not-recorded"
NOT_A_VALUE = _("“%(value)s” is no value of this filter: choose from the list below.")


class SlugFilter(django_filters.ModelMultipleChoiceFilter):
    """Values of one vocabulary by slug; several mean «or». `unknown=True` adds the value «not recorded»."""

    def __init__(self, *args: Any, unknown: bool = False, **options: Any) -> None:
        options.setdefault("to_field_name", "slug")
        options.setdefault("error_messages", {"invalid_choice": NOT_A_VALUE, "invalid_pk_value": NOT_A_VALUE})
        if unknown:
            options.update(null_label=_("not recorded"), null_value=UNKNOWN)
        super().__init__(*args, **options)


def split_unknown(chosen: list[Any]) -> tuple[list[Any], bool]:
    """The values that were chosen, and whether «not recorded» was among them."""
    return [value for value in chosen if value != UNKNOWN], UNKNOWN in chosen


class FacetedFilterSet(django_filters.FilterSet):
    """A filter set that can tell what is left when one of its filters is loosened."""

    @property
    def chosen(self) -> dict[str, Any]:
        """Name of a filter → what was chosen and understood."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def narrowed(self, without: str = "") -> Any:
        """What all filters but `without` leave; a filter that was not understood narrows nothing."""
        found = self.queryset.all()
        for name, value in self.chosen.items():
            if name != without:
                found = self.filters[name].filter(found, value)
        return found


def year_choices() -> list[tuple[str, Any]]:
    """The years that some published Action covers, the latest first, then «not recorded»."""
    years = sorted(Action.objects.published().covered_years(), reverse=True)
    return [*((str(year), str(year)) for year in years), (UNKNOWN, _("not recorded"))]


class ActionFilter(FacetedFilterSet):
    """Filters over the facts of an Action; what joins two floors stands on the roof."""

    q = django_filters.CharFilter(method="with_words", label=_("Words"))
    area = SlugFilter(queryset=Area.objects.all(), method="in_relation", field_name="areas", label=_("Area"))
    pillar = SlugFilter(queryset=Pillar.objects.all(), method="in_pillars", label=_("Pillar"), unknown=True)
    region = SlugFilter(queryset=Region.objects.all(), method="in_relation", field_name="region", label=_("Region"))
    country = SlugFilter(
        queryset=Country.objects.all(), method="in_relation", field_name="partner_countries", label=_("Partner country")
    )
    year = django_filters.MultipleChoiceFilter(
        choices=year_choices, method="in_years", label=_("Year"), error_messages={"invalid_choice": NOT_A_VALUE}
    )
    phase = SlugFilter(queryset=Phase.objects.all(), method="in_phases", label=_("Phase, by its years"), unknown=True)
    status = SlugFilter(
        queryset=ActionStatus.objects.all(),
        method="in_relation",
        field_name="status",
        label=_("Status"),
        unknown=True,
    )
    activity_type = SlugFilter(
        queryset=ActivityType.objects.all(), method="with_activity_types", label=_("Activity type")
    )
    output_kind = SlugFilter(queryset=OutputKind.objects.all(), method="with_output_kinds", label=_("Output kind"))

    class Meta:
        model = Action
        fields: list[str] = []

    def with_words(self, actions: ActionQuerySet, name: str, text: str) -> ActionQuerySet:
        return actions.with_words(text)

    def in_relation(self, actions: ActionQuerySet, name: str, chosen: list[Any]) -> ActionQuerySet:
        values, unknown = split_unknown(chosen)
        return actions.related_to(name, values, unknown) if chosen else actions

    def in_pillars(self, actions: ActionQuerySet, name: str, chosen: list[Any]) -> ActionQuerySet:
        return actions.in_pillars(*split_unknown(chosen)) if chosen else actions

    def in_years(self, actions: ActionQuerySet, name: str, chosen: list[str]) -> ActionQuerySet:
        years, unknown = split_unknown(chosen)
        return actions.in_years([int(year) for year in years], unknown) if chosen else actions

    def in_phases(self, actions: ActionQuerySet, name: str, chosen: list[Any]) -> ActionQuerySet:
        return actions.in_phases(*split_unknown(chosen)) if chosen else actions

    def with_activity_types(self, actions: ActionQuerySet, name: str, chosen: list[Any]) -> ActionQuerySet:
        return actions.with_activity_types(chosen) if chosen else actions

    def with_output_kinds(self, actions: ActionQuerySet, name: str, chosen: list[Any]) -> ActionQuerySet:
        return actions.with_output_kinds(chosen) if chosen else actions
