"""One page for each organisation: what it is, its states, its Actions, and what was learnt in them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from actions.models import Action, Organisation
from actions.models.action_queryset import ActionQuerySet
from actions.models.organisations import Tie
from experts.models import Expert
from practices.models import KnowledgeItem

from .addresses import moved_or_404
from .citations import Citations
from .gathering import GatheredActions, evidence, gather, learnt
from .span_chart import span_chart
from .world_map import map_of_action


@dataclass(frozen=True)
class TiedActions:
    """The Actions to which an organisation was the same: it asked for them and worked in them, say."""

    ties: tuple[Tie, ...]
    actions: GatheredActions

    @property
    def slug(self) -> str:
        return "-".join(self.ties)

    @property
    def in_words(self) -> str:
        """«asked for and worked in», after «Actions that it»."""
        return get_text_list([str(tie.label) for tie in self.ties], _("and"))


def partner_page(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = moved_or_404(request, Organisation.objects.public().for_page(), slug)
    found = Action.objects.published().of_organisations([organisation])
    actions = list(found.for_list().by_year())
    citations = Citations()
    citations.cite([organisation])
    context = {
        "organisation": organisation,
        "whole": Organisation.objects.public().filter(pk=organisation.part_of_id).first(),
        "actions": actions,
        "listed": f"{reverse('actions')}?organisation={organisation.slug}",
        "groups": by_tie(organisation, actions),
        "chart": span_chart(actions),
        "experts": list(Expert.objects.public().of_organisation(organisation).for_list()),
        "references": citations.references,
        **what_was_learnt(organisation, found),
        **states_of(organisation),
    }
    return render(request, "partners/partner.html", context)


def by_tie(organisation: Organisation, actions: list[Action]) -> list[TiedActions]:
    """Each Action once, under all that the organisation was to it. Five queries, whatever their number."""
    ties: dict[int, set[str]] = {}
    for _organisation, tie, action in Organisation.objects.filter(pk=organisation.pk).ties():
        ties.setdefault(action, set()).add(tie)
    grouped: dict[tuple[Tie, ...], list[Action]] = {}
    for action in actions:
        grouped.setdefault(tuple(tie for tie in Tie if tie in ties[action.pk]), []).append(action)
    order = sorted(grouped, key=lambda key: [list(Tie).index(tie) for tie in key])
    return [TiedActions(key, found) for key, found in zip(order, gather(*(grouped[key] for key in order)), strict=True)]


def what_was_learnt(organisation: Organisation, actions: ActionQuerySet) -> dict[str, Any]:
    """In its Actions: the first items, and the criteria that all of them speak to. Six queries."""
    items = KnowledgeItem.objects.live().of_actions(actions)
    address = f"{reverse('practices')}?organisation={organisation.slug}"
    return {"learnt": learnt(items, address), "evidence": evidence(items, address)}


def states_of(organisation: Organisation) -> dict[str, Any]:
    """The states of a regional body, those of today and former ones, and the map of what it stands for."""
    memberships = list(organisation.memberships.all())
    current = [row for row in memberships if row.is_current]
    countries = [row.country for row in current] or ([organisation.country] if organisation.country else [])
    return {
        "current": current,
        "former": [row for row in memberships if not row.is_current],
        "map": map_of_action(countries, []) if countries else None,
    }
