"""The search finds what somebody finds who reads every word of every visible record."""

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from rapidfuzz.distance import OSA

from mieux_portal.search import entries
from mieux_portal.search.indexing import OWNERS, index_everything
from mieux_portal.search.matching import LONG_MISTYPED, SHORTEST_BEGINNING, understand
from mieux_portal.search.models import Entry
from mieux_portal.search.words import fold, forms_of
from tests.factories import ActionFactory, CaseStudyPageFactory, ExpertFactory, KnowledgeItemFactory

WORDS = ["border", "borders", "bordering", "data", "Dakar", "Côte", "cot", "survey", "study", "studies", "12", "2012"]
TYPED = [*WORDS, "bprder", "brdr", "dat", "cote", "surveys", "stdy", "xylophon", "2013", "stud"]
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
RECORDS = st.lists(st.tuples(st.sampled_from("action item case expert".split()), st.booleans(), some_words), max_size=6)


def make(kind: str, public: bool, words: str) -> None:
    if kind == "action":
        ActionFactory(title=words, published=public)
    elif kind == "item":
        KnowledgeItemFactory(heading=words, live=public, action__title="Host")
    elif kind == "case":
        CaseStudyPageFactory(theme_heading=words, live=public, action__title="Host")
    else:
        ExpertFactory(name=words, consent_to_publish=public)


def read() -> dict[str, set[str]]:
    """Key of each visible entry → all its words, as they are described and not as they are stored."""
    visible = set(Entry.objects.visible().values_list("key", flat=True))
    described = (
        description
        for owner in OWNERS.values()
        for description in owner.describe(owner.model._default_manager.values_list("pk", flat=True))
    )
    return {description.key: set(description.weights()) for description in described if description.key in visible}


def is_meant(typed: str, word: str) -> bool:
    return word == typed or word in forms_of(typed) or (len(typed) >= SHORTEST_BEGINNING and word.startswith(typed))


def expected(typed: str, records: dict[str, set[str]]) -> set[str]:
    """The visible records for one word: those that hold it or, where none does, those that hold the nearest word."""
    everywhere = set().union(*records.values())
    meant = {word for word in everywhere if is_meant(typed, word)}
    if not meant and len(typed) > 3 and not typed.isdigit():
        errors = 1 if len(typed) < LONG_MISTYPED else 2
        for distance in (
            {word: OSA.distance(typed, word) for word in everywhere},
            {word: OSA.distance(typed, word[: len(typed)]) for word in everywhere},
        ):
            near = {word: far for word, far in distance.items() if far <= errors}
            if near:
                best = {word for word, far in near.items() if far == min(near.values())}
                meant = {word for word in everywhere if any(word in {one, *forms_of(one)} for one in best)}
                break
    return {key for key, words in records.items() if words & meant}


class BruteForceTests(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(made=RECORDS, typed=st.lists(st.sampled_from(TYPED), min_size=1, max_size=2, unique_by=fold))
    def test_what_is_found_is_what_reading_everything_finds(self, made: list[tuple[str, bool, str]], typed: list[str]):
        for record in made:
            make(*record)
        index_everything()
        records = read()
        by_reading = set(records)
        for word in typed:
            by_reading &= expected(fold(word), records)
        query = understand(" ".join(typed))
        assert set(query.entries().values_list("key", flat=True)) == by_reading
        ranked: Any = query.ranked(query.entries())
        assert {entry.key for entry in ranked if entry.relevance > 0} == by_reading
        actions = {int(key.split(":")[1]) for key in by_reading if key.startswith("action:")}
        cases = Entry.objects.filter(key__in=by_reading, kind=Entry.Kind.CASE_STUDY).values_list("action", flat=True)
        assert set(query.actions()) == actions | set(cases)
        assert set(query.items()) == {int(key.split(":")[1]) for key in by_reading if key.startswith("knowledge")}


def test_no_two_weights_are_alike():
    assert all(first < second for first, second in combinations(list(entries.Weight), 2))
