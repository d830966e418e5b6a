"""The filters of Actions over what this floor knows. A filter's state is its address: slugs, never ids."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.base.words import readable
from actions.models import (
    Action,
    ActionStatus,
    ActivityType,
    Area,
    CompactObjective,
    Country,
    GoalTarget,
    InstitutionKind,
    Organisation,
    OutputKind,
    Phase,
    Pillar,
    Region,
)
from actions.models.action_queryset import ActionQuerySet

UNKNOWN = "not-recorded"
MOST_VALUES = 60  # of one filter that are read: each makes the question to the database longer
NOT_A_VALUE = gettext_lazy("“%(value)s” is not among the choices below.")

Values = Callable[[], Iterable[tuple[str, Any]]]  # gives each value with its label
Narrow = Callable[..., Any]  # (records, chosen values, and unknown=True where «not recorded» is chosen) → records


class ValuesField(forms.Field):
    """The values that one filter may be set to, asked of the database once for each form; several mean «or»."""

    widget = forms.SelectMultiple

    def __init__(
        self, *, values: Callable[[], Iterable[tuple[str, Any]]], unknown: bool = False, **options: Any
    ) -> None:
        """`values`: gives each value with its label. `unknown`: «not recorded» is one more."""
        super().__init__(**options)
        self._values, self._unknown = values, unknown

    @cached_property
    def labels(self) -> dict[str, str]:
        """Value → label, in the order in which they are shown."""
        labels = {str(value): str(label) for value, label in self._values()}
        return labels | ({UNKNOWN: _("not recorded")} if self._unknown else {})

    def understood(self, asked: Sequence[str]) -> list[str]:
        return [value for value in dict.fromkeys(asked[:MOST_VALUES]) if value in self.labels]

    def mistaken(self, asked: Sequence[str]) -> list[str]:
        return [value for value in dict.fromkeys(asked[:MOST_VALUES]) if value not in self.labels]

    def clean(self, value: list[str] | None) -> list[str]:
        """The values that were asked for. ValidationError, one sentence for each, where some do not exist."""
        asked = value or []
        if mistaken := self.mistaken(asked):
            raise ValidationError(
                [ValidationError(NOT_A_VALUE, "value", {"value": readable(one)}) for one in mistaken],
            )
        return self.understood(asked)


class ValuesFilter(django_filters.Filter):
    """Sets one facet. `narrow` is what the QuerySet does with the values: one of its own methods, as a rule."""

    field_class = ValuesField

    def __init__(self, values: Values, narrow: Narrow, **options: Any) -> None:
        super().__init__(values=values, **options)
        self.narrow = narrow

    def filter(self, records: Any, chosen: Sequence[str]) -> Any:
        if not chosen:
            return records
        known = self.known([value for value in chosen if value != UNKNOWN])
        return self.narrow(records, known, unknown=True) if UNKNOWN in chosen else self.narrow(records, known)

    def for_others(self, narrow: Narrow, label: Any) -> "ValuesFilter":
        """The same values as a filter of other records."""
        other = copy(self)
        other.narrow, other.label = narrow, label
        return other

    def known(self, values: list[str]) -> Any:
        """The values in the form in which the QuerySet takes them."""
        return values


class SlugFilter(ValuesFilter):
    """Values of one vocabulary by slug. `narrow` gets the rows as a QuerySet that nobody has asked yet."""

    def __init__(
        self,
        vocabulary: type[models.Model],
        narrow: Narrow,
        rows: Callable[[], Iterable[Any]] | None = None,
        **options: Any,
    ) -> None:
        """`rows`: the rows in the order in which they are shown, if it is not their own."""
        self.vocabulary = vocabulary
        ordered: Callable[[], Iterable[Any]] = rows or vocabulary._default_manager.all
        super().__init__(lambda: ((row.slug, row) for row in ordered()), narrow, **options)

    def known(self, values: list[str]) -> models.QuerySet:
        return self.vocabulary._default_manager.filter(slug__in=values).order_by()


class FacetedFilterSet(django_filters.FilterSet):
    """A filter set that can tell what is left when one of its filters is loosened.

    It narrows by what was understood: a value that does not exist makes it invalid, and is left out here.
    """

    # Name → way of counting of the filters that links from other pages use: no facet, unless the address has one.
    counted_in_use: ClassVar[Mapping[str, Callable[[Any], Mapping[Any, int]]]] = {}

    @property
    def words(self) -> str:
        """What is searched for."""
        return str(self.chosen.get("q", ""))

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """Name of a filter → what was chosen and understood, for those with a choice."""
        self.form.is_valid()
        values = {name: self.form.cleaned_data.get(name) for name in self.filters}
        values |= {name: self.values_of(name).understood(self.asked(name)) for name in self.facet_names}
        return {name: value for name, value in values.items() if value}

    @property
    def facet_names(self) -> list[str]:
        return [name for name, known in self.filters.items() if isinstance(known, ValuesFilter)]

    def values_of(self, name: str) -> ValuesField:
        """The field with the values of a facet, as the form of this request has read them."""
        return self.form.fields[name]

    def asked(self, name: str) -> list[str]:
        """The values of a facet as the address has them."""
        return self.data.getlist(name)

    def narrowed(self, without: str = "") -> Any:
        """What all filters but `without` leave."""
        found = self.queryset.all()
        for name, value in self.chosen.items():
            if name != without:
                found = self.filters[name].filter(found, value)
        return found

    def count_with(self, name: str, values: list[str]) -> int:
        """How many records are left with this filter set to these values."""
        return int(self.filters[name].filter(self.narrowed(without=name), values).count())

    def near_misses(self) -> dict[frozenset[str], int]:
        """Names of the filters that a record meets → how many records meet just these. One query.

        It says what every way of loosening the filters would give.
        """
        every = self.queryset.model._default_manager.all()
        meets = {
            f"meets_{name}": Case(
                When(Q(pk__in=self.filters[name].filter(every, value).order_by().values("pk")), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            )
            for name, value in self.chosen.items()
        }
        grouped = self.queryset.order_by().annotate(**meets).values_list(*meets).annotate(Count("pk"))
        names = list(self.chosen)
        return {
            frozenset(name for name, is_met in zip(names, met, strict=True) if is_met): number
            for *met, number in grouped
        }


def year_choices() -> list[tuple[str, str]]:
    """The years that some published Action covers, the latest first."""
    years = (year for year in Action.objects.published().count_by_year() if year)
    return [(str(year), str(year)) for year in sorted(years, reverse=True)]


def _in_years(actions: ActionQuerySet, years: list[str], unknown: bool = False) -> ActionQuerySet:
    return actions.in_years([int(year) for year in years], unknown)


def _related(relation: str) -> Narrow:
    """Actions whose relation of this name holds one of the values."""

    def narrow(actions: ActionQuerySet, values: models.QuerySet, unknown: bool = False) -> ActionQuerySet:
        return actions.related_to(relation, values, unknown)

    return narrow


class ActionFilter(FacetedFilterSet):
    """Filters over the facts of an Action; what joins two floors stands on the roof."""

    area = SlugFilter(Area, _related("areas"), label=gettext_lazy("Area"), unknown=True)
    pillar = SlugFilter(Pillar, ActionQuerySet.in_pillars, label=gettext_lazy("Pillar"), unknown=True)
    region = SlugFilter(Region, _related("region"), label=gettext_lazy("Region"), unknown=True)
    country = SlugFilter(
        Country, ActionQuerySet.in_countries, rows=Country.objects.by_name, label=gettext_lazy("Country"), unknown=True
    )
    partner_kind = SlugFilter(
        InstitutionKind, ActionQuerySet.with_partner_kinds, label=gettext_lazy("Kind of partner"), unknown=True
    )
    organisation = SlugFilter(
        Organisation,
        ActionQuerySet.of_organisations,
        rows=Organisation.objects.public,
        label=gettext_lazy("Organisation"),
    )
    year = ValuesFilter(year_choices, _in_years, label=gettext_lazy("Year"), unknown=True)
    phase = SlugFilter(Phase, ActionQuerySet.in_phases, label=gettext_lazy("Phase, by its years"), unknown=True)
    status = SlugFilter(ActionStatus, _related("status"), label=gettext_lazy("Status"), unknown=True)
    activity_type = SlugFilter(ActivityType, ActionQuerySet.with_activity_types, label=gettext_lazy("Activity type"))
    output_kind = SlugFilter(OutputKind, ActionQuerySet.with_output_kinds, label=gettext_lazy("Output kind"))
    sdg_target = SlugFilter(GoalTarget, _related("target_readings__target"), label=gettext_lazy("SDG target"))
    compact_objective = SlugFilter(
        CompactObjective,
        _related("compact_readings__objective"),
        label=gettext_lazy("Objective of the Global Compact"),
    )

    class Meta:
        model = Action
        fields: list[str] = []
