"""`/practices/` and one page per knowledge item: what was learnt, and which criteria it speaks to."""

from typing import Any

import django_filters
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from actions.base.pagination import ClampedPaginator
from actions.filters import NOT_A_VALUE, FacetedFilterSet, SlugFilter
from actions.models import Area, Criterion
from practices.models import KnowledgeItem
from practices.models.knowledge_item import KnowledgeItemQuerySet

from .citations import Citations
from .facets import CountBy, chips, facets, filled

CARDS = 24


class KnowledgeFilter(FacetedFilterSet):
    """What the list of knowledge items can be filtered by."""

    q = django_filters.CharFilter(method="with_words", label=_("Words"))
    kind = django_filters.MultipleChoiceFilter(
        choices=KnowledgeItem.Kind.choices, label=_("Kind"), error_messages={"invalid_choice": NOT_A_VALUE}
    )
    criterion = SlugFilter(queryset=Criterion.objects.all(), method="speaking_to", label=_("Criterion"))
    area = SlugFilter(queryset=Area.objects.all(), method="on_area", label=_("Area"))

    class Meta:
        model = KnowledgeItem
        fields: list[str] = []

    def with_words(self, items: KnowledgeItemQuerySet, name: str, text: str) -> KnowledgeItemQuerySet:
        return items.with_words(text)

    def speaking_to(self, items: KnowledgeItemQuerySet, name: str, criteria: list[Any]) -> KnowledgeItemQuerySet:
        return items.speaking_to(criteria) if criteria else items

    def on_area(self, items: KnowledgeItemQuerySet, name: str, areas: list[Any]) -> KnowledgeItemQuerySet:
        return items.on_areas(areas) if areas else items


ITEM_FACETS: dict[str, CountBy] = {
    "kind": lambda items: items.count_by("kind"),
    "criterion": lambda items: items.count_by("readings__criterion__slug"),
    "area": lambda items: items.count_by("areas__slug"),
}


def practice_list(request: HttpRequest) -> HttpResponse:
    data = filled(request.GET)
    filterset = KnowledgeFilter(data, queryset=KnowledgeItem.objects.live())
    understood = filterset.is_valid()
    found = filterset.narrowed() if understood else KnowledgeItem.objects.none()
    page: Page = ClampedPaginator(found.for_cards(), CARDS).page(request.GET.get("page", 1))
    shown = facets(filterset, ITEM_FACETS)
    context = {
        "page": page,
        "count": page.paginator.count,
        "facets": shown,
        "words": data.get("q", ""),
        "understood": understood,
        "chips": chips(filterset, shown, with_counts=understood and not page.paginator.count),
    }
    return render(request, "practices/list.html", context)


def practice_page(request: HttpRequest, slug: str) -> HttpResponse:
    item = get_object_or_404(KnowledgeItem.objects.live().for_own_page(), slug=slug)
    return draw_knowledge_item(request, item)


def draw_knowledge_item(request: HttpRequest, item: KnowledgeItem) -> HttpResponse:
    """The page of an item, live or as a preview. Registered as the hook that the preview asks for."""
    citations = Citations()
    citations.cite([item])
    siblings = list(KnowledgeItem.objects.live().beside(item).for_cards())
    return render(
        request, "practices/item.html", {"item": item, "siblings": siblings, "references": citations.references}
    )
