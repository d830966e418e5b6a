"""`/practices/<slug>/`: one knowledge item, what was learnt, and which criteria it speaks to."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from practices.models import KnowledgeItem

from .addresses import moved_or_404
from .citations import Citations

MOST_SIBLINGS = 6
MOST_AKIN = 6


def practice_page(request: HttpRequest, slug: str) -> HttpResponse:
    item = moved_or_404(request, KnowledgeItem.objects.live().for_own_page(), slug)
    return draw_knowledge_item(request, item)


def draw_knowledge_item(request: HttpRequest, item: KnowledgeItem) -> HttpResponse:
    """The page of an item, live or as a preview. Registered as the hook that the preview asks for."""
    citations = Citations()
    citations.cite([item])
    live = KnowledgeItem.objects.live()
    of_action = list(live.beside(item).for_cards())
    # A draft that is previewed for the first time stands after all that is live.
    at = of_action.index(item) if item in of_action else len(of_action)
    context = {
        "item": item,
        "before": of_action[at - 1] if at else None,
        "after": of_action[at + 1] if at + 1 < len(of_action) else None,
        "siblings": [other for other in of_action if other != item][:MOST_SIBLINGS],
        "has_more_siblings": len(of_action) > MOST_SIBLINGS + 1,
        "akin": [Akin(other, also_on(item, other)) for other in live.akin_to(item).for_akin()[:MOST_AKIN]],
        "references": citations.references,
    }
    return render(request, "practices/item.html", context)


@dataclass(frozen=True)
class Akin:
    """An item of another Action with what it has in common with this one: «Replicability and Data management»."""

    item: KnowledgeItem
    also_on: str


def also_on(item: KnowledgeItem, other: KnowledgeItem) -> str:
    """The criteria and then the areas that both are on, in words."""
    criteria = {reading.criterion_id for reading in item.readings.all()}
    areas = set(item.areas.all())
    shared = [reading.criterion.name for reading in other.readings.all() if reading.criterion_id in criteria]
    shared += [area.name for area in other.areas.all() if area in areas]
    return str(get_text_list([*shared], _("and")))
