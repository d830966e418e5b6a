"""A list asks the database as often for 2,000 Actions as for 60: 15 times, and three times more a facet shown."""

import pytest

from mieux_portal.search.indexing import index_everything

from .bulk import fill_portfolio

FIXED, A_FACET = 15, 3
SOME = "year=2014&year=2015&criterion=ownership&criterion=replicability&country=malawi"
NONE = "area=data-management&region=asia&phase=mieux-i&year=2020"  # nothing of the first phase reaches into 2020
FOR_EACH_FILTER = 1

ADDRESSES = [
    f"{door}?{query}"
    for door in ("/actions/", "/practices/")
    for query in ("", NONE, "q=profiles+migraton", f"{SOME}&view=table&sort=-span&page=2")
]


@pytest.fixture
def budget_of(opened):
    """How often an address may ask the database."""

    def count(address: str) -> int:
        context = opened(address).context
        assert bool(context["count"]) == (NONE not in address), address
        shown = [facet for facet in context["facets"] if facet.options]
        loosened = 0 if context["count"] else FOR_EACH_FILTER * len(context["chips"])
        return FIXED + A_FACET * len(shown) + loosened

    return count


def test_a_list_asks_as_often_for_two_thousand_actions_as_for_sixty(queries_of, budget_of):
    fill_portfolio(60)
    index_everything()
    few = {address: (queries_of(address), budget_of(address)) for address in ADDRESSES}
    fill_portfolio(1_940)
    for address, (queries, budget) in few.items():
        assert queries_of(address) == queries <= budget, address
