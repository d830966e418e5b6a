"""Publishing many pages at once passes no form: what the form would say is said here."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape
from wagtail.models import Page

from practices.models import CaseStudyPage
from practices.models.case_study import ONE_LIVE


def refuse_second_publication(
    request: HttpRequest, action: str, pages: Sequence[Any], view: Any
) -> HttpResponse | None:
    """For the hook `before_bulk_action`. Nothing is published where one of the pages could not be."""
    if action != "publish" or not all(isinstance(page, Page) for page in pages):
        return None
    seen = set()
    for page in CaseStudyPage.objects.filter(pk__in=[page.pk for page in pages]):
        place = (page.action_id, page.locale_id)
        sentence: Any = ""
        if place in seen or CaseStudyPage.objects.rivals_of(page, page.action).exists():
            sentence = ONE_LIVE
        elif page.slug != page.action.slug:
            sentence = page.slug_sentence(page.action)
        if sentence:
            messages.error(request, escape(f"{page.title}: {sentence}"))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        seen.add(place)
    return None
