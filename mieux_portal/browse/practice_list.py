"""`/practices/`: what was learnt, filtered, in an order, as cards, a table or a map. The filter is the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import KnowledgeItemQuerySet

from .country_numbers import country_numbers
from .knowledge_filters import ITEM_FACETS, KnowledgeFilter
from .results import Results
from .tables import KnowledgeTable

CARDS, ROWS = 24, 25
VIEWS = {"list": _("List"), "table": _("Table"), "map": _("Map")}


def practice_list(request: HttpRequest) -> HttpResponse:
    """One public list for everybody; a filter that is not understood lists nothing and says so."""
    results = Results(request, KnowledgeFilter, KnowledgeItem.objects.live(), ITEM_FACETS, VIEWS)
    draw = {"list": in_cards, "table": in_table, "map": country_numbers}[results.view]
    number = {"number": results.count}
    said = {
        "found": ngettext("%(number)d knowledge item", "%(number)d knowledge items", results.count) % number,
        "show": ngettext("Show %(number)d item", "Show %(number)d items", results.count) % number,
    }
    return render(request, "practices/list.html", {**draw(results), **results.context(), **said})


def in_order(results: Results) -> KnowledgeItemQuerySet:
    """What a card shows of each, in the order that the address asks for."""
    rows = results.found.for_cards().for_sorting()
    if results.query:
        rows = rows.annotate(relevance=results.query.relevance_of_item())
    return results.in_order(rows, title="heading")


def in_cards(results: Results) -> dict[str, Any]:
    return {"page": results.page_of(in_order(results), CARDS)}


def in_table(results: Results) -> dict[str, Any]:
    table = results.table_of(KnowledgeTable, in_order(results), ROWS)
    return {"table": table, "page": table.page}
