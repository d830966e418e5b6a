"""The lists of Actions and of knowledge items: every view draws the same result, every number leads to its list."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from actions.models import Action, Organisation, Phase, Region
from mieux_portal.browse.filters import ACTION_FACETS
from mieux_portal.browse.knowledge_filters import ITEM_FACETS
from mieux_portal.search.indexing import index_everything
from tests.factories import ActionFactory, KnowledgeItemFactory, SourceFactory

FILTERS = ["", "area=data-management&area=labour-migration&year=2014", "country=malawi&criterion=ownership"]


@pytest.fixture
def portfolio(db):
    """Actions that differ in all that a view draws: national, regional, without a year, with and without evidence."""
    comesa = Organisation.objects.get(slug="comesa")
    regional = ActionFactory(
        title="Regional data", regional_body=comesa, areas=["data-management"], reported_from=2012, reported_to=2016
    )
    malawi = ActionFactory(
        title="Malawi diaspora",
        partner_countries=["MW"],
        areas=["data-management", "labour-migration"],
        reported_from=2014,
        reported_to=2014,
    )
    ActionFactory(
        title="Asian borders",
        partner_countries=["KG", "TJ"],
        region=Region.objects.get(slug="asia"),
        reported_from=2021,
    )
    ActionFactory(title="Undated", areas=["labour-migration"])
    ActionFactory(title="Hidden", partner_countries=["MW"], reported_from=2014, published=False)
    data = {"areas": ["data-management"]}
    KnowledgeItemFactory(action=regional, heading="Ask first", readings=["ownership", "replicability"], **data)
    KnowledgeItemFactory(action=malawi, heading="Count them", readings=["ownership"], observed="2019", **data)
    KnowledgeItemFactory(action=malawi, heading="Write it down", kind="lesson-learnt")


def titles(answer) -> list[str]:
    return [getattr(record, "title", "") or record.heading for record in records_of(answer)]


def records_of(answer) -> list:
    rows = answer.context["page"].object_list
    return [getattr(row, "record", row) for row in rows]


def listed(opened, address: str) -> int:
    """How many records an address lists."""
    answer = opened(address)
    assert answer.context["understood"], address
    assert answer.context["view"] == "list", f"{address} leads to no list"
    return answer.context["count"]


# --- One result, several views -------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["/actions/", "/practices/"])
@pytest.mark.parametrize("filters", FILTERS)
def test_list_and_table_show_the_same_records_in_the_same_order(opened, portfolio, door, filters):
    as_list, as_table = opened(f"{door}?{filters}"), opened(f"{door}?{filters}&view=table")
    assert titles(as_list) == titles(as_table)
    assert as_list.context["count"] == as_table.context["count"] == len(titles(as_list))
    text = as_table.content.decode()
    assert all(title in text for title in titles(as_list))


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("door", ["/actions/", "/practices/"])
def test_each_number_of_the_map_and_of_its_table_is_what_its_link_lists(opened, portfolio, door, filters):
    answer = opened(f"{door}?{filters}&view=map")
    rows = answer.context["country_rows"]
    for row in rows:
        assert row.number == listed(opened, f"{door}{row.address}"), row
    drawn = {(place.label, place.address) for place in answer.context["map"].places}
    assert drawn == {(f"{row.country.name}: {row.number}", row.address) for row in rows}
    if nowhere := answer.context["without_country"]:
        assert nowhere == listed(opened, f"{door}{answer.context['without_country_address']}")
    assert rows


@pytest.mark.parametrize("filters", FILTERS)
def test_each_number_of_the_timeline_is_what_its_link_lists(opened, portfolio, filters):
    drawn = opened(f"/actions/?{filters}&view=timeline").context["timeline"]
    numbers = [*drawn.years, *drawn.phases]
    assert numbers
    for row in numbers:
        if row.count:
            assert row.count == listed(opened, f"/actions/{row.address}"), row
    if drawn.undated:
        assert drawn.undated == listed(opened, f"/actions/{drawn.undated_address}")


@pytest.mark.parametrize("filters", ["", "area=data-management"])
@pytest.mark.parametrize("view", ["list", "table", "map", "timeline"])
def test_every_view_says_how_many_were_found(opened, portfolio, view, filters):
    found = Action.objects.published().count() if not filters else 2
    assert f">{found} Actions</p>" in opened(f"/actions/?{filters}&view={view}").content.decode()


def test_the_numbers_of_a_row_lead_to_exactly_these_items(opened, portfolio):
    text = opened("/actions/").content.decode()
    links = re.findall(r'href="(/practices/\?action=[^"]+)">\s*(\d+)', text)
    assert len(links) == 3  # a practice of each, and the lesson of one
    for address, number in links:
        assert listed(opened, address.replace("&amp;", "&")) == int(number)


# --- Regional Actions ----------------------------------------------------------------------------------------


def test_a_regional_action_colours_the_states_that_were_members_then(opened, db):
    comesa = Organisation.objects.get(slug="comesa")
    ActionFactory(regional_body=comesa, reported_from=2012, reported_to=2016)
    before = {row.country.slug for row in opened("/actions/?view=map").context["country_rows"]}
    assert {"malawi", "kenya"} <= before
    assert not {"tunisia", "somalia"} & before  # they joined in 2018
    ActionFactory(regional_body=comesa, reported_from=2019)
    after = {row.country.slug: row.number for row in opened("/actions/?view=map").context["country_rows"]}
    assert (after["tunisia"], after["malawi"]) == (1, 2)


def test_a_country_that_is_there_only_through_a_regional_body_is_marked(opened, portfolio):
    answer = opened("/actions/?view=map")
    through = {row.country.slug for row in answer.context["country_rows"] if row.through_body}
    assert "kenya" in through
    assert not {"malawi", "kyrgyzstan"} & through
    assert 'class="shade-1 through-body"' in answer.content.decode()
    assert "as a member state" in answer.content.decode()


def test_a_regional_action_says_how_many_states_were_members_then(opened, portfolio):
    for view in ("list", "table"):
        text = opened(f"/actions/?view={view}").content.decode()
        assert text.count("19 member states then") == 1


def test_the_first_page_has_the_same_map_and_timeline(opened, portfolio):
    home = opened("/")
    for country in home.context["countries"]:
        assert country.number == listed(opened, country.address), country
    for row in [*home.context["timeline"].years, *home.context["timeline"].phases]:
        if row.count:
            assert row.count == listed(opened, row.address), row
    assert home.context["nowhere"] == 1
    assert home.context["timeline"].undated == 1


# --- Order ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["list", "table"])
@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("", ["Malawi diaspora", "Regional data", "Asian borders", "Undated"]),
        ("-evidence", ["Malawi diaspora", "Regional data", "Asian borders", "Undated"]),
        ("evidence", ["Asian borders", "Undated", "Regional data", "Malawi diaspora"]),
        ("-span", ["Asian borders", "Malawi diaspora", "Regional data", "Undated"]),
        ("span", ["Regional data", "Malawi diaspora", "Asian borders", "Undated"]),
        ("title", ["Asian borders", "Malawi diaspora", "Regional data", "Undated"]),
        ("-title", ["Undated", "Regional data", "Malawi diaspora", "Asian borders"]),
    ],
)
def test_actions_stand_in_the_order_that_was_asked_for(opened, portfolio, view, sort, wanted):
    assert titles(opened(f"/actions/?view={view}&sort={sort}")) == wanted


@pytest.mark.parametrize("view", ["list", "table"])
@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("", ["Ask first", "Count them", "Write it down"]),
        ("evidence", ["Write it down", "Count them", "Ask first"]),
        ("-span", ["Count them", "Write it down", "Ask first"]),  # 2019, 2014, 2012
        ("span", ["Ask first", "Write it down", "Count them"]),
        ("-title", ["Write it down", "Count them", "Ask first"]),
    ],
)
def test_knowledge_items_stand_in_the_order_that_was_asked_for(opened, portfolio, view, sort, wanted):
    assert titles(opened(f"/practices/?view={view}&sort={sort}")) == wanted


def test_where_only_the_last_year_is_known_it_stands_for_the_first(opened):
    ActionFactory(title="Long over", reported_from=2009, reported_to=2010)
    ActionFactory(title="Over", reported_from=None, reported_to=2015)
    ActionFactory(title="Running", reported_from=2019)
    assert titles(opened("/actions/?sort=-span")) == ["Running", "Over", "Long over"]


def test_words_bring_their_own_order_which_is_offered_only_then(opened, portfolio):
    index_everything()
    found = opened("/actions/?q=diaspora")
    assert next((sort.name, sort.chosen) for sort in found.context["sorts"]) == ("relevance", True)
    assert titles(opened("/actions/?q=data")) == titles(opened("/actions/?q=data&sort=relevance"))
    assert "relevance" not in [sort.name for sort in opened("/actions/").context["sorts"]]
    # Asked for without words, relevance is the usual order, and no complaint.
    without = opened("/actions/?sort=relevance")
    assert titles(without) == titles(opened("/actions/"))
    assert not without.context["notes"]


def test_the_most_relevant_action_stands_first(opened, db):
    ActionFactory(title="Other things", summary="It had a word about diaspora.")
    ActionFactory(title="Diaspora, and again the diaspora")
    index_everything()
    for view in ("list", "table"):
        assert titles(opened(f"/actions/?q=diaspora&view={view}"))[0] == "Diaspora, and again the diaspora"


# --- The address is the state --------------------------------------------------------------------------------


def test_view_and_order_survive_filtering_and_its_removal(opened, portfolio):
    answer = opened("/actions/?area=data-management&view=table&sort=-span")
    (chip,) = answer.context["chips"]
    assert parse_qs(urlsplit(chip.address).query) == {"view": ["table"], "sort": ["-span"]}
    assert answer.context["everything"] == "?view=table&sort=-span"
    text = answer.content.decode()
    assert '<input type="hidden" name="view" value="table">' in text
    assert '<option value="-span" selected>' in text


def test_a_filter_that_is_a_facet_only_while_it_is_used_survives_too(opened, portfolio):
    action = Action.objects.get(title="Malawi diaspora")
    answer = opened(f"/practices/?action={action.slug}&view=map")
    assert f'name="action" value="{action.slug}" checked' in answer.content.decode()
    assert all(f"action={action.slug}" in row.address for row in answer.context["country_rows"])


def test_changing_view_or_order_begins_on_the_first_page(opened, portfolio):
    answer = opened("/actions/?per_page=1&page=3")
    assert [row.address for row in answer.context["views"]] == [
        "?per_page=1",
        "?per_page=1&view=table",
        "?per_page=1&view=map",
        "?per_page=1&view=timeline",
    ]
    assert all("page=3" not in sort.address for sort in answer.context["sorts"])


def test_the_usual_view_and_order_leave_no_trace_in_the_address(opened, portfolio):
    answer = opened("/actions/?view=table&sort=title")
    assert {way.name: way.address for way in answer.context["views"]}["list"] == "?sort=title"
    assert {way.name: way.address for way in answer.context["sorts"]}["-evidence"] == "?view=table"
    plain = opened("/actions/")
    assert {way.name: way.address for way in plain.context["views"]}["list"] == "/actions/"


def test_the_same_address_is_the_same_page_for_a_script(client, portfolio):
    told = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "results"}
    assert client.get("/actions/?region=asia", **told).content == client.get("/actions/?region=asia").content


# --- What does not exist -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("per_page=2&page=99", "Page 99 does not exist; this is the last, page 2."),
        ("per_page=2&page=0", "Page 0 does not exist; this is the first."),
        ("per_page=2&page=x", "Page x does not exist; this is the first."),
        ("page=7", "Page 7 does not exist: there is only one."),
        ("view=cube", "There is no view “cube”; this is the view “List”."),
        ("sort=beauty", "There is no order “beauty”; the order here is “Best evidenced”."),
    ],
)
def test_what_does_not_exist_is_answered_with_a_sentence(opened, portfolio, asked, sentence):
    answer = opened(f"/actions/?{asked}")
    assert sentence in answer.content.decode()
    assert titles(answer)


def test_a_page_that_exists_is_no_occasion_for_a_sentence(opened, portfolio):
    assert not opened("/actions/?per_page=2&page=2&view=list&sort=title").context["notes"]


def test_a_mistyped_word_is_replaced_and_the_page_says_so(opened, portfolio):
    index_everything()
    answer = opened("/actions/?q=diaspra")
    assert titles(answer) == ["Malawi diaspora"]
    assert "No page has “diaspra”. Searched instead for “diaspora”." in answer.content.decode()


def test_an_unknown_word_is_said_to_be_unknown(opened, portfolio):
    index_everything()
    text = opened("/actions/?q=xylophonium").content.decode()
    assert "No page has “xylophonium”, or a word like it." in text
    assert "No Action matches" in text


# --- Budgets -------------------------------------------------------------------------------------------------


def fill(number: int) -> None:
    """Published Actions with all that a row shows."""
    comesa = Organisation.objects.get(slug="comesa")
    for _at in range(number):
        action = ActionFactory(
            areas=["data-management", "labour-migration"],
            partner_countries=["MW", "MG"],
            regional_body=comesa,
            phase=Phase.objects.first(),
            reported_from=2012,
            reported_to=2016,
            sources=[SourceFactory()],
        )
        for kind in ("good-practice", "lesson-learnt", "impact"):
            KnowledgeItemFactory(action=action, kind=kind, readings=["ownership", "replicability"])


@pytest.mark.parametrize(
    ("door", "facets"), [("/actions/", ACTION_FACETS), ("/practices/", ITEM_FACETS)], ids=["actions", "practices"]
)
@pytest.mark.parametrize("view", ["list", "table", "map", "timeline"])
@pytest.mark.parametrize("asked", ["area=data-management&criterion=ownership&year=2014", "q=migration"])
def test_a_view_asks_as_much_for_many_records_as_for_few(queries_of, door, facets, view, asked):
    address = f"{door}?per_page=100&view={view}&{asked}"
    fill(2)
    index_everything()
    few = queries_of(address)
    fill(8)
    index_everything()
    assert queries_of(address) == few <= 15 + 3 * len(facets)
