"""`/actions/<slug>/`: the case study that is live in this language, or else a fact sheet."""

from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.views import serve_chain

from actions.models import Action, Activity, Component, Country, Criterion, Membership, Milestone, Output, Phase
from actions.spans import Span
from experts.models import Deployment
from practices.models import CaseStudyPage, KnowledgeItem
from practices.rosette import rosette

from .citations import Citations, Reference
from .timeline import events_of, timeline
from .world_map import map_of_action


def action_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A plain view, so that no editor can take the address away; a case study still passes Wagtail's hooks."""
    action = get_object_or_404(Action.objects.published().for_page(), slug=slug)
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


@dataclass(frozen=True)
class ExpertList:
    """The contributions that the same sources name: two lists that differ stand side by side."""

    references: tuple[Reference, ...]
    deployments: list[Deployment]

    @property
    def is_bare(self) -> bool:
        """Whether it only names countries or kinds: then a sentence says as much as a table."""
        return not any(row.component or row.number or row.role or row.days for row in self.deployments)


def page_context(action: Action, page: CaseStudyPage | None = None) -> dict[str, Any]:
    """All that the two pages of an Action show, in a number of queries that does not grow with its facts."""
    components = list(Component.objects.shown_with(action))
    activities = list(Activity.objects.shown_with(action).for_page())
    outputs = list(Output.objects.shown_with(action).for_page())
    milestones = list(Milestone.objects.shown_with(action))
    deployments = list(Deployment.objects.shown_with(action).for_page())
    items = list(KnowledgeItem.objects.shown_with(action).with_readings())
    references = [(row.source, row.place) for row in page.references.all()] if page else []
    citations = Citations(references)
    citations.cite([action, *components, *activities, *milestones, *items, *deployments, *outputs])
    members = members_during(action)
    partners = members["during"] or list(action.partner_countries.all())
    origins = sorted({row.origin for row in deployments if row.origin}, key=lambda country: country.name)
    by_kind = {kind: [item for item in items if item.kind == kind] for kind in KnowledgeItem.Kind}
    return {
        "action": action,
        "page": page,
        "components": components,
        "activities": activities,
        "outputs": outputs,
        "practices": by_kind[KnowledgeItem.Kind.PRACTICE],
        "impacts": by_kind[KnowledgeItem.Kind.IMPACT],
        "lessons": by_kind[KnowledgeItem.Kind.LESSON],
        "reusable": [item for item in items if item.how_to_use],
        "endorsed": [row for row in milestones if row.kind == Milestone.Kind.MEETING],
        "expert_lists": expert_lists(deployments),
        "origins": origins,
        "partner_names": ", ".join(sorted(country.name for country in partners)),
        "origin_names": ", ".join(country.name for country in origins),
        "members": members,
        "phases": phases_of(action),
        "rosette": rosette(Criterion.objects.all(), counts_of(items)),
        "map": map_of_action(partners, origins),
        "timeline": timeline(action.span, events_of(milestones, activities, items)),
        "references": citations.references,
        "today": timezone.localdate(),
    }


def counts_of(items: list[KnowledgeItem]) -> dict[int, int]:
    """Order of a criterion → number of the items that speak to it."""
    orders = [reading.criterion.order for reading in chain.from_iterable(item.readings.all() for item in items)]
    return {order: orders.count(order) for order in set(orders)}


def expert_lists(deployments: list[Deployment]) -> list[ExpertList]:
    """One list for each set of sources, in the order of the references."""

    def numbers(row: Deployment) -> tuple[int, ...]:
        return tuple(reference.number for reference in row.cited)

    ordered = sorted(deployments, key=numbers)
    grouped = [list(rows) for _numbers, rows in groupby(ordered, key=numbers)]
    return [ExpertList(tuple(rows[0].cited), rows) for rows in grouped]


def members_during(action: Action) -> dict[str, list[Country]]:
    """States of the Action's regional body: `today`, and `during` its years as far as these are known."""
    if action.regional_body is None:
        return {"today": [], "during": []}
    rows = list(Membership.objects.of(action.regional_body))
    during = [row for row in rows if row.covers(action.span)]
    return {
        "today": [row.country for row in rows if row.is_current],
        "during": [row.country for row in during] if action.span.known else [],
    }


def phases_of(action: Action) -> list[Phase]:
    """The phases in whose years the Action lies, for a phase that no source records."""
    span: Span = action.span
    if action.phase or not span.known:
        return []
    return [phase for phase in Phase.objects.all() if phase.covers(span.years())]
