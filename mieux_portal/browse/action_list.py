"""`/actions/`: the portfolio, filtered, sorted and paged; the filter is the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from actions.base.pagination import ClampedPaginator
from actions.models import Action
from practices.models import KnowledgeItem

from .evidence import put_evidence
from .facets import chips, facets, filled
from .filters import ACTION_FACETS, BrowseFilter
from .tables import ActionTable

ROWS = 25


def action_list(request: HttpRequest) -> HttpResponse:
    """One public list for everybody; a filter that is not understood lists nothing and says so."""
    data = filled(request.GET)
    filterset = BrowseFilter(data, queryset=Action.objects.published())
    understood = filterset.is_valid()
    found = filterset.narrowed() if understood else Action.objects.none()
    evidence = KnowledgeItem.objects.live().count_per_action()
    table = ActionTable(found.for_list().annotate(evidence=evidence).order_by("-evidence", "title"))
    RequestConfig(request, paginate={"per_page": ROWS, "paginator_class": ClampedPaginator}).configure(table)
    put_evidence(row.record for row in table.page.object_list)
    shown = facets(filterset, ACTION_FACETS)
    count = table.paginator.count
    context = {
        "table": table,
        "facets": shown,
        "words": data.get("q", ""),
        "sort": data.get("sort", ""),
        "count": count,
        "understood": understood,
        "chips": chips(filterset, shown, with_counts=understood and not count),
    }
    return render(request, "actions/list.html", context)
