"""What was chosen, as chips that can be removed, and the addresses that a change of the choice leads to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.filters import MOST_VALUES, FacetedFilterSet

from .facets import Facet

LONGEST_WORDS = 200  # signs of a search: as many as the field takes


@dataclass(frozen=True)
class Chip:
    """A chosen value with the address that leaves it out."""

    label: str
    address: str


def filled(data: QueryDict) -> QueryDict:
    """The choice that an address holds: each value once, and neither empty ones nor such as no database takes.

    A form sends empty values along. At most `MOST_VALUES` of each filter are read (`left_out` says so), and of the
    words, of which there is one line, the last one.
    """
    kept = data.copy()
    for name, values in data.lists():
        different = dict.fromkeys(value for value in values if value.strip() and _is_storable(value))
        kept.setlist(name, list(different)[:MOST_VALUES])
    if words := kept.getlist("q"):
        kept["q"] = " ".join(words[-1].split())[:LONGEST_WORDS].strip()
    return kept


def _is_storable(value: str) -> bool:
    """Whether a database takes the text: PostgreSQL refuses NUL, and half of a pair of surrogates is no text."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def left_out(data: QueryDict, shown: list[Facet]) -> list[str]:
    """A sentence for each facet of which the address (`data`, as it came) has more values than are read."""
    sentences = []
    for facet in shown:
        surplus = len({value for value in data.getlist(facet.name) if value.strip()}) - MOST_VALUES
        if surplus > 0:
            sentence = ngettext(
                "Only the first %(read)d values of “%(filter)s” were read; %(number)d was left out.",
                "Only the first %(read)d values of “%(filter)s” were read; %(number)d were left out.",
                surplus,
            )
            sentences.append(sentence % {"read": MOST_VALUES, "filter": facet.label, "number": surplus})
    return sentences


def chips(filterset: FacetedFilterSet, shown: list[Facet]) -> list[Chip]:
    """The words and every value that was chosen and understood, each with the address without it."""
    found = [
        Chip(f"{facet.label}: {option.label}", address_with(filterset.data, {facet.name: rest}))
        for facet in shown
        for option in facet.chosen
        for rest in [[value for value in filterset.data.getlist(facet.name) if value != option.value]]
    ]
    if filterset.words:
        found.insert(0, Chip(in_quotes(filterset.words), address_with(filterset.data, {"q": []})))
    return found


def in_quotes(words: str) -> str:
    return _("“%(words)s”") % {"words": words}


def address_with(data: QueryDict, changes: Mapping[str, Collection[str]]) -> str:
    """The address of the same choice with these parameters set to other values, back on the first page."""
    rest = data.copy()
    rest.pop("page", None)
    for name, values in changes.items():
        rest.setlist(name, list(values))
    return f"?{rest.urlencode()}"
