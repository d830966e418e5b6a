"""`/criteria/` and one page per criterion, with its evidence across Actions."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from actions.base.pagination import ClampedPaginator
from actions.models import Area, Criterion, Region
from practices.models import CriterionReading, KnowledgeItem
from practices.models.knowledge_queryset import KnowledgeItemQuerySet
from practices.rosette import rosette

from .gathering import Counted, counted

READINGS = 24


def criterion_list(request: HttpRequest) -> HttpResponse:
    counts = KnowledgeItem.objects.live().counts_by_criterion()
    criteria = list(Criterion.objects.all())
    rows = [(criterion, *counts.get(criterion.order, (0, 0))) for criterion in criteria]
    drawing = rosette(criteria, {order: items for order, (items, _actions) in counts.items()})
    return render(request, "criteria/list.html", {"rows": rows, "rosette": drawing})


def criterion_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`?with=` another criterion: only what speaks to both, which is what a number of the related criteria counts."""
    criteria = list(Criterion.objects.all())
    by_slug = {row.slug: row for row in criteria}
    if slug not in by_slug:
        raise Http404(slug)
    criterion = by_slug.pop(slug)
    other = by_slug.get(request.GET.get("with", ""))
    items = KnowledgeItem.objects.live().speaking_to([criterion])
    counts = items.counts_by_criterion()
    shown = items.speaking_to([other]) if other else items
    readings = CriterionReading.objects.of_items(shown, criterion)
    page: Page = ClampedPaginator(readings, READINGS).page(request.GET.get("page", 1))
    at = criteria.index(criterion)
    context = {
        "criterion": criterion,
        "other": other,
        "page": page,
        "grouped": [(action, list(rows)) for action, rows in groupby(page, key=lambda reading: reading.item.action)],
        "before": criteria[at - 1] if at else None,
        "after": criteria[at + 1] if at + 1 < len(criteria) else None,
        "total": len(criteria),
        "items": counts.get(criterion.order, (0, 0))[0],
        "actions": counts.get(criterion.order, (0, 0))[1],
        "related": related(criterion, criteria, counts),
        **where_it_is_evident(criterion, items),
    }
    return render(request, "criteria/criterion.html", context)


def where_it_is_evident(criterion: Criterion, items: KnowledgeItemQuerySet) -> dict[str, Any]:
    """Of which kinds, in which regions and on which areas these items are, each number with its list. Six queries."""
    address = f"{reverse('practices')}?criterion={criterion.slug}"
    kinds = items.count_by("kind")
    return {
        "kinds": [
            Counted(str(kind.label), kinds[kind], f"{address}&kind={kind}")
            for kind in KnowledgeItem.Kind
            if kinds.get(kind)
        ],
        "regions": counted(Region.objects.all(), items.count_by_fact("region__slug"), f"{address}&region="),
        "areas": counted(Area.objects.all(), items.count_by("areas__slug"), f"{address}&area="),
    }


def related(criterion: Criterion, criteria: list[Criterion], counts: Mapping[int, tuple[int, int]]) -> list[Counted]:
    """The other criteria to which the same items speak, the most frequent first.

    `counts`: order of a criterion → number of those items, and of their Actions.
    """
    here = f"{criterion.get_absolute_url()}?with="
    found = [
        Counted(other.name, counts[other.order][0], f"{here}{other.slug}#evidence", other.get_absolute_url())
        for other in criteria
        if other != criterion and other.order in counts
    ]
    return sorted(found, key=lambda row: -row.number)
