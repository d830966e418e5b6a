"""`/experts/`: where the expertise came from, by country and by category, and the profiles of those who agreed.

A country is not a person: what is counted are Actions.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.filters import UNKNOWN
from actions.models import Action, Country, Membership, Organisation
from experts.models import Deployment, Expert, ExpertCategory

from .addresses import moved_or_404
from .gathering import Counted, counted
from .world_map import CountryCount, map_of_portfolio


@dataclass(frozen=True)
class Origin:
    """A country that experts came from. `membership`: its membership of the European Union, None if it had none."""

    country: Country
    actions: int
    address: str
    membership: Membership | None


@dataclass(frozen=True)
class Mission:
    """An Action to which a person contributed, and how."""

    action: Action
    deployments: list[Deployment]


def expert_list(request: HttpRequest) -> HttpResponse:
    deployments = Deployment.objects.public()
    by_country = deployments.actions_by_origin()
    members = {row.country_id: row for row in Membership.objects.of_european_union()}
    address = f"{reverse('actions')}?expert_country="
    rows = [
        Origin(country, by_country[country.slug], f"{address}{country.slug}", members.get(country.pk))
        for country in Country.objects.by_name()
        if country.slug in by_country
    ]
    context = {
        "rows": sorted(rows, key=lambda row: -row.actions),
        "categories": categories_of(deployments.actions_by_category()),
        "experts": list(Expert.objects.public().for_list()),
        "stated": deployments.stated_persons(),
        "map": map_of_portfolio(CountryCount(row.country, row.actions, row.address) for row in rows),
    }
    return render(request, "experts/list.html", context)


def categories_of(counts: dict[str | None, int]) -> list[Counted]:
    """Number of Actions by what kind of expert came, «not recorded» last."""
    address = f"{reverse('actions')}?expert_category="
    unknown = [Counted(_("category not recorded"), counts[None], f"{address}{UNKNOWN}")] if counts.get(None) else []
    return counted(ExpertCategory.objects.all(), counts, address) + unknown


def expert_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile of a person who agreed to it. As soon as the consent is withdrawn it is not there."""
    expert = moved_or_404(request, Expert.objects.public().for_profile(), slug)
    deployments = Deployment.objects.public().of_expert(expert).for_profile()
    home = Organisation.objects.public().filter(pk=expert.organisation_id)
    context = {
        "expert": expert,
        "has_organisation_page": home.exists(),
        "missions": missions(list(deployments)),
    }
    return render(request, "experts/expert.html", context)


def missions(deployments: list[Deployment]) -> list[Mission]:
    """Action by Action, the one with the latest contribution first."""
    grouped: dict[Action, list[Deployment]] = {}
    for row in deployments:
        grouped.setdefault(row.action, []).append(row)
    return [Mission(action, rows) for action, rows in grouped.items()]
