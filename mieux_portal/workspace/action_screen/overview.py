"""The first tab: where the Action stands, what it was to reach, and what its facts add up to."""

from typing import Any

from django.urls import reverse

from actions.models import Action, Activity, Output
from experts.models import Deployment
from mieux_portal.workspace.completeness import completeness_of
from mieux_portal.workspace.whom import names_by_action
from practices.models import CaseStudyPage, KnowledgeItem

from .signed_in import SignedInRequest


def overview_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    """Figures count what readers may see once it is published: internal facts and drafts count in none."""
    studies = list(CaseStudyPage.objects.filter(action=action).select_related("locale"))
    for study in studies:
        study.address_here = reverse("wagtailadmin_pages:edit", args=[study.pk])
        study.may_edit = study.permissions_for_user(request.user).can_edit()
    states = Output.objects.shown_with(action).count_by_state()
    kinds = KnowledgeItem.objects.filter(action=action).count_by_kind()
    return {
        "objectives": action.objectives.all(),
        "looked_after_by": names_by_action([action.pk]).get(action.pk, []),
        "last_step": action.status_changes.for_page().first(),
        "activities": Activity.objects.shown_with(action).figures(),
        "states": [(label, states[value]) for value, label in _states_of_outputs() if value in states],
        "outputs": sum(states.values()),
        "contributions": Deployment.objects.shown_with(action).figures(),
        "kinds": [(kind.label, *kinds.get(kind, (0, 0))) for kind in KnowledgeItem.Kind],
        "case_studies": studies,
        "completeness": completeness_of(action, request.user),
    }


def _states_of_outputs() -> list[tuple[str, Any]]:
    """With «not recorded», which is empty, at the end."""
    return [*Output.State.choices, ("", "")]
