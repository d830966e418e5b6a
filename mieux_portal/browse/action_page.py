"""`/actions/<slug>/`: the case study that is live in this language, or else a fact sheet."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.views import serve_chain

from actions.models import Action
from practices.models import CaseStudyPage

from .action_context import page_context
from .addresses import moved_or_404


def action_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A plain view, so that no editor can take the address away; a case study still passes Wagtail's hooks."""
    action = moved_or_404(request, Action.objects.published().for_page(), slug)
    page = case_study_of(action)
    return draw_fact_sheet(request, action) if page is None else serve_through_hooks(page, request)


def draw_preview(request: HttpRequest, action: Action) -> HttpResponse:
    """What `action_page` shows as soon as the Action is published. Whoever calls it has asked who may see that."""
    request.is_preview = True  # type: ignore[attr-defined]
    page = case_study_of(action)
    return draw_fact_sheet(request, action) if page is None else draw_case_study(request, page)


def case_study_of(action: Action) -> CaseStudyPage | None:
    """The one that is live in the reader's language."""
    page = CaseStudyPage.objects.live_in(get_language()).filter(action=action).for_page().first()
    if page is not None:
        page.action = action
    return page


def draw_fact_sheet(request: HttpRequest, action: Action) -> HttpResponse:
    prefetch_related_objects([action], "objectives")
    return render(request, "actions/fact_sheet.html", page_context(action))


def serve_through_hooks(page: CaseStudyPage, request: HttpRequest) -> HttpResponse:
    """As Wagtail serves a page: the walls before private pages stand in its hooks."""
    serve = serve_chain
    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        serve = wrap(serve)
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return serve(page, request, [], {})


def draw_case_study(request: HttpRequest, page: CaseStudyPage) -> HttpResponse:
    """The page of a case study, live or as a preview. Registered as the hook that the page itself asks for."""
    return render(request, "actions/case_study.html", page_context(page.action, page))
