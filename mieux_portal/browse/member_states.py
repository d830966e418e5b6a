"""The member states of a regional Action: in its years, and today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from actions.models import Action, Country, Membership
from actions.spans import Span


@dataclass(frozen=True)
class MemberState:
    """A state with the membership that tells of it; `only` where it is a member in one of the two times alone."""

    country: Country
    membership: Membership
    only: bool = False


@dataclass(frozen=True)
class MemberStates:
    """States of a regional body in the order of their names: `during` the years of the Action, and `today`.

    Where no source tells the years, nobody knows who the members were then: `during` is empty.
    """

    span: Span
    during: list[MemberState]
    today: list[MemberState]

    def __bool__(self) -> bool:
        return bool(self.during or self.today)

    @property
    def differ(self) -> bool:
        return any(state.only for state in [*self.during, *self.today])

    @property
    def countries(self) -> list[Country]:
        """Where the Action worked, as far as it is known."""
        return [state.country for state in self.during]


def members_of(action: Action) -> MemberStates:
    """One query, or none without a regional body."""
    if action.regional_body is None:
        return MemberStates(action.span, [], [])
    rows = list(Membership.objects.of(action.regional_body))
    during = by_country(row for row in rows if row.covers(action.span))
    today = by_country(row for row in rows if row.is_current)
    return MemberStates(
        action.span,
        [MemberState(country, row, country not in today) for country, row in during.items()],
        [MemberState(country, row, bool(during) and country not in during) for country, row in today.items()],
    )


def by_country(memberships: Iterable[Membership]) -> dict[Country, Membership]:
    """Each country once, though it may have left and come back, in the order of the names in the reader's language."""
    found = {row.country: row for row in memberships}
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))


def put_member_states(actions: Iterable[Action]) -> None:
    """Give each Action `member_states`: how many were members of its regional body in its years. One query for all.

    None where that is not known: without a regional body, or without any year.
    """
    shown = list(actions)
    held: dict[int | None, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.of_actions(shown):
        held[membership.organisation_id].append(membership)
    for action in shown:
        of_body = held.get(action.regional_body_id, [])
        then = {membership.country_id for membership in of_body if membership.covers(action.span)}
        action.member_states = len(then) or None
