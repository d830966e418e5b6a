"""Facets: what a filter can be set to, and how many results each choice would give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from actions.filters import UNKNOWN, FacetedFilterSet
from actions.models import Country

MOST_COUNTED = 6  # ways out of an empty result, a query each
OPEN_AT_FIRST = {"area", "region", "criterion", "kind"}


@dataclass(frozen=True)
class Option:
    """One value of a facet. `count`: how many results choosing it would give, the other facets being as they are."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[Option]
    errors: list[str] = field(default_factory=list)

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]

    @property
    def is_open(self) -> bool:
        return self.name in OPEN_AT_FIRST or bool(self.chosen or self.errors)


@dataclass(frozen=True)
class Chip:
    """A chosen value with the address that leaves it out."""

    label: str
    address: str
    without: int | None = None


CountBy = Callable[[Any], Mapping[Any, int]]


def facets(filterset: FacetedFilterSet, counters: Mapping[str, CountBy]) -> list[Facet]:
    """Every facet of a list, at most three queries each: its values, the check of what was chosen, its counts.

    `counters`: name of a filter → a function from the rows left by the other filters to counts by value.
    """
    return [_facet(filterset, name, counter) for name, counter in counters.items()]


def filled(data: QueryDict) -> QueryDict:
    """Without the empty values that a form sends along, and without values that no database takes: no choice."""
    kept = data.copy()
    for name, values in data.lists():
        kept.setlist(name, [value for value in values if value.strip() and "\x00" not in value])
    return kept


def _facet(filterset: FacetedFilterSet, name: str, counter: CountBy) -> Facet:
    counts = counter(filterset.narrowed(without=name))
    asked = set(filterset.data.getlist(name))
    options = [
        Option(value, label, count, value in asked)
        for value, label in _values(filterset, name)
        if (count := counts.get(None if value == UNKNOWN else value, 0)) or value in asked
    ]
    errors = [str(error) for error in filterset.form.errors.get(name, [])]
    return Facet(name, str(filterset.filters[name].label), options, errors)


def _values(filterset: FacetedFilterSet, name: str) -> list[tuple[str, str]]:
    """Slug and label of every value, countries by their name in the reader's language."""
    form_field = filterset.form.fields[name]
    if not hasattr(form_field, "queryset"):
        return [(str(value), str(label)) for value, label in form_field.choices]
    rows = list(form_field.queryset)
    if form_field.queryset.model is Country:
        rows.sort(key=lambda country: country.name)
    unknown = [(UNKNOWN, _("not recorded"))] if getattr(form_field, "null_label", None) else []
    return [(row.slug, str(row)) for row in rows] + unknown


def chips(filterset: FacetedFilterSet, shown: list[Facet], with_counts: bool = False) -> list[Chip]:
    """What was chosen, each with the address without it; `with_counts` adds how many results that would give."""
    chosen = [
        (f"{facet.label}: {option.label}", facet.name, option.value) for facet in shown for option in facet.chosen
    ]
    if words := filterset.data.get("q", "").strip():
        chosen.insert(0, (f"“{words}”", "q", words))
    found = []
    for at, (label, name, value) in enumerate(chosen):
        rest = _without(filterset.data, name, value)
        counted = with_counts and at < MOST_COUNTED
        loosened = type(filterset)(rest, queryset=filterset.queryset).narrowed().count() if counted else None
        found.append(Chip(label, f"?{rest.urlencode()}", loosened))
    return found


def _without(data: QueryDict, name: str, value: str) -> QueryDict:
    """The choice with one value less, back on the first page."""
    rest = data.copy()
    rest.setlist(name, [other for other in rest.getlist(name) if other.strip() != value])
    rest.pop("page", None)
    return rest
