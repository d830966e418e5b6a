"""Hostile addresses: every list answers 200 or 400, never 500, and works no harder for them than for a good one."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mieux_portal.browse.filters import ACTION_FACETS
from mieux_portal.search.indexing import index_everything
from tests.factories import ActionFactory, CaseStudyPageFactory, ExpertFactory, KnowledgeItemFactory

LISTS = [
    "/actions/",
    "/practices/",
    "/search/",
    "/search/suggestions/",
    "/countries/",
    "/countries/malawi/",
    "/criteria/",
    "/criteria/ownership/",
    "/experts/",
    "/goals/",
    "/partners/comesa/",
    "/remarks/",
]
SEARCHED = "/actions/", "/practices/", "/search/", "/search/suggestions/"
FACETS = [
    *("area", "pillar", "region", "country", "partner_kind", "year", "phase", "status", "criterion", "kind"),
    *("impact_level", "expert_country", "activity_type", "output_kind", "sdg_target", "compact_objective"),
]
OTHERS = ["q", "sort", "view", "page", "per_page", "words", "in", "facet"]
NAMES = [*FACETS, *OTHERS]

# As many as the largest list may ask when nothing is found, and each filter in use is loosened once.
MOST_QUERIES = 15 + 3 * len(ACTION_FACETS) + len(FACETS)
MOST_ANSWERED = 500_000  # bytes, and what is asked for may come back some times: in chips, fields and sentences
TIMES_TOLD = 8

BROKEN = {
    "nothing": "",
    "a control character": "%00%01%1b%7f",
    "half a surrogate": "%ED%A0%80",
    "an overlong encoding": "%C0%AF",
    "a cut encoding": "%E2%82",
    "no encoding": "%ZZ%",
    "directions turned": quote("\u202e\u2066\ufeff\u200d"),
    "marks piled up": quote("Z" + "\u0316\u0330" * 300),
    "an emoji": quote("\U0001f3f4\u200d\u2620\ufe0f"),
    "mathematical digits": quote("٢٠١٤"),
    "a superscript digit": quote("²"),
    "a huge number": "9" * 400,
    "a number past 64 bits": str(2**63),
    "a negative number": "-1",
    "nought": "0",
    "a float": "1e308",
    "not a number": "NaN",
    "infinity": "-Infinity",
    "SQL": quote("' OR 1=1; DROP TABLE actions_action; --"),
    "marks of a search": quote('"a*" OR NEAR(b) AND NOT (c:d) ^e %_\\'),
    "HTML": quote('"><script>alert(1)</script>'),
    "a template": quote("{{ settings.SECRET_KEY }}{% debug %}"),
    "a format": quote("%s%n{0.__class__}$(id)`id`"),
    "a path": quote("../../../etc/passwd"),
    "a line break": "%0d%0aSet-Cookie:%20x=1",
    "eight kilobytes": "x" * 8192,
    "eight kilobytes of words": "+".join(["migration"] * 800),
    "eight kilobytes of letters apart": "+".join("abcdefgh" * 500),
    "one letter for ever": quote("ﷺ" * 600),
}


@pytest.fixture
def portfolio(db: None) -> None:
    """Enough that every list has something to count."""
    for number in range(3):
        action = ActionFactory(areas=["data-management"], partner_countries=["MW", "BR"], reported_from=2010 + number)
        KnowledgeItemFactory(action=action, readings=["ownership"])
    CaseStudyPageFactory(action=action)
    ExpertFactory(consent_to_publish=True)
    index_everything()


class Asked:
    """Asks an address and judges the answer."""

    def __init__(self) -> None:
        self._client = Client(raise_request_exception=False)

    def __call__(self, address: str, query: str) -> Any:
        """The answer, which is 200 or 400, within bounds, and no page that fell ill on the way."""
        with CaptureQueriesContext(connection) as captured:
            answer = self._client.get(address, QUERY_STRING=query)
        told = f"{address}?{query[:100]}"
        assert answer.status_code in (200, 400), f"{told} answers {answer.status_code}"
        assert len(captured) <= MOST_QUERIES, f"{told} asks the database {len(captured)} times"
        assert len(answer.content) <= MOST_ANSWERED + TIMES_TOLD * len(query), (
            f"{told} answers with {len(answer.content)} bytes"
        )
        return answer


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.mark.parametrize("address", LISTS)
def test_a_broken_value_of_any_name_is_answered(portfolio, asked, address):
    for value in BROKEN.values():
        asked(address, "&".join(f"{name}={value}" for name in NAMES) + f"&{value}={value}&&=&={value};{value}")
        if address in SEARCHED:  # with nothing else chosen, so that the words are really looked for
            asked(address, f"q={value}&view=table&page={value}")


@pytest.mark.parametrize("address", LISTS)
def test_thousands_of_values_are_answered_in_bounded_work(portfolio, asked, address):
    asked(address, "&".join(f"area=x{number}" for number in range(5000)))
    asked(address, "&".join(f"year={number}" for number in range(900)))
    asked(address, "&".join(f"country=c{number}&q=w{number}" for number in range(450)))
    asked(address, "&".join(f"{name}=not-recorded" for name in FACETS * 40))
    asked(address, "&".join(["area=data-management"] * 900))
    asked(address, "&".join(f"unknown{number}=1" for number in range(900)))
    asked(address, urlencode({f"{name}[{end}]": "x" for name in NAMES for end in ("", "0", "$ne", "__in", "..")}))


@pytest.mark.parametrize("address", LISTS)
def test_a_page_or_an_order_that_does_not_exist_is_answered(portfolio, asked, address):
    for page in ("0", "-1", "99", "9" * 30, "1.5", "last", "", "1&page=2", "%00"):
        asked(address, f"page={page}&per_page={page}")
    for nonsense in ("", "-", "--span", "-pk", "password", "?", "title,span", "span&sort=-span", "managers__password"):
        asked(address, f"sort={quote(nonsense, safe='&=')}")
    for nonsense in ("", "grid", "../list", "map&view=table", "timeline", "%00"):
        asked(address, f"view={nonsense}")


@pytest.mark.parametrize("address", LISTS)
def test_marks_of_html_come_back_as_text(portfolio, asked, address):
    hostile = "\"'><script>alert(1)</script>"
    query = "&".join(f"{name}={quote(hostile)}" for name in [*NAMES, "page"])
    assert "<script>alert(1)" not in asked(address, query).content.decode()


values = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.sampled_from(["not-recorded", "data-management", "malawi", "ownership", "2011", "table", "map", "timeline"]),
)
queries = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), values), max_size=12)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(LISTS), pairs=queries)
def test_no_query_of_any_kind_fells_a_list(portfolio, asked, address, pairs):
    asked(address, urlencode(pairs, errors="surrogatepass"))


pieces = st.sampled_from([*"&=;%+[]aq0", "%00", "%F0", "%ED%A0%80", "area", "page", "q", "sort", "=not-recorded"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(LISTS), raw=st.lists(pieces, max_size=40).map("".join))
def test_no_string_after_the_question_mark_fells_a_list(portfolio, asked, address, raw):
    asked(address, raw)
