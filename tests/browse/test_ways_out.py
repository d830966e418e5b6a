"""From an empty result and from a value that does not exist, the page leads on, and says to how many results."""

import pytest
from django.http import QueryDict

from actions.models import Action
from mieux_portal.browse.chips import filled
from mieux_portal.browse.facets import facets
from mieux_portal.browse.filters import ACTION_FACETS, BrowseFilter
from mieux_portal.browse.ways_out import mistakes, ways_out, without_mistakes
from tests.factories import ActionFactory, KnowledgeItemFactory


def asked(address: str) -> tuple:
    """The filters of an address with their facets."""
    filterset = BrowseFilter(filled(QueryDict(address)), queryset=Action.objects.published())
    return filterset, facets(filterset, ACTION_FACETS)


def told(ways: list) -> list[tuple[str, int]]:
    return [(way.label, way.count) for way in ways]


@pytest.fixture
def portfolio(db: None) -> None:
    ActionFactory(areas=["data-management"], reported_from=2014)
    ActionFactory(areas=["data-management"], reported_from=2015)
    ActionFactory(areas=["labour-migration"], partner_countries=["MW"], reported_from=2014)


def test_an_empty_result_offers_each_filter_that_helps_with_its_number(portfolio, opened):
    text = opened("/actions/?area=data-management&country=malawi").content.decode()
    assert "No Action matches all of this" in text
    assert "without Area: Data management</a>: 1 result" in text
    assert "without Country: Malawi</a>: 2 results" in text


def test_the_best_way_out_stands_first(portfolio):
    assert told(ways_out(*asked("area=data-management&country=malawi"))) == [
        ("Country: Malawi", 2),
        ("Area: Data management", 1),
    ]


def test_a_filter_that_would_still_give_nothing_is_not_offered(portfolio):
    # With either area alone there is still none in Malawi in 2015.
    ways = ways_out(*asked("area=data-management&area=visa-management&country=malawi&year=2015"))
    assert told(ways) == [("Country: Malawi", 1)]


def test_a_filter_with_several_values_is_left_out_as_a_whole(portfolio):
    ways = ways_out(*asked("area=visa-management&area=diaspora-affairs&country=malawi"))
    assert [way.address for way in ways] == ["?country=malawi"]
    assert ways[0].label == "Area: Visa management or Diaspora affairs"


def test_two_filters_are_offered_together_where_no_single_one_helps(portfolio):
    ways = ways_out(*asked("area=visa-management&region=asia&year=2014"))
    assert told(ways) == [("Area: Visa management; Region: Asia", 2)]


def test_without_any_action_there_is_no_way_out(db):
    ActionFactory(published=False)
    assert ways_out(*asked("area=data-management")) == []


def test_a_way_out_asks_once_however_many_filters_are_in_use(portfolio, django_assert_num_queries):
    filterset, shown = asked("area=visa-management&region=asia&year=2014&country=malawi&status=ongoing")
    with django_assert_num_queries(1):
        ways_out(filterset, shown)


@pytest.mark.parametrize("door", ["/actions/", "/practices/"])
@pytest.mark.parametrize("value", ["area=gone", "year=0", "year=10000", "status=7", "criterion=1%20OR%201", "area=%01"])
def test_a_value_that_does_not_exist_lists_nothing_and_is_named(opened, door, value):
    KnowledgeItemFactory(action__reported_from=2014)
    answer = opened(f"{door}?{value}")
    assert "Nothing is listed" in answer.content.decode()
    assert answer.context["mistakes"]
    assert answer.context["without_mistakes"].count == 1


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("area=data-managment", ("Data management", "?area=data-management", 2)),
        ("area=Data%20Management", ("Data management", "?area=data-management", 2)),
        ("country=malawy", ("Malawi", "?country=malawi", 1)),
        ("year=2031", ("2015", "?year=2015", 1)),
        ("year=1066", ("2014", "?year=2014", 2)),
    ],
)
def test_a_mistyped_value_offers_what_may_have_been_meant(portfolio, address, nearest):
    (mistake,) = mistakes(*asked(address))
    way = mistake.nearest[0]
    assert (way.label, way.address, way.count) == nearest


def test_what_was_understood_is_kept_beside_the_nearest_value(portfolio):
    filterset, shown = asked("area=data-managment&area=labour-migration&year=2014&page=3")
    (mistake,) = mistakes(filterset, shown)
    way = mistake.nearest[0]
    assert way.address == "?area=labour-migration&area=data-management&year=2014"
    assert way.count == 2
    rest = without_mistakes(filterset)
    assert rest is not None
    assert (rest.address, rest.count) == ("?area=labour-migration&year=2014", 1)


def test_each_way_out_of_two_mistakes_is_understood(portfolio, opened):
    ways = [way for mistake in mistakes(*asked("area=data-managment&country=malawy")) for way in mistake.nearest]
    assert ways
    for way in ways:
        assert opened(f"/actions/{way.address}").context["count"] == way.count


def test_nothing_is_offered_for_what_is_like_nothing(portfolio):
    (mistake,) = mistakes(*asked("area=zzzz"))
    assert mistake.nearest == []


def test_a_value_is_shown_without_what_no_page_can_show(portfolio):
    (mistake,) = mistakes(*asked("area=" + "%1b" + "x" * 5000))
    assert mistake.value.startswith("\N{REPLACEMENT CHARACTER}x")
    assert len(mistake.value) < 100
