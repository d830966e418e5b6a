"""`/`: what this is, the figures, where the Actions were, the newest case study, and a door for each reader."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from actions.filters import UNKNOWN
from actions.models import Action, HeadlineFigure, Phase
from actions.models.action_queryset import ActionQuerySet
from practices.models import CaseStudyPage

from .citations import Citations
from .country_numbers import country_counts
from .evidence import put_evidence
from .portfolio_timeline import PortfolioTimeline, portfolio_timeline
from .world_map import map_of_portfolio


def home(request: HttpRequest) -> HttpResponse:
    published = Action.objects.published()
    figures = list(HeadlineFigure.objects.for_home())
    citations = Citations()
    citations.cite(figures)
    newest = CaseStudyPage.objects.readable().newest()
    if newest:
        put_evidence([newest.action])
    counts, as_partner = published.count_by_country(), published.count_by("partner_countries__slug")
    countries = country_counts(counts, as_partner, lambda country: address_of("country", country.slug))
    stated = next((figure for figure in figures if figure.measure == figure.Measure.ACTIONS and figure.number), None)
    shown = [figure for figure in figures if figure.on_home]
    context = {
        "figures": shown,
        "figures_as_of": ", ".join(dict.fromkeys(str(figure.as_of) for figure in shown if figure.as_of)),
        "other_figures": [figure for figure in figures if not figure.on_home],
        "references": citations.references,
        "recorded": published.count(),
        "stated": stated,
        "newest": newest,
        "map": map_of_portfolio(countries),
        "countries": sorted(countries, key=lambda row: -row.number),
        "nowhere": counts.get(None, 0),
        "nowhere_address": address_of("country", UNKNOWN),
        "timeline": timeline_of(published),
    }
    return render(request, "browse/home.html", context)


def timeline_of(actions: ActionQuerySet) -> PortfolioTimeline:
    """The years and phases of all that is published. Three queries."""
    phases = list(Phase.objects.all())
    by_year = {str(year or UNKNOWN): count for year, count in actions.count_by_year().items()}
    by_phase = {slug or UNKNOWN: count for slug, count in actions.count_by_phase(phases).items()}
    return portfolio_timeline(by_year, by_phase, phases, address_of)


def address_of(name: str, value: str) -> str:
    """Where the list of Actions shows what this value of a filter finds."""
    return f"{reverse('actions')}?{urlencode({name: value})}"
