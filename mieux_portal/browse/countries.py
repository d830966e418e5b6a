"""`/countries/` and one page per country, with everything that is linked to it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from actions.base.models import Term
from actions.models import Action, Country, Membership, Organisation, Region
from actions.models.action_queryset import ActionQuerySet
from actions.spans import Span
from experts.models import Deployment, Expert
from practices.models import KnowledgeItem

from .country_numbers import country_counts
from .gathering import Counted, counted, evidence, gather, learnt
from .span_chart import span_chart
from .world_map import map_of_action, map_of_portfolio


@dataclass(frozen=True)
class RegionOfActions:
    """A region with its Actions, and the countries in which these worked."""

    region: Region
    actions: Counted
    countries: list[Counted]


@dataclass(frozen=True)
class MemberThen:
    """By which memberships a country belonged to the regional body of an Action in years of its span."""

    memberships: list[Membership]
    span: Span

    @property
    def years(self) -> str:
        """«2012–2013, 2016» of one that left and came back."""
        held = (row.years_in(self.span) for row in self.memberships)
        return ", ".join(str(Span(years[0], years[-1])) for years in held)


def country_list(request: HttpRequest) -> HttpResponse:
    """Every country that something is linked to: by the regions of its Actions, then by what else is known of it."""
    countries = Country.objects.by_name()
    published = Action.objects.published()
    counts, as_partner = published.count_by_country(), published.count_by("partner_countries__slug")
    regions = list(by_region(countries))
    origins = rows_of(countries, Deployment.objects.public().actions_by_origin(), "expert_country")
    listed = {row.page for row in [*origins, *(row for region in regions for row in region.countries)]}
    known = counts.keys() | Country.objects.slugs_in(
        Membership.objects.all(), Organisation.objects.public(), Expert.objects.public()
    )
    context = {
        "regions": regions,
        "origins": origins,
        "others": [c for c in countries if c.slug in known and c.get_absolute_url() not in listed],
        "map": map_of_portfolio(country_counts(counts, as_partner, Country.get_absolute_url)),
    }
    return render(request, "countries/list.html", context)


def by_region(countries: list[Country]) -> Iterable[RegionOfActions]:
    """The regions that have Actions. Two queries a region, of which there are five, and two more."""
    numbers = Action.objects.published().count_by("region__slug")
    for region in Region.objects.all():
        if number := numbers.get(region.slug):
            counts = Action.objects.published().related_to("region", [region]).count_by_country()
            listed = Counted(region.name, number, f"{reverse('actions')}?region={region.slug}")
            yield RegionOfActions(region, listed, rows_of(countries, counts, f"region={region.slug}&country"))


def rows_of(countries: list[Country], counts: Mapping[Any, int], parameter: str) -> list[Counted]:
    """The countries that occur, in their order. `parameter`: the filter of Actions that lists what is counted."""
    return [
        Counted(
            country.name,
            counts[country.slug],
            f"{reverse('actions')}?{parameter}={country.slug}",
            country.get_absolute_url(),
        )
        for country in countries
        if counts.get(country.slug)
    ]


def country_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every country has its page, so that no link to one ever breaks; where nothing is linked to it, it says so."""
    country = get_object_or_404(Country, slug=slug)
    found = Action.objects.published().in_countries([country])
    actions = list(found.for_list().by_year())
    memberships = list(Membership.objects.of_country(country))
    as_partner = [action for action in actions if country in action.partner_countries.all()]
    through = [action for action in actions if action not in as_partner]
    put_membership(through, memberships)
    context = {
        "country": country,
        "actions": actions,
        "memberships": memberships,
        "map": map_of_action([country], []),
        "chart": span_chart(actions),
        "organisations": list(Organisation.objects.public().in_country(country)),
        **dict(zip(("as_partner", "through"), gather(as_partner, through), strict=True)),
        **what_it_was_about(country, actions),
        "helped_by": expertise_for(country, found),
        **expertise_of(country),
    }
    return render(request, "countries/country.html", context)


def put_membership(actions: list[Action], memberships: list[Membership]) -> None:
    """Give each Action of a regional body an attribute `member_then`."""
    for action in actions:
        of_body = (row for row in memberships if row.organisation_id == action.regional_body_id)
        action.member_then = MemberThen([row for row in of_body if row.covers(action.span)], action.span)


def what_it_was_about(country: Country, actions: list[Action]) -> dict[str, Any]:
    """Regions and areas of its Actions, and what was learnt in them: each number with its list. Seven queries."""
    listed, practices = (f"{reverse(name)}?country={country.slug}" for name in ("actions", "practices"))
    items = KnowledgeItem.objects.live().filter(action__in=actions)
    regions = [action.region for action in actions if action.region]
    areas = [area for action in actions for area in action.areas.all()]
    return {
        "listed": listed,
        "regions": counted(dict.fromkeys(regions), slugs(regions), f"{listed}&region="),
        "areas": counted(dict.fromkeys(areas), slugs(areas), f"{listed}&area="),
        "learnt": learnt(items, practices),
        "evidence": evidence(items, practices),
    }


def slugs(terms: Iterable[Term]) -> Counter[str]:
    """Slug of a term → how often it occurs."""
    return Counter(term.slug for term in terms)


def expertise_for(country: Country, actions: ActionQuerySet) -> list[Counted]:
    """From which countries experts came to its Actions. Two queries."""
    counts = Deployment.objects.public().filter(action__in=actions.order_by().values("pk")).actions_by_origin()
    return rows_of(Country.objects.by_name(), counts, f"country={country.slug}&expert_country")


def expertise_of(country: Country) -> dict[str, Any]:
    """Where its experts worked, and those who agreed to be shown. Four queries."""
    contributions = Deployment.objects.public().from_countries([country])
    return {
        "sent_to": list(contributions.actions().for_list().by_year()),
        "sent_to_listed": f"{reverse('actions')}?expert_country={country.slug}",
        "experts": list(Expert.objects.public().from_country(country).for_list()),
    }
