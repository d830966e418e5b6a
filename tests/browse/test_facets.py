"""What a facet shows, and what an address means. The numbers are proved in `test_counts.py`."""

import pytest

from actions.base.partial_dates import PartialDate
from actions.filters import MOST_VALUES
from actions.models import Country, Membership, OutputKind
from mieux_portal.browse.filters import ACTION_FACETS, BrowseFilter
from mieux_portal.browse.knowledge_filters import ITEM_FACETS, KnowledgeFilter
from mieux_portal.search.indexing import index_everything
from tests.factories import ActionFactory, KnowledgeItemFactory, OrganisationFactory, OutputFactory, country

FACETS = {
    *("area", "pillar", "region", "country", "partner_kind", "year", "phase", "status", "criterion", "kind"),
    *("impact_level", "expert_country", "activity_type", "output_kind", "sdg_target", "compact_objective"),
}


@pytest.fixture
def facet(opened):
    """The facet of this name on the page of an address: value → number beside it."""

    def get(address: str, name: str) -> dict[str, int]:
        shown = {facet.name: facet for facet in opened(address).context["facets"]}
        return {option.value: option.count for option in shown[name].options}

    return get


@pytest.mark.parametrize(("filterset", "counters"), [(BrowseFilter, ACTION_FACETS), (KnowledgeFilter, ITEM_FACETS)])
def test_both_lists_can_be_filtered_by_everything_and_search_words(filterset, counters):
    assert set(counters) == FACETS
    assert set(filterset.base_filters) == FACETS | {"q"} | set(filterset.counted_in_use)


@pytest.mark.parametrize("counters", [ACTION_FACETS, ITEM_FACETS])
def test_a_pillar_stands_beside_its_areas(counters):
    names = list(counters)
    assert names.index("pillar") == names.index("area") + 1


def test_a_facet_of_the_practices_says_when_it_is_about_their_action(opened):
    shown = {facet.name: facet.label for facet in opened("/practices/").context["facets"]}
    assert shown["year"] == "Year of the Action"
    assert shown["area"] == "Area"


def test_a_number_respects_the_other_filters_and_not_its_own(facet):
    ActionFactory(areas=["data-management"], reported_from=2014)
    ActionFactory(areas=["labour-migration"], reported_from=2014)
    ActionFactory(areas=["labour-migration"], reported_from=2015)
    counts = facet("/actions/?area=data-management&year=2014", "area")
    assert counts == {"data-management": 1, "labour-migration": 1}
    assert facet("/actions/?area=data-management&year=2014", "year") == {"2014": 1}


def test_a_chosen_value_stays_though_it_would_give_nothing(facet):
    ActionFactory(areas=["data-management"], partner_countries=["MW"])
    assert facet("/actions/?area=labour-migration&country=malawi", "area") == {
        "data-management": 1,
        "labour-migration": 0,
    }


def test_a_state_counts_where_it_was_a_member_in_the_years_of_the_action(facet):
    body = OrganisationFactory()
    for code, dates in (("MW", {"end": "2013"}), ("MG", {"start": "2015"}), ("KG", {})):
        Membership.objects.create(
            organisation=body,
            country=country(code),
            **{name: PartialDate.parse(year) for name, year in dates.items()},
        )
    ActionFactory(regional_body=body, reported_from=2014)
    assert facet("/actions/", "country") == {"kyrgyzstan": 1}


def test_words_narrow_the_numbers_of_every_facet(facet):
    ActionFactory(title="Census of emigrants", areas=["data-management"])
    ActionFactory(title="Inspection of workplaces", areas=["labour-migration"])
    index_everything()
    assert facet("/actions/?q=census", "area") == {"data-management": 1}


def test_words_that_tell_nothing_leave_all(opened):
    ActionFactory()
    KnowledgeItemFactory()
    assert opened("/actions/?q=the").context["count"] == 2
    assert opened("/practices/?q=the").context["count"] == 1


def test_outputs_are_found_by_their_kind_but_not_internal_ones(opened):
    kind = OutputKind.objects.get(slug="policy")
    OutputFactory(kind=kind)
    OutputFactory(kind=kind, internal=True)
    assert opened("/actions/?output_kind=policy").context["count"] == 1


def test_a_value_repeated_hundreds_of_times_is_one_value(opened):
    ActionFactory(reported_from=2014, areas=["data-management"])
    answer = opened("/actions/", year=["2014"] * 400, area=["data-management"] * 400)
    assert answer.context["count"] == 1
    assert len(answer.context["chips"]) == 2
    assert not answer.context["notes"]


def test_more_values_than_are_read_are_told_about(opened):
    ActionFactory()
    slugs = list(Country.objects.values_list("slug", flat=True))[: MOST_VALUES + 3]
    answer = opened("/actions/", country=slugs)
    assert f"Only the first {MOST_VALUES} values of “Country” were read; 3 were left out." in answer.content.decode()
    assert len(answer.context["chips"]) == MOST_VALUES


def test_an_empty_choice_is_no_choice(opened):
    ActionFactory(areas=["data-management"])
    answer = opened("/actions/?area=&q=&year=%20&country=%00")
    assert answer.context["count"] == 1
    assert not answer.context["chips"]


@pytest.mark.parametrize("address", ["?page=99", "?page=0", "?page=-1", "?page=x", "?per_page=-1", "?per_page=999999"])
def test_a_page_that_does_not_exist_gives_the_nearest(opened, address):
    ActionFactory.create_batch(3)
    assert "3 Actions" in opened(f"/actions/{address}").content.decode()


@pytest.mark.parametrize("door", ["/actions/", "/practices/", "/search/"])
@pytest.mark.parametrize("words", ["\x00", "%", "'\"<>&", "a " * 2000, " ".join(map(str, range(900)))])
def test_any_words_are_searched_without_harm(opened, door, words):
    ActionFactory()
    opened(door, q=words)
