"""What the pages of countries, organisations, experts and criteria have in common: what is linked to them, gathered.

Every number comes with the address that lists exactly that many.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from actions.base.models import Term
from actions.models import Action, Criterion
from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import KnowledgeItemQuerySet
from practices.rosette import Rosette, rosette

from .evidence import put_evidence

MOST_CARDS = 12
MOST_ITEMS = 6


@dataclass(frozen=True)
class Counted:
    """A number and its list. `page`: the own page of what is counted for, where it has one."""

    name: str
    number: int
    address: str
    page: str = ""


@dataclass(frozen=True)
class GatheredActions:
    """All Actions of one kind: the first as cards, the others as lines, so that a long list stays light."""

    cards: list[Action]
    lines: list[Action]

    @property
    def count(self) -> int:
        return len(self.cards) + len(self.lines)


@dataclass(frozen=True)
class Learnt:
    """The first of some knowledge items, how many there are, and the address that lists them all."""

    items: list[KnowledgeItem]
    count: int
    address: str


@dataclass(frozen=True)
class EvidenceByCriterion:
    """The rosette of some items, and the same in numbers, all ten criteria in their order."""

    rosette: Rosette
    rows: list[Counted]


def gather(*groups: Iterable[Action]) -> list[GatheredActions]:
    """Each group with what was learnt put on its cards: four queries for all groups together."""
    lists = [list(group) for group in groups]
    found = [GatheredActions(rows[:MOST_CARDS], rows[MOST_CARDS:]) for rows in lists]
    put_evidence(chain.from_iterable(group.cards for group in found))
    return found


def learnt(items: KnowledgeItemQuerySet, address: str) -> Learnt:
    """`address`: where exactly these items are listed. Four queries."""
    return Learnt(list(items.for_cards()[:MOST_ITEMS]), items.count(), address)


def evidence(items: KnowledgeItemQuerySet, address: str) -> EvidenceByCriterion:
    """To which criteria these items speak. `address`: where they are listed, with at least one filter. Two queries."""
    counts = items.counts_by_criterion()
    criteria = list(Criterion.objects.all())
    numbers = {order: number for order, (number, _actions) in counts.items()}
    rows = [
        Counted(
            criterion.name,
            numbers.get(criterion.order, 0),
            f"{address}&criterion={criterion.slug}",
            criterion.get_absolute_url(),
        )
        for criterion in criteria
    ]
    return EvidenceByCriterion(rosette(criteria, numbers), rows)


def counted(terms: Iterable[Term], counts: Mapping[Any, int], address: str) -> list[Counted]:
    """The terms that occur, the most frequent first. `address`: what the slug of a term completes to its list."""
    found = [Counted(str(term), counts[term.slug], f"{address}{term.slug}") for term in terms if counts.get(term.slug)]
    return sorted(found, key=lambda row: -row.number)
