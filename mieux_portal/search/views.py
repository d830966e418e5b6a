"""`/search/`: titles, leads and knowledge items. Each word has to stand somewhere in a result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.models import Action
from mieux_portal.browse.evidence import put_evidence
from practices.models import CaseStudyPage, KnowledgeItem

LONGEST_QUERY = 200
MOST = 20


def search(request: HttpRequest) -> HttpResponse:
    """Actions (by their facts or their case study) and knowledge items, the first twenty of each."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_QUERY]
    context: dict[str, object] = {"words": words, "most": MOST}
    if words:
        told = CaseStudyPage.objects.readable().with_words(words)
        actions = Action.objects.published().found_by(words, told.values("action"))
        items = KnowledgeItem.objects.live().with_words(words)
        shown = list(actions.for_list()[:MOST])
        put_evidence(shown)
        context |= {
            "actions": shown,
            "action_count": actions.count(),
            "items": list(items.for_cards()[:MOST]),
            "item_count": items.count(),
        }
    return render(request, "search/results.html", context)
