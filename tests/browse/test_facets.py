"""A facet counts what a click lists; a filter finds what brute force finds."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions.base.partial_dates import PartialDate
from actions.models import Action, ActivityType, Area, OutputKind, Phase, Pillar
from mieux_portal.browse.facets import facets
from mieux_portal.browse.filters import ACTION_FACETS, BrowseFilter
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    DeploymentFactory,
    KnowledgeItemFactory,
    OutputFactory,
    country,
)

AREAS = ["data-management", "labour-migration", "diaspora-affairs"]
PILLARS = ["horizontal-interventions", "legal-migration-and-mobility"]
COUNTRIES = ["MW", "MG", "KG"]
TYPES = ["workshop", "training"]
CRITERIA = ["ownership", "replicability"]
YEARS = st.one_of(st.none(), st.integers(2009, 2024))


@st.composite
def spans(draw):
    first, last = draw(YEARS), draw(YEARS)
    return (min(first, last), max(first, last)) if first and last else (first, last)


ACTIONS = st.fixed_dictionaries(
    {
        "areas": st.sets(st.sampled_from(AREAS)),
        "main_pillar": st.one_of(st.none(), st.sampled_from(PILLARS)),
        "reported_pillars": st.sets(st.sampled_from(PILLARS)),
        "partner_countries": st.sets(st.sampled_from(COUNTRIES)),
        "reported_activity_types": st.sets(st.sampled_from(TYPES)),
        "activity_types": st.lists(st.tuples(st.sampled_from(TYPES), st.booleans()), max_size=2),
        "experts": st.lists(st.sampled_from(COUNTRIES), max_size=2),
        "items": st.lists(st.tuples(st.sets(st.sampled_from(CRITERIA), min_size=1), st.booleans()), max_size=2),
        "span": spans(),
        "own_dates": st.one_of(st.just((None, None)), spans()),
        "published": st.booleans(),
    }
)


def make(facts: dict) -> None:
    """An Action with these facts."""
    pillar = facts["main_pillar"]
    action = ActionFactory(
        areas=facts["areas"],
        main_pillar=Pillar.objects.get(slug=pillar) if pillar else None,
        reported_pillars=facts["reported_pillars"],
        partner_countries=facts["partner_countries"],
        reported_activity_types=facts["reported_activity_types"],
        reported_from=facts["span"][0],
        reported_to=facts["span"][1],
        started=PartialDate.parse(str(facts["own_dates"][0])) if facts["own_dates"][0] else None,
        ended=PartialDate.parse(str(facts["own_dates"][1])) if facts["own_dates"][1] else None,
        published=facts["published"],
    )
    for slug, internal in facts["activity_types"]:
        ActivityFactory(action=action, type=ActivityType.objects.get(slug=slug), internal=internal)
    for code in facts["experts"]:
        DeploymentFactory(action=action, country=country(code))
    for criteria, live in facts["items"]:
        KnowledgeItemFactory(action=action, readings=criteria, live=live)


def span_of(facts: dict) -> tuple[int | None, int | None]:
    """Its own dates where one is known, else the years as reported; never one of each."""
    return facts["own_dates"] if any(facts["own_dates"]) else facts["span"]


def covers(facts: dict, year: int) -> bool:
    first, last = span_of(facts)
    if first and last:
        return first <= year <= last
    return year in (first, last)


def tied(facts: dict) -> set[str]:
    of_areas = {area.slug: area.pillar.slug for area in Area.objects.filter(slug__in=AREAS)}
    return {facts["main_pillar"], *facts["reported_pillars"], *(of_areas[slug] for slug in facts["areas"])} - {None}


def expected(portfolio: list[dict], name: str, value: str) -> int:
    """By brute force: how many published Actions a value of a facet means."""
    names = {code: country(code).slug for code in COUNTRIES}

    def meets(facts: dict) -> bool:
        if name == "area":
            return value in facts["areas"]
        if name == "pillar":
            return value in tied(facts) or (value == "not-recorded" and not tied(facts))
        if name == "country":
            return value in {names[code] for code in facts["partner_countries"]}
        if name == "expert_country":
            return value in {names[code] for code in facts["experts"]}
        if name == "activity_type":
            happened = {slug for slug, internal in facts["activity_types"] if not internal}
            return value in happened | facts["reported_activity_types"]
        if name == "criterion":
            return any(value in criteria for criteria, live in facts["items"] if live)
        if name == "year":
            return not any(span_of(facts)) if value == "not-recorded" else covers(facts, int(value))
        phase = Phase.objects.filter(slug=value).first()
        if phase is None:
            return not any(span_of(facts))
        return any(covers(facts, year) for year in range(phase.years[0], phase.years[1] + 1))

    return sum(facts["published"] and meets(facts) for facts in portfolio)


class FacetTests(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(portfolio=st.lists(ACTIONS, max_size=5))
    def test_every_facet_counts_what_a_click_lists_and_what_brute_force_finds(self, portfolio):
        for facts in portfolio:
            make(facts)
        filterset = BrowseFilter(QueryDict(), queryset=Action.objects.published())
        for facet in facets(filterset, ACTION_FACETS):
            for option in facet.options:
                chosen = BrowseFilter(QueryDict(f"{facet.name}={option.value}"), queryset=Action.objects.published())
                assert chosen.is_valid(), (facet.name, option.value)
                listed = chosen.narrowed()
                assert option.count == listed.count() == len(set(listed)), (facet.name, option.value)
                if facet.name not in ("region", "status", "output_kind"):
                    assert option.count == expected(portfolio, facet.name, option.value), (facet.name, option.value)

    @settings(max_examples=15, deadline=None)
    @given(
        portfolio=st.lists(ACTIONS, max_size=5),
        area=st.sampled_from(AREAS),
        year=st.integers(2009, 2024),
        other=st.sampled_from(AREAS),
    )
    def test_values_of_one_facet_mean_or_and_facets_mean_and(self, portfolio, area, year, other):
        for facts in portfolio:
            make(facts)
        answer = self.client.get("/actions/", {"area": [area, other], "country": "malawi"})
        wanted = sum(
            facts["published"] and bool({area, other} & facts["areas"]) and "MW" in facts["partner_countries"]
            for facts in portfolio
        )
        assert answer.context["understood"]
        assert answer.context["count"] == wanted


@pytest.mark.parametrize("address", ["?area=gone", "?year=0", "?year=10000", "?status=7", "?criterion=1%20OR%201"])
def test_a_value_that_does_not_exist_is_answered_with_a_sentence(opened, address):
    ActionFactory()
    assert "Nothing is listed" in opened(f"/actions/{address}").content.decode()


@pytest.mark.parametrize("door", ["/actions/", "/practices/", "/search/"])
@pytest.mark.parametrize("words", ["%00", "%", "'\"<>&", "a " * 2000, " ".join(map(str, range(900)))])
def test_any_words_are_searched_without_harm(opened, door, words):
    ActionFactory()
    opened(door, q=words)


def test_a_value_repeated_hundreds_of_times_is_one_value(opened):
    ActionFactory(reported_from=2014, areas=["data-management"])
    answer = opened("/actions/", year=["2014"] * 400, area=["data-management"] * 400)
    assert "1 Action" in answer.content.decode()


@pytest.mark.parametrize("address", ["?page=99", "?page=0", "?page=-1", "?page=x", "?per_page=-1", "?per_page=999999"])
def test_a_page_that_does_not_exist_gives_the_nearest(opened, address):
    ActionFactory.create_batch(3)
    assert "3 Actions" in opened(f"/actions/{address}").content.decode()


def test_an_empty_choice_is_no_choice(opened):
    ActionFactory(areas=["data-management"])
    assert "1 Action" in opened("/actions/?area=&q=&year=").content.decode()


def test_an_empty_result_offers_the_way_out_with_numbers(opened):
    ActionFactory(title="One", areas=["data-management"])
    ActionFactory(title="Two", areas=["labour-migration"], partner_countries=["MW"])
    text = opened("/actions/?area=data-management&country=malawi").content.decode()
    assert "No Action matches all of this" in text
    assert "without Area: Data management</a>: 1 result" in text


def test_a_way_out_counts_what_its_link_lists(opened):
    ActionFactory(areas=["data-management"])
    ActionFactory(areas=["labour-migration"], partner_countries=["MG"])
    text = opened("/actions/?area=data-management&area=labour-migration&country=malawi").content.decode()
    assert "without Partner country: Malawi</a>: 2 results" in text
    assert "without Area" not in text  # with either area alone there is still none in Malawi


def test_outputs_are_found_by_their_kind(opened):
    kind = OutputKind.objects.get(slug="policy")
    OutputFactory(kind=kind)
    OutputFactory(kind=kind, internal=True)
    assert "1 Action" in opened("/actions/?output_kind=policy").content.decode()


def test_rows_sort_by_the_known_year_with_the_unknown_last(opened):
    for title, year in (("Late", 2020), ("Never", None), ("Early", 2010)):
        ActionFactory(title=title, reported_from=year)
    for sort, wanted in (("span", ["Early", "Late", "Never"]), ("-span", ["Late", "Early", "Never"])):
        table = opened("/actions/", sort=sort).context["table"]
        assert [row.record.title for row in table.page.object_list] == wanted


def test_the_best_evidenced_action_stands_first(opened):
    ActionFactory(title="A bare one")
    KnowledgeItemFactory(action__title="The case", readings=["ownership"])
    table = opened("/actions/").context["table"]
    assert [row.record.title for row in table.page.object_list] == ["The case", "A bare one"]
