"""What the dashboard knows of one person's work: asked once, shown in several panels."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from actions.base.models import User
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet
from mieux_portal.workspace.addresses import action_address
from mieux_portal.workspace.completeness import completeness_by_action
from mieux_portal.workspace.completeness.portfolio import FrequentGap, gaps_by_frequency
from mieux_portal.workspace.worklist.board import Board, Entry, board_of, entries
from mieux_portal.workspace.worklist.kinds import KINDS, Urgency

from .elapsed import Elapsed, elapsed

MOST_ACTIONS = 12
MOST_ROWS = 6
TO_DO = (Urgency.LATE, Urgency.WAITING, Urgency.MISSING)


@dataclass(frozen=True)
class ActionInShort:
    title: str
    address: str
    status: Any
    elapsed: Elapsed
    completeness: Any


class Summary:
    """Of the Actions that a person manages, or covers for today. Each property takes a fixed number of queries."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.own: ActionQuerySet = Action.objects.managed_by(user, with_cover=True)

    @cached_property
    def number_of_actions(self) -> int:
        return self.own.count()

    @cached_property
    def actions(self) -> list[ActionInShort]:
        shown = list(self.own.running_first()[:MOST_ACTIONS])
        complete = completeness_by_action(Action.objects.filter(pk__in=[action.pk for action in shown]))
        today = timezone.localdate()
        return [
            ActionInShort(
                action.title, action_address(action), action.status, elapsed(action, today), complete[action.pk]
            )
            for action in shown
        ]

    @cached_property
    def board(self) -> Board:
        return board_of(self.user)

    @cached_property
    def _counts(self) -> Counter[str]:
        return self.board.counts()

    def number(self, *urgencies: Urgency) -> int:
        """How many rows of these urgencies the worklist has."""
        return sum(self._counts[kind.slug] for kind in KINDS if kind.urgency in urgencies)

    @property
    def number_to_approve(self) -> int:
        return sum(self._counts[kind.slug] for kind in KINDS if kind.waits_for_editors)

    @cached_property
    def _rows(self) -> list[Entry]:
        due = self.board.rows(kind for kind in KINDS if kind.urgency is Urgency.DUE)[:MOST_ROWS]
        others = self.board.rows(kind for kind in KINDS if kind.urgency in TO_DO)[:MOST_ROWS]
        return entries([*due, *others], self.user)

    @property
    def due(self) -> list[Entry]:
        return [entry for entry in self._rows if entry.urgency is Urgency.DUE]

    @property
    def to_do(self) -> list[Entry]:
        return [entry for entry in self._rows if entry.urgency is not Urgency.DUE]


@dataclass(frozen=True)
class PortfolioInShort:
    """The whole portfolio, for those who look after all of it."""

    number: int
    published: int
    by_status: list[tuple[Any, int]]
    fulfilled: int
    applicable: int
    gaps: list[FrequentGap]
    late: int


def portfolio_in_short() -> PortfolioInShort:
    """Three queries, and one for each kind of record that the rules of completeness speak of."""
    everything = Action.objects.all()
    found = completeness_by_action(everything).values()
    return PortfolioInShort(
        number=len(found),
        published=everything.published().count(),
        by_status=sorted(everything.count_by("status__name").items(), key=lambda pair: -pair[1]),
        fulfilled=sum(one.fulfilled for one in found),
        applicable=sum(one.applicable for one in found),
        gaps=gaps_by_frequency(found)[:3],
        late=Board(everything, everything).number(Urgency.LATE),
    )
