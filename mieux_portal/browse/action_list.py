"""`/actions/`: the portfolio, filtered and in an order, as list, table, map or timeline. The address says it all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actions.models import Action, Phase
from actions.models.action_queryset import ActionQuerySet
from practices.models import KnowledgeItem

from .country_numbers import country_numbers
from .evidence import put_evidence
from .filters import ACTION_FACETS, BrowseFilter
from .member_states import put_member_states
from .portfolio_timeline import portfolio_timeline
from .results import Results
from .tables import ActionTable

ROWS = 25
VIEWS = {"list": _("List"), "table": _("Table"), "map": _("Map"), "timeline": _("Timeline")}


def action_list(request: HttpRequest) -> HttpResponse:
    """One public list for everybody; a filter that is not understood lists nothing and says so."""
    results = Results(request, BrowseFilter, Action.objects.published(), ACTION_FACETS, VIEWS)
    draw = {"list": in_rows, "table": in_table, "map": country_numbers, "timeline": by_years}[results.view]
    number = {"number": results.count}
    said = {
        "found": ngettext("%(number)d Action", "%(number)d Actions", results.count) % number,
        "show": ngettext("Show %(number)d Action", "Show %(number)d Actions", results.count) % number,
    }
    return render(request, "actions/list.html", {**draw(results), **results.context(), **said})


def in_order(results: Results) -> ActionQuerySet:
    """What a row shows of each, in the order that the address asks for."""
    evidence = KnowledgeItem.objects.live().count_per_action()
    rows = results.found.for_list().annotate(evidence=evidence)
    if results.query:
        rows = rows.annotate(relevance=results.query.relevance_of_action())
    return results.in_order(rows)


def in_rows(results: Results) -> dict[str, Any]:
    page = results.page_of(in_order(results), ROWS)
    put_evidence(page)
    put_member_states(page)
    return {"page": page}


def in_table(results: Results) -> dict[str, Any]:
    table = results.table_of(ActionTable, in_order(results), ROWS)
    records = [row.record for row in table.page.object_list]
    put_evidence(records)
    put_member_states(records)
    return {"table": table, "page": table.page}


def by_years(results: Results) -> dict[str, Any]:
    def address_of(name: str, value: str) -> str:
        return results.address(view=None, **{name: value})

    chosen = {name: results.chosen_of(name) for name in ("year", "phase")}
    counts = results.counts_of("year"), results.counts_of("phase")
    return {"timeline": portfolio_timeline(*counts, Phase.objects.all(), address_of, chosen)}
