"""`/partners/<slug>/`: an organisation, its member states over time, and its Actions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.models import Action, Organisation

from .citations import Citations
from .evidence import put_evidence
from .world_map import map_of_action


def partner_page(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.public().for_page(), slug=slug)
    actions = list(Action.objects.published().of_organisation(organisation).for_list().by_year())
    put_evidence(actions)
    citations = Citations()
    citations.cite([organisation])
    memberships = list(organisation.memberships.all())
    current = [row for row in memberships if row.is_current]
    countries = [row.country for row in current] or ([organisation.country] if organisation.country else [])
    context = {
        "organisation": organisation,
        "actions": actions,
        "current": current,
        "served": set(Action.objects.published().count_by("partner_countries__slug")),
        "references": citations.references,
        "former": [row for row in memberships if not row.is_current],
        "map": map_of_action(countries, []) if countries else None,
    }
    return render(request, "actions/partner.html", context)
