"""`/experts/`: where the expertise came from, by country and by category. A country is not a person."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Country, Membership
from experts.models import Deployment, Expert, ExpertCategory

from .world_map import map_of_portfolio

EUROPEAN_UNION = "european-union"


@dataclass(frozen=True)
class Origin:
    """A country that experts came from. `membership`: its membership of the European Union, None if it had none."""

    country: Country
    actions: int
    address: str
    membership: Membership | None


def expert_page(request: HttpRequest) -> HttpResponse:
    deployments = Deployment.objects.public()
    by_country, by_category = deployments.actions_by_origin(), deployments.actions_by_category()
    countries = [country for country in Country.objects.by_name() if country.slug in by_country]
    members = {row.country_id: row for row in Membership.objects.filter(organisation__slug=EUROPEAN_UNION)}
    address = reverse("actions")
    rows = [
        Origin(
            country,
            by_country[country.slug],
            f"{address}?expert_country={country.slug}",
            members.get(country.pk),
        )
        for country in countries
    ]
    categories = [(category, by_category.get(category.slug, 0)) for category in ExpertCategory.objects.all()]
    context = {
        "rows": sorted(rows, key=lambda row: -row.actions),
        "from_union": sum(1 for row in rows if row.membership),
        "categories": [(category.name, count) for category, count in categories if count]
        + ([(_("category not recorded"), by_category[None])] if by_category.get(None) else []),
        "experts": list(Expert.objects.public().for_list()),
        "stated": deployments.stated_persons(),
        "map": map_of_portfolio((row.country, row.actions, row.address) for row in rows),
    }
    return render(request, "experts/list.html", context)
