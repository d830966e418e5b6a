"""Every number beside a choice is what a click on it lists and what plain Python counts, whatever else is chosen.

Random portfolios hold drafts, internal facts, unpublished Actions, unknown years and members that came and went.
"""

from typing import Any

from django.http import QueryDict
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from actions.filters import FacetedFilterSet
from actions.models import Action
from mieux_portal.browse.chips import filled
from mieux_portal.browse.facets import facets
from mieux_portal.browse.filters import ACTION_FACETS, BrowseFilter
from mieux_portal.browse.knowledge_filters import ITEM_FACETS, KnowledgeFilter
from mieux_portal.browse.ways_out import ways_out
from practices.models import KnowledgeItem

from . import brute_force as plain


class Numbers(TestCase):
    """One list: how it is filtered and counted, and the same by brute force."""

    def filterset(self, data: QueryDict) -> FacetedFilterSet:
        raise NotImplementedError

    def check(self, rows: list[dict[str, set[str]]], counters: Any, choice: dict[str, set[str]]) -> None:
        filterset = self.filterset(plain.address(choice))
        assert filterset.is_valid(), filterset.form.errors
        assert filterset.narrowed().count() == plain.number(rows, choice)
        shown = facets(filterset, counters)
        for facet in shown:
            counts = {option.value: option.count for option in facet.options}
            asked = choice.get(facet.name, set())
            values = set().union(*(row[facet.name] for row in rows)) | asked
            wanted = {value: plain.number(rows, choice, **{facet.name: {value}}) for value in values}
            wanted = {value: count for value, count in wanted.items() if count or value in asked}
            assert counts == wanted, facet.name
            self.check_clicks(facet, choice)
        self.check_ways_out(filterset, shown, rows, choice)

    def check_clicks(self, facet: Any, choice: dict[str, set[str]]) -> None:
        for option in facet.options:
            clicked = self.filterset(plain.address(choice, **{facet.name: {option.value}}))
            assert clicked.is_valid()
            listed = list(clicked.narrowed())
            assert option.count == len(listed) == len(set(listed)), (facet.name, option.value)

    def check_ways_out(
        self, filterset: Any, shown: Any, rows: list[dict[str, set[str]]], choice: dict[str, set[str]]
    ) -> None:
        """From nothing, every way out leads to what it says, and there is one wherever there is anything at all."""
        if plain.number(rows, choice) or not choice:
            return
        ways = ways_out(filterset, shown)
        assert bool(ways) == bool(rows)
        for way in ways:
            listed = self.filterset(QueryDict(way.address.lstrip("?"))).narrowed().count()
            assert way.count == listed > 0
        kept = [{name: values for name, values in choice.items() if name != left} for left in choice]
        singles = [plain.number(rows, rest) for rest in kept]
        if any(singles):
            assert [way.count for way in ways] == sorted((count for count in singles if count), reverse=True)


class ActionNumbers(Numbers):
    def filterset(self, data: QueryDict) -> FacetedFilterSet:
        return BrowseFilter(filled(data), queryset=Action.objects.published())

    @settings(max_examples=20, deadline=None)
    @given(portfolio=plain.PORTFOLIOS, drawn=plain.CHOICES)
    def test_every_number_of_the_action_list_is_true(self, portfolio, drawn):
        for facts in portfolio:
            plain.make(facts)
        self.check(plain.listed_actions(portfolio), ACTION_FACETS, plain.choice_of(drawn, portfolio))


class ItemNumbers(Numbers):
    def filterset(self, data: QueryDict) -> FacetedFilterSet:
        return KnowledgeFilter(filled(data), queryset=KnowledgeItem.objects.live())

    @settings(max_examples=20, deadline=None)
    @given(portfolio=plain.PORTFOLIOS, drawn=plain.CHOICES)
    def test_every_number_of_the_practices_is_true(self, portfolio, drawn):
        for facts in portfolio:
            plain.make(facts)
        self.check(plain.listed_items(portfolio), ITEM_FACETS, plain.choice_of(drawn, portfolio))


del Numbers  # it is no test by itself
