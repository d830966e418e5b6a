"""`/criteria/` and one page per criterion, with its evidence across Actions."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.models import Criterion
from practices.models import CriterionReading, KnowledgeItem
from practices.rosette import rosette


def criterion_list(request: HttpRequest) -> HttpResponse:
    counts = KnowledgeItem.objects.live().counts_by_criterion()
    criteria = list(Criterion.objects.all())
    rows = [(criterion, *counts.get(criterion.order, (0, 0))) for criterion in criteria]
    drawing = rosette(criteria, {order: items for order, (items, _actions) in counts.items()})
    return render(request, "criteria/list.html", {"rows": rows, "rosette": drawing})


def criterion_page(request: HttpRequest, slug: str) -> HttpResponse:
    criterion = get_object_or_404(Criterion, slug=slug)
    readings = CriterionReading.objects.live_for(criterion)
    grouped = [(action, list(rows)) for action, rows in groupby(readings, key=lambda reading: reading.item.action)]
    criteria = list(Criterion.objects.all())
    at = criteria.index(criterion)
    context = {
        "criterion": criterion,
        "grouped": grouped,
        "items": len(readings),
        "before": criteria[at - 1] if at else None,
        "after": criteria[at + 1] if at + 1 < len(criteria) else None,
        "total": len(criteria),
    }
    return render(request, "criteria/criterion.html", context)
