"""What the two pages of an Action show, gathered in a number of queries that does not grow with its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from django.utils import timezone

from actions.models import Action, Activity, Component, Criterion, Milestone, Output, Phase
from experts.models import Deployment
from practices.models import CaseStudyPage, KnowledgeItem
from practices.rosette import rosette

from .action_figures import figures_of
from .citations import Citations, Reference
from .member_states import members_of
from .related import related_to
from .sections import CASE_STUDY, FACT_SHEET, gaps, sections
from .series import series_of
from .timeline import events_of, timeline
from .world_map import map_of_action


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
    """The context of the case study, or of the fact sheet where `page` is None."""
    told = recorded(action, page)
    told |= when_and_where(action, told)
    told |= ties_of(action)
    told |= neighbours(action, told)
    told["gaps"] = gaps(told)
    return {
        **told,
        "action": action,
        "page": page,
        "figures": figures_of(told, is_case_study=page is not None),
        "sections": sections(FACT_SHEET if page is None else CASE_STUDY, told),
        "today": timezone.localdate(),
    }


def recorded(action: Action, page: CaseStudyPage | None) -> dict[str, Any]:
    """The facts of the Action and what was learnt in it, each with its references."""
    components = list(Component.objects.shown_with(action))
    activities = list(Activity.objects.shown_with(action).for_page())
    outputs = list(Output.objects.shown_with(action).for_page())
    milestones = list(Milestone.objects.shown_with(action))
    deployments = list(Deployment.objects.shown_with(action).for_page())
    items = list(KnowledgeItem.objects.shown_with(action).with_readings())
    goals = [*action.target_readings.all(), *action.compact_readings.all()]
    citations = Citations([(row.source, row.place) for row in page.references.all()] if page else [])
    citations.cite([action, *components, *activities, *milestones, *items, *deployments, *outputs, *goals])
    by_kind = {kind: [item for item in items if item.kind == kind] for kind in KnowledgeItem.Kind}
    return {
        "components": components,
        "activities": activities,
        "named": action.activities_listed,
        "was_done": bool(components or activities or action.activities_listed),
        "outputs": outputs,
        "milestones": milestones,
        "items": items,
        "practices": by_kind[KnowledgeItem.Kind.PRACTICE],
        "impacts": by_kind[KnowledgeItem.Kind.IMPACT],
        "lessons": by_kind[KnowledgeItem.Kind.LESSON],
        "reusable": [item for item in items if item.how_to_use],
        "objectives": page is None and (action.overall_objective or list(action.objectives.all())),
        "serves_goals": bool(goals),
        "endorsed": [row for row in milestones if row.kind == Milestone.Kind.MEETING],
        "expert_lists": expert_lists(deployments),
        "origins": sorted({row.origin for row in deployments if row.origin}, key=lambda country: country.name),
        "phases": phases_of(action),
        "references": citations.references,
    }


def ties_of(action: Action) -> dict[str, Any]:
    """The terms and the institutions that the box of facts names. One query."""
    ties = Action.objects.filter(pk=action.pk).ties()
    partners = ties["partner_organisations"]
    return {
        "areas": ties["areas"],
        "reported_pillars": ties["reported_pillars"],
        "requested_by": ties["requesting_organisations"],
        "body_requested": action.regional_body_id in [body.pk for body in ties["requesting_organisations"]],
        "partners": partners,
        "partners_unlinked": action.partners_beside(partner.name for partner in partners),
    }


def when_and_where(action: Action, told: dict[str, Any]) -> dict[str, Any]:
    """Map, timeline and the states in which it worked. One query for a regional Action, none for others."""
    members = members_of(action)
    countries = sorted(action.partner_countries.all(), key=lambda country: country.name)
    line = timeline(action.span, events_of(told["milestones"], told["activities"], told["items"]))
    return {
        "members": members,
        "countries": countries,
        "map": map_of_action(dict.fromkeys([*members.countries, *countries]), told["origins"]),
        "timeline": line,
    }


def neighbours(action: Action, told: dict[str, Any]) -> dict[str, Any]:
    """Where a reader may go from here: the criteria, the series, related Actions. Four queries."""
    counts = counts_of(told["items"])
    criteria = list(Criterion.objects.all())
    series = series_of(action)
    evident = [criterion for criterion in criteria if criterion.order in counts]
    return {
        "rosette": rosette(criteria, counts),
        "series": series,
        "related": related_to(action, told["areas"], series.ids, evident),
    }


def counts_of(items: Iterable[KnowledgeItem]) -> dict[int, int]:
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


def phases_of(action: Action) -> list[Phase]:
    """The phases in whose years the Action lies, for a phase that no source records."""
    if action.phase or not action.span.known:
        return []
    return [phase for phase in Phase.objects.all() if phase.covers(action.span.years())]
