"""`/search/`: everything that can be found, by words and facets; and what is suggested while somebody types."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mieux_portal.browse.chips import in_quotes
from mieux_portal.browse.results import Results
from mieux_portal.browse.ways_out import WayOut

from .filters import ENTRY_FACETS, EntryFilter
from .matching import ACTION_KINDS, SHORTEST_BEGINNING, Query, understand
from .models import Entry, EntryQuerySet

ON_A_PAGE = 20
MOST_SUGGESTED = 8
VIEWS = {"results": _("Results")}


@dataclass(frozen=True)
class FullList:
    """A list that finds the same words among one kind of records, with the number that stands there."""

    label: str
    address: str


def search(request: HttpRequest) -> HttpResponse:
    """Everything visible that holds the words, the most relevant first; without words all there is, kind by kind."""
    results = Results(request, EntryFilter, Entry.objects.visible(), ENTRY_FACETS, VIEWS)
    page = results.page_of(in_order(results).for_results(), ON_A_PAGE)
    number = {"number": results.count}
    said = {
        "found": ngettext("%(number)d result", "%(number)d results", results.count) % number,
        "show": ngettext("Show %(number)d result", "Show %(number)d results", results.count) % number,
        "page": page,
        "words_above": True,
        "ways": [*shorter(results), *results.ways_out],
        "full_lists": full_lists(results),
    }
    return render(request, "search/results.html", {**results.context(), **said})


def in_order(results: Results) -> EntryQuerySet:
    entries: EntryQuerySet = results.found
    return results.query.ranked(entries) if results.query else entries.by_kind()


def shorter(results: Results) -> list[WayOut]:
    """Where nothing was found: each word left out, and how many results that gives. A query for each word."""
    if not results.query or results.count or not results.understood:
        return []
    others = results.without("q")
    ways = []
    for term in results.query.terms:
        rest = results.query.without(term)
        if rest and (count := rest.among(others).count()):
            ways.append(WayOut(in_quotes(term.typed), results.address(q=rest.text), count))
    return ways


def full_lists(results: Results) -> list[FullList]:
    """The lists of Actions and of what was learnt, for the same words: where more can be filtered by."""
    if not results.query or not results.count:
        return []
    counts = results.query.entries().count_by_kind()
    actions = sum(counts.get(kind, 0) for kind in ACTION_KINDS)
    items = counts.get(Entry.Kind.ITEM, 0)
    said = {
        "actions": ngettext("%(number)d Action", "%(number)d Actions", actions) % {"number": actions},
        "practices": ngettext("%(number)d knowledge item", "%(number)d knowledge items", items) % {"number": items},
    }
    numbers = {"actions": actions, "practices": items}
    return [
        FullList(label, f"{reverse(name)}{results.address(**dict.fromkeys(ENTRY_FACETS))}")
        for name, label in said.items()
        if numbers[name]
    ]


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """A piece of HTML: what is visible and holds what has been typed so far, the most relevant first."""
    query = _without_unfinished_word(understand(request.GET.get("q", "")))
    entries = list(query.ranked(query.entries()).for_results()[:MOST_SUGGESTED])
    return render(request, "search/suggestions.html", {"entries": entries, "query": query})


def _without_unfinished_word(query: Query) -> Query:
    """«border ma»: the last word has only begun, and would find nothing yet."""
    unfinished = query.terms and len(query.terms[-1].word) < SHORTEST_BEGINNING and query.terms[-1] in query.unknown
    return query.without(query.terms[-1]) if unfinished else query
