"""The nearest way out of an empty result, and of a value that does not exist, with the number of results of each."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from actions.base.words import plain, readable
from actions.filters import FacetedFilterSet

from .chips import address_with, in_quotes
from .facets import Facet

MOST_WAYS = 6
MOST_NAMED = 3  # values of one filter that a sentence names
MOST_MISTAKES = 5  # that are helped with: each takes a query
MOST_NEAR = 3
NEAR_ENOUGH = 65  # per cent of the letters that are the same, in their order
LONGEST_VALUE = 80  # signs of a value that are compared: no slug is longer


@dataclass(frozen=True)
class WayOut:
    """A change of the choice, with the number of results that its address lists."""

    label: str
    address: str
    count: int


@dataclass(frozen=True)
class Mistake:
    """A value that a filter does not have. `value` is fit to be shown; `nearest`: what may have been meant."""

    name: str
    filter: str
    value: str
    nearest: list[WayOut]


def ways_out(filterset: FacetedFilterSet, shown: list[Facet]) -> list[WayOut]:
    """What to loosen so that something is found, the best first; as few filters at once as will do. One query.

    One value of several in a filter is never offered alone: the others go on asking for what was not found.
    """
    met = filterset.near_misses()
    chosen = frozenset(filterset.chosen)
    to_loosen = {chosen - names for names in met if chosen - names}
    fewest = min(map(len, to_loosen), default=0)
    counted = [
        (sum(number for names, number in met.items() if chosen - names <= loosened), loosened)
        for loosened in to_loosen
        if len(loosened) == fewest
    ]
    counted.sort(key=lambda pair: (-pair[0], sorted(pair[1])))
    labels = _labels(filterset, shown)
    return [
        WayOut(
            "; ".join(label for name, label in labels.items() if name in loosened),
            address_with(filterset.data, {name: [] for name in loosened}),
            number,
        )
        for number, loosened in counted[:MOST_WAYS]
    ]


def _labels(filterset: FacetedFilterSet, shown: list[Facet]) -> dict[str, str]:
    """Name of a filter in use → what it asks for, in words: «Area: Data management or Labour migration»."""
    labels = {"q": in_quotes(filterset.words)} if filterset.words else {}
    for facet in shown:
        values = [option.label for option in facet.chosen]
        named = values[:MOST_NAMED]
        if surplus := len(values) - len(named):
            named.append(_("%(number)d more") % {"number": surplus})
        labels[facet.name] = f"{facet.label}: {get_text_list(named, _('or'))}"
    return labels


def mistakes(filterset: FacetedFilterSet, shown: list[Facet]) -> list[Mistake]:
    """Every value that was not understood, the first few with the values nearest to it."""
    found: list[Mistake] = []
    for facet in shown:
        for value in filterset.values_of(facet.name).mistaken(filterset.asked(facet.name)):
            helped = len(found) < MOST_MISTAKES
            nearest = _nearest(filterset, facet, value) if helped else []
            found.append(Mistake(facet.name, facet.label, readable(value), nearest))
    return found


def without_mistakes(filterset: FacetedFilterSet) -> WayOut | None:
    """The same choice without what was not understood; None where all was. One query."""
    if filterset.is_valid():
        return None
    return WayOut("", address_with(filterset.data, _understood(filterset)), filterset.narrowed().count())


def _understood(filterset: FacetedFilterSet) -> dict[str, list[str]]:
    """The facets of the address with the values that exist."""
    names = [name for name in filterset.facet_names if filterset.asked(name)]
    return {name: filterset.chosen.get(name, []) for name in names}


def _nearest(filterset: FacetedFilterSet, facet: Facet, value: str) -> list[WayOut]:
    """The values that are most like this one, each in its place and without what else was not understood."""
    understood = _understood(filterset)
    labels = filterset.values_of(facet.name).labels
    kept = understood[facet.name]
    counts = {option.value: option.count for option in facet.options}
    ways = []
    for near in _like(value, labels):
        chosen = [*kept, near]
        count = filterset.count_with(facet.name, chosen) if kept else counts.get(near, 0)
        ways.append(WayOut(labels[near], address_with(filterset.data, {**understood, facet.name: chosen}), count))
    return [way for way in ways if way.count] or ways[:1]


def _like(value: str, labels: dict[str, str]) -> list[str]:
    """Those of the values whose slug or label is like what was written, the most alike first; years by distance."""
    asked = plain(value[:LONGEST_VALUE]).strip()
    numbers = [known for known in labels if known.isdecimal()]
    if numbers and asked.isascii() and asked.isdecimal():
        return sorted(numbers, key=lambda known: abs(int(known) - int(asked)))[:1]
    written = {(known, plain(text)): known for known, label in labels.items() for text in (known, label)}
    found = process.extract(
        asked, {key: key[1] for key in written}, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=2 * MOST_NEAR
    )
    return list(dict.fromkeys(written[key] for _text, _score, key in found))[:MOST_NEAR]
