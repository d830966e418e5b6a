"""Facets: what a filter can be set to, and how many results each choice would give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.filters import UNKNOWN, FacetedFilterSet

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


CountBy = Callable[[Any], Mapping[Any, int]]


def facets(filterset: FacetedFilterSet, counters: Mapping[str, CountBy]) -> list[Facet]:
    """Every facet of a list, at most three queries each: one for its values, one or two for its counts.

    `counters`: name of a filter → a function from the rows left by the other filters to counts by value.
    """
    in_use = {name: counter for name, counter in filterset.counted_in_use.items() if filterset.asked(name)}
    return [_facet(filterset, name, counter) for name, counter in {**counters, **in_use}.items()]


def _facet(filterset: FacetedFilterSet, name: str, counter: CountBy) -> Facet:
    """Its values that would give a result, and those that are chosen in any case."""
    counts = counter(filterset.narrowed(without=name))
    chosen = set(filterset.chosen.get(name, ()))
    labels = filterset.values_of(name).labels if counts or chosen else {}  # of nothing, no value need be asked for
    options = [
        Option(value, label, count, value in chosen)
        for value, label in labels.items()
        if (count := counts.get(None if value == UNKNOWN else value, 0)) or value in chosen
    ]
    errors = [str(error) for error in filterset.form.errors.get(name, [])]
    return Facet(name, str(filterset.filters[name].label), options, errors)
