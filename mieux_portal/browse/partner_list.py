"""`/partners/`: the organisations that worked with the initiative, country by country, of one kind or of all."""

from collections import Counter
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from actions.filters import FacetedFilterSet, SlugFilter
from actions.models import Country, InstitutionKind, Organisation
from actions.models.organisations import OrganisationQuerySet

from .facets import CountBy
from .gathering import Counted
from .results import Results

LINES = 100


class PartnerFilter(FacetedFilterSet):
    """What the list of organisations can be filtered by."""

    kind = SlugFilter(InstitutionKind, OrganisationQuerySet.of_kinds, label=_("Kind"), unknown=True)
    country = SlugFilter(
        Country, OrganisationQuerySet.in_countries, rows=Country.objects.by_name, label=_("Country"), unknown=True
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


PARTNER_FACETS: dict[str, CountBy] = {
    "kind": lambda organisations: organisations.count_by("kind__slug"),
    "country": lambda organisations: organisations.count_by("country__slug"),
}
VIEWS = {"list": _("List")}


def partner_list(request: HttpRequest) -> HttpResponse:
    results = Results(request, PartnerFilter, Organisation.objects.public(), PARTNER_FACETS, VIEWS)
    page = results.page_of(results.found.for_list(), LINES)
    put_action_counts(list(page))
    context = {
        **results.context(),
        "page": page,
        "kinds": kinds_of(results),
        "by_country": [(country, list(rows)) for country, rows in groupby(page, key=lambda row: row.country)],
    }
    return render(request, "partners/list.html", context)


def kinds_of(results: Results) -> list[Counted]:
    """The kinds of the organisations in the chosen country, or in all, each with the address of those."""
    options = [option for facet in results.facets if facet.name == "kind" for option in facet.options if option.count]
    rows = [Counted(option.label, option.count, results.address(kind=option.value)) for option in options]
    return sorted(rows, key=lambda row: -row.number)


def put_action_counts(organisations: list[Organisation]) -> None:
    """Give each an attribute `action_count`: to how many published Actions it is tied. One query for all."""
    ties = Organisation.objects.filter(pk__in=[row.pk for row in organisations]).ties()
    tied = Counter(organisation for organisation, _action in {(row[0], row[2]) for row in ties})
    for organisation in organisations:
        organisation.action_count = tied[organisation.pk]
