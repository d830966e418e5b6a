"""`/`: what this is, the figures, where the Actions were, the newest case study, and a door for each reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from actions.models import Action, Country, HeadlineFigure
from practices.models import CaseStudyPage

from .citations import Citations
from .evidence import put_evidence
from .world_map import map_of_portfolio


def home(request: HttpRequest) -> HttpResponse:
    published = Action.objects.published()
    figures = list(HeadlineFigure.objects.for_home())
    citations = Citations()
    citations.cite(figures)
    newest = CaseStudyPage.objects.readable().newest()
    if newest:
        put_evidence([newest.action])
    counts = published.count_by("partner_countries__slug")
    countries = [country for country in Country.objects.by_name() if country.slug in counts]
    address = reverse("actions")
    counted = [(country, counts[country.slug], f"{address}?country={country.slug}") for country in countries]
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
        "counted": counted,
        "map": map_of_portfolio(counted),
    }
    return render(request, "browse/home.html", context)
