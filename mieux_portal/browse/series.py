"""The series to which an Action belongs: what it follows, and what follows it, however long the chain."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from actions.models import Action

NEAREST = 3  # on each side: a series of fifteen hundred would bury the page


@dataclass(frozen=True)
class Series:
    """The Actions of a series that readers see, in their order; `current` is one of them."""

    actions: list[Action]
    current: Action

    def __bool__(self) -> bool:
        """An Action alone is no series."""
        return len(self.actions) > 1

    @property
    def previous(self) -> Action | None:
        at = self.actions.index(self.current)
        return self.actions[at - 1] if at else None

    @property
    def next(self) -> Action | None:
        return dict(zip(self.actions, self.actions[1:], strict=False)).get(self.current)

    @property
    def _near(self) -> slice:
        at = self.actions.index(self.current)
        return slice(max(at - NEAREST, 0), at + NEAREST + 1)

    @property
    def shown(self) -> list[Action]:
        """The current one with those nearest to it."""
        return self.actions[self._near]

    @property
    def earlier(self) -> Action | None:
        """The first that is shown, where others come before it: its page shows them."""
        return self.shown[0] if self._near.start else None

    @property
    def later(self) -> Action | None:
        """The last that is shown, where others come after it."""
        return self.shown[-1] if self._near.stop < len(self.actions) else None

    @property
    def ids(self) -> list[int]:
        return [action.pk for action in self.actions]


def series_of(action: Action) -> Series:
    """One query, over the Actions of all series: only the links between them tell which belong to this one.

    It ends at an unpublished one: to go on across it would tell what that one follows.
    """
    found = {other.pk: other for other in Action.objects.published().in_series()}
    found[action.pk] = action  # in a preview it is not published yet
    links = {pk: other.follows_id for pk, other in found.items() if other.follows_id in found}
    return Series([found[pk] for pk in order_of_series(action.pk, links)], action)


def order_of_series(start: int, follows: Mapping[int, int]) -> list[int]:
    """Ids of a series from its beginning, generation by generation; those of one generation by their ids.

    `follows`: id of an Action → id of the one that it follows. A loop, which nobody means, is cut where it closes.
    """
    seen = {start}
    beginning = start
    while (earlier := follows.get(beginning)) is not None and earlier not in seen:
        beginning = earlier
        seen.add(beginning)
    followers: dict[int, list[int]] = defaultdict(list)
    for later, earlier in sorted(follows.items()):
        followers[earlier].append(later)
    order = {beginning: None}  # a set that keeps its order
    generation = [beginning]
    while generation:
        generation = [later for pk in generation for later in followers[pk] if later not in order]
        order |= dict.fromkeys(generation)
    return list(order)
