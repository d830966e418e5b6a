"""The whole demonstration portfolio, walked from the first page: no dead end, and no number that promises too much."""

import re
from typing import Any, ClassVar

from django.core.management import call_command
from django.http import QueryDict
from django.test import Client, TestCase
from django.urls import reverse

from actions.models import Action, Country, Criterion, Organisation
from experts.models import Deployment, Expert
from mieux_portal.browse.filters import BrowseFilter
from mieux_portal.browse.knowledge_filters import KnowledgeFilter
from mieux_portal.browse.partner_list import PartnerFilter
from practices.models import KnowledgeItem
from tests.factories import DeploymentFactory, ExpertFactory, country

from .reading import WORDS, Link, ReadPage, numbers

# What each list lists for a query, without drawing it.
LISTS: dict[str, Any] = {
    "/actions/": lambda query: BrowseFilter(query, queryset=Action.objects.published()),
    "/practices/": lambda query: KnowledgeFilter(query, queryset=KnowledgeItem.objects.live()),
    "/partners/": lambda query: PartnerFilter(query, queryset=Organisation.objects.public()),
}
GATHERING = ("/countries/", "/partners/", "/experts/", "/criteria/", "/practices/")
BARE_NUMBER = re.compile(rf"\b\d+ (?:{WORDS})\b")
DRAWN_ONLY = ("view", "sort", "page")  # change how a list is drawn, and not what it lists
NOT_WALKED = ("/remarks/", "/password/", "/media/", "/documents/")


class WalkTests(TestCase):
    pages: ClassVar[dict[str, ReadPage]]
    faults: ClassVar[list[str]]
    lists: ClassVar["Lists"]

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_portfolio", "--quiet")
        expert = ExpertFactory(name="Open Person", consent_to_publish=True, country=country("HU"))
        DeploymentFactory(action=Action.objects.get(slug="comesa-2012-2016"), expert=expert, country=None)
        cls.pages, cls.faults = walked(Client())
        cls.lists = Lists()

    def test_every_link_leads_to_a_page_and_to_no_other_address(self):
        assert not self.faults

    def test_every_page_is_reached_from_the_first(self):
        partners, origins = (
            Action.objects.published().count_by_country(),
            Deployment.objects.public().actions_by_origin(),
        )
        records = [
            *Action.objects.published(),
            *KnowledgeItem.objects.live(),
            *Organisation.objects.public(),
            *Expert.objects.public(),
            *Criterion.objects.all(),
            *Country.objects.filter(slug__in={*partners, *origins} - {None}),
        ]
        names = ("actions", "practices", "criteria", "goals", "experts", "countries", "partners")
        wanted = {*map(reverse, names), *(record.get_absolute_url() for record in records)}
        assert wanted - self.pages.keys() == set()

    def test_every_page_leads_on(self):
        ends = [
            address
            for address, page in self.pages.items()
            if not {link.path for link in page.links if link.in_main} - {address}
        ]
        assert ends == []

    def test_a_place_on_a_page_that_a_link_names_is_there(self):
        missing = {
            f"{link.address}#{link.fragment}, linked on {address}"
            for address, page in self.pages.items()
            for link in page.links
            if link.fragment and link.address in self.pages and link.fragment not in self.pages[link.address].ids
        }
        assert missing == set()

    def test_a_link_to_a_list_lists_something(self):
        empty = {
            f"{link.address}, linked on {address}"
            for address, link in self.links_to_lists()
            if not self.lists.number_at(link)
        }
        assert empty == set()

    def test_a_number_is_a_link_to_exactly_that_many(self):
        checked, wrong = 0, []
        for address, page in self.pages.items():
            for number, link in numbers(page):
                found = self.found_by(link)
                checked += found is not None
                if found not in (None, number):
                    wrong.append(f"“{link.words}” on {address} leads to {found} at {link.address}")
        assert wrong == []
        assert checked > 500

    def test_a_list_says_the_number_that_led_to_it(self):
        """One address of each kind is opened: the same filters are behind the number and the list."""
        by_kind: dict[Any, Link] = {}
        for _address, link in self.links_to_lists():
            by_kind.setdefault((link.path, tuple(QueryDict(link.query))), link)
        for link in by_kind.values():
            answer = self.client.get(link.address)
            assert answer.status_code == 200, link
            assert answer.context["count"] == self.lists.number_at(link), link

    def test_no_number_of_records_stands_there_without_its_list(self):
        bare = {
            address: found
            for address, page in self.pages.items()
            if address.startswith(GATHERING) and (found := BARE_NUMBER.findall(" ".join(page.words.split())))
        }
        for home_of_list in LISTS:  # a list says how long it is
            bare.pop(home_of_list, None)
        assert bare == {}

    def found_by(self, link: Link) -> int | None:
        """How many records are where this link leads; None where that is no list."""
        if link.path in LISTS:
            return self.lists.number_at(link)
        if link.fragment and link.path in self.pages:
            return self.read(link.address).records.get(link.fragment)
        return None

    def links_to_lists(self):
        for address, page in self.pages.items():
            yield from ((address, link) for link in page.links if link.path in LISTS and link.query)

    def read(self, address: str) -> ReadPage:
        return self.pages[address] if address in self.pages else read(self.client, address)


class Lists:
    """How many records each list has for a query. Thousands of links lead to some hundreds: each is asked once."""

    def __init__(self) -> None:
        self._filtersets = {path: filterset(QueryDict()) for path, filterset in LISTS.items()}
        self._numbers: dict[Any, int] = {}

    def number_at(self, link: Link) -> int:
        """An AssertionError or a KeyError where the list has no such filter, or the filter no such value."""
        asked = {name: tuple(values) for name, values in QueryDict(link.query).lists() if name not in DRAWN_ONLY}
        key = (link.path, frozenset(asked.items()))
        if key not in self._numbers:
            filterset = self._filtersets[link.path]  # the same for all: it reads the values of its filters once
            found = filterset.queryset.all()
            for name, values in asked.items():
                assert set(values) <= filterset.values_of(name).labels.keys(), link
                found = filterset.filters[name].filter(found, values)
            self._numbers[key] = int(found.count())
        return self._numbers[key]


def walked(client: Client) -> tuple[dict[str, ReadPage], list[str]]:
    """Every page that links lead to from «/», without those of a list's filters; and what went wrong on the way."""
    pages: dict[str, ReadPage] = {}
    faults: list[str] = []
    waiting = [("/", "")]
    seen = {"/"}
    while waiting:
        address, found_on = waiting.pop()
        answer = client.get(address)
        if answer.status_code != 200:
            faults.append(f"{answer.status_code} {address}, linked on {found_on}")
            continue
        pages[address] = parsed(address, answer)
        onward = {link.address if is_next_page(link) else link.path for link in pages[address].links}
        onward = {where for where in onward - seen if not where.startswith(NOT_WALKED)}
        waiting += [(where, address) for where in onward]
        seen |= onward
    return pages, faults


def is_next_page(link: Link) -> bool:
    return list(QueryDict(link.query)) == ["page"]


def read(client: Client, address: str) -> ReadPage:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return parsed(address, answer)


def parsed(address: str, answer: Any) -> ReadPage:
    page = ReadPage(address)
    page.feed(answer.content.decode())
    return page
