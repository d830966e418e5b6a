"""What a reader's words stand for among the words of what can be seen, and what is found by them.

A word is found as it is written, in singular or plural, and as the beginning of longer ones. One that nothing visible
holds is replaced by the nearest words that something does: typing errors by edit distance (Damerau's, in its form of
«optimal string alignment»: letters wrong, missing, too many or swapped). Words of hidden things are never candidates.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from rapidfuzz import process
from rapidfuzz.distance import OSA

from actions.base.words import MOST_WORDS

from .models import Entry, EntryQuerySet, Occurrence, Word
from .words import LITTLE_WORDS, forms_of, tokens

LONGEST_QUERY = 200  # letters
SHORTEST_BEGINNING = 3  # letters of a word that is found as the beginning of others
SHORTEST_MISTYPED = 4  # of a word in which errors are looked for
LONG_MISTYPED = 6  # from here on two errors, before it one
MOST_CANDIDATES = 100  # of the near words, before it is asked which of them can be seen
MOST_NEAR = 5  # words that stand for one that was mistyped
TIERS = {"exact": 4, "form": 3, "beginning": 2, "near": 1}  # by how much the weight of an occurrence is multiplied

ACTION_KINDS = (Entry.Kind.ACTION, Entry.Kind.CASE_STUDY)
ITEM_KINDS = (Entry.Kind.ITEM,)


@dataclass(frozen=True)
class Term:
    """One word of a query: as it was typed, as it is searched for, and the near words that replace it.

    `rest`: of a word that nothing visible holds, the other words of the query.
    """

    typed: str
    word: str
    known: bool = True
    near: tuple[str, ...] = ()
    rest: str = ""

    @property
    def forms(self) -> frozenset[str]:
        return forms_of(self.word)

    def means(self, word: str) -> bool:
        """Whether a word of a text is what the reader looks for."""
        if self.near:
            return word in self.near
        begins = len(self.word) >= SHORTEST_BEGINNING and word.startswith(self.word)
        return begins or word == self.word or word in self.forms

    def condition(self, path: str = "") -> Q:
        """`means` as a condition on the text of words; `path` leads to it («word__»)."""
        if self.near:
            return Q(**{f"{path}text__in": self.near})
        wanted = Q(**{f"{path}text__in": {self.word, *self.forms}})
        if len(self.word) >= SHORTEST_BEGINNING:
            wanted |= Q(**{f"{path}text__startswith": self.word})
        return wanted

    def score(self) -> CombinedExpression:
        """Of one occurrence: what it tells of its entry, more where the word stands as it was typed."""
        if self.near:
            return Value(TIERS["near"]) * F("weight")
        tier = Case(
            When(word__text=self.word, then=TIERS["exact"]),
            When(word__text__in=self.forms, then=TIERS["form"]),
            default=TIERS["beginning"],
            output_field=IntegerField(),
        )
        return tier * F("weight")


@dataclass(frozen=True)
class Query:
    """What somebody searches for. Without a word that tells something (`bool`) it asks for nothing."""

    text: str
    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def replaced(self) -> list[Term]:
        """Words that nothing visible holds, for which near ones stand."""
        return [term for term in self.terms if term.near]

    @property
    def unknown(self) -> list[Term]:
        """Words that nothing visible holds and nothing is near to: with one of them nothing is found."""
        return [term for term in self.terms if not term.known]

    def means(self, word: str) -> bool:
        """Whether a word of a text is one that was looked for."""
        return any(term.means(word) for term in self.terms)

    def without(self, left_out: Term) -> "Query":
        rest = tuple(term for term in self.terms if term != left_out)
        return Query(" ".join(term.typed for term in rest), rest)

    # --- What is found -------------------------------------------------------------------------------------

    @cached_property
    def visible(self) -> EntryQuerySet:
        return Entry.objects.visible()

    def among(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of the entries in which each of the words stands; none for a query without words."""
        if not self.terms or self.unknown:
            return entries.none()
        for term in self.terms:
            entries = entries.with_word(Word.objects.filter(term.condition()))
        return entries

    def entries(self) -> EntryQuerySet:
        """All visible entries in which each of the words stands."""
        return self.among(self.visible)

    def ranked(self, entries: EntryQuerySet) -> EntryQuerySet:
        """With their `relevance`, the most relevant first, in an order that is always the same."""
        return entries.annotate(relevance=self._relevance()).order_by("-relevance", "title", "pk")

    def actions(self) -> QuerySet:
        """The ids of the Actions that are found, by their own words or by those of their case study."""
        return self.among(Entry.objects.visible(ACTION_KINDS)).values_list("action", flat=True)

    def items(self) -> QuerySet:
        """The ids of the knowledge items that are found."""
        return self.among(Entry.objects.visible(ITEM_KINDS)).values_list("item", flat=True)

    def relevance_of_action(self) -> Coalesce:
        """For a QuerySet of Actions: how well each answers the query, 0 where it does not at all."""
        return self._relevance_of("action", ACTION_KINDS)

    def relevance_of_item(self) -> Coalesce:
        """For a QuerySet of knowledge items: how well each answers the query, 0 where it does not at all."""
        return self._relevance_of("item", ITEM_KINDS)

    def _relevance_of(self, link: str, kinds: Iterable[str]) -> Coalesce:
        """That of the one entry under which readers meet the record."""
        entry = self.ranked(Entry.objects.visible(kinds).filter(**{link: OuterRef("pk")}))
        best: Any = entry
        return Coalesce(Subquery(best.values("relevance")[:1], output_field=IntegerField()), 0)

    def _relevance(self) -> Coalesce:
        """For a QuerySet of entries: the weights of the words that were looked for, by how closely they are met."""
        looked_for = Word.objects.filter(self._any_word())
        occurrences = Occurrence.objects.filter(word__in=looked_for.values("pk"), entry=OuterRef("pk"))
        total: Any = Value(0)
        for term in self.terms:
            total = total + Coalesce(Sum(term.score(), filter=term.condition("word__")), 0)
        summed = occurrences.order_by().values("entry").annotate(total=total).values("total")
        return Coalesce(Subquery(summed, output_field=IntegerField()), 0)

    def _any_word(self) -> Q:
        wanted = Q(pk__in=[])
        for term in self.terms:
            wanted |= term.condition()
        return wanted


# --- How a query is understood ----------------------------------------------------------------------------


def understand(text: str) -> Query:
    """The words of a text, each with what it stands for: one query, and up to three more where a word is not known.

    Bounded whatever is pasted: `LONGEST_QUERY` letters, `MOST_WORDS` words.
    """
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST_QUERY].strip()
    terms = _terms(text)
    if not terms:
        return Query(text, ())
    visible = Entry.objects.visible()
    known = _words_of_visible(visible, terms)
    unknown = [term for term in terms if not any(term.means(word) for word in known)]
    near = _near_words(visible, unknown) if unknown else {}
    return Query(text, tuple(_settled(term, near, terms) if term in unknown else term for term in terms))


def _terms(text: str) -> list[Term]:
    """The different words that are worth a search, in their order and as they were first typed."""
    terms: dict[str, Term] = {}
    for token in tokens(text):
        if token.word not in LITTLE_WORDS:
            terms.setdefault(token.word, Term(text[token.start : token.end], token.word))
    return list(terms.values())[:MOST_WORDS]


def _settled(term: Term, near: dict[str, tuple[str, ...]], terms: list[Term]) -> Term:
    """A word that nothing visible holds, with what stands for it."""
    instead = near.get(term.word, ())
    rest = " ".join(other.typed for other in terms if other is not term)
    return replace(term, known=bool(instead), near=instead, rest=rest)


def _words_of_visible(visible: EntryQuerySet, terms: Iterable[Term]) -> list[str]:
    """The words for which the terms can stand and that something visible holds."""
    wanted = Q()
    for term in terms:
        wanted |= term.condition()
    stands = Occurrence.objects.filter(word=OuterRef("pk"), entry__in=visible.values("pk"))
    return list(Word.objects.filter(wanted).filter(Exists(stands)).values_list("text", flat=True))


def _near_words(visible: EntryQuerySet, terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Each word that is not known → the words nearest to it that something visible holds."""
    mistyped = [term.word for term in terms if len(term.word) >= SHORTEST_MISTYPED and not term.word.isdigit()]
    if not mistyped:
        return {}
    vocabulary = list(Word.objects.values_list("text", flat=True))
    near: dict[str, tuple[str, ...]] = {}
    # Where no whole word that can be seen is near, words that begin nearly like it: somebody is still typing.
    for length_of in (None, len):
        left = [word for word in mistyped if not near.get(word)]
        candidates = {word: _candidates(word, vocabulary, length_of and length_of(word)) for word in left}
        uses = _uses(visible, {found for distances in candidates.values() for found in distances})
        near |= {word: _nearest(distances, uses) for word, distances in candidates.items()}
    return near


def _candidates(word: str, vocabulary: list[str], length: int | None) -> dict[str, int]:
    """Words of the vocabulary that `word` may have been meant for → their distance from it.

    One error in four or five letters, two in more. `length`: only so many letters of each are compared.
    """
    errors = 1 if len(word) < LONG_MISTYPED else 2
    compared = [known[:length] for known in vocabulary]
    found = process.extract(word, compared, scorer=OSA.distance, score_cutoff=errors, limit=MOST_CANDIDATES)
    return {vocabulary[at]: int(distance) for _word, distance, at in found}


def _uses(visible: EntryQuerySet, words: Iterable[str]) -> dict[str, int]:
    """Each of these words and of their forms that something visible holds → in how much of it. A query, or none."""
    wanted = {form for word in words for form in (word, *forms_of(word))}
    stand = Occurrence.objects.filter(word__text__in=wanted, entry__in=visible.values("pk"))
    return dict(stand.order_by().values_list("word__text").annotate(Count("pk")))


def _nearest(distances: dict[str, int], uses: dict[str, int]) -> tuple[str, ...]:
    """Of the visible words those with the fewest errors, the most used first, each with its singular or plural."""
    seen = {word: distance for word, distance in distances.items() if word in uses}
    best = [word for word, distance in seen.items() if distance == min(seen.values())]
    best = sorted(best, key=lambda word: (-uses[word], word))[:MOST_NEAR]
    forms = [form for word in best for form in sorted(forms_of(word)) if form in uses]
    return tuple(dict.fromkeys([*best, *forms]))
