"""The board: everything that is late, waiting, due or missing, as rows of one query, with all that a row shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actions.base.models import User
from actions.gaps import Step, Subject
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet
from mieux_portal.workspace.addresses import action_address
from mieux_portal.workspace.completeness.links import addresses, reading_address
from mieux_portal.workspace.whom import names_by_action
from practices.models.knowledge_queryset import PUBLISHES

from .days import told
from .kinds import KINDS, KINDS_BY_SLUG, Kind, Urgency

NO_DAY = date.max  # sorts last in every database; NULL does not
COLUMNS = ("entry_rank", "entry_day", "entry_kind", "entry_record", "entry_action")
RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}


class Key(NamedTuple):
    """A row of the board before anything is fetched for it."""

    rank: int
    day: date
    kind: str
    record: int
    action: int


@dataclass(frozen=True)
class Entry:
    """A row as it is shown. `address` leads to where it is dealt with; to read only, where this person may not."""

    urgency: Urgency
    sentence: Any
    label: str
    address: str
    may_change: bool
    action_title: str
    action_address: str
    when: str
    in_words: str
    whom: str


@dataclass(frozen=True)
class Board:
    """What concerns these Actions. `moderated`: those for which this person sees what waits to be approved.

    `kinds` narrows the rows and not the counts: a count says how many rows the choice of that kind would list.
    """

    actions: ActionQuerySet
    moderated: ActionQuerySet
    kinds: tuple[Kind, ...] = KINDS

    def rows(self, kinds: Iterable[Kind] | None = None) -> models.QuerySet[Any]:
        """The keys of all rows, the most urgent first and of these the oldest: one query."""
        today = timezone.localdate()
        wanted = self.kinds if kinds is None else kinds
        first, *others = [self._keys(kind, today).values_list(*COLUMNS) for kind in wanted]
        return first.union(*others, all=True).order_by(*COLUMNS)

    def _keys(self, kind: Kind, today: date) -> models.QuerySet[Any]:
        records = kind.of.of(self.moderated if kind.waits_for_editors else self.actions)
        return (
            kind.found(records, today)
            .order_by()
            .annotate(
                entry_rank=Value(RANKS[kind.urgency], output_field=models.IntegerField()),
                entry_day=Coalesce("day", Value(NO_DAY), output_field=models.DateField()),
                entry_kind=Value(kind.slug, output_field=models.CharField()),
                entry_record=F("pk"),
                entry_action=F(kind.of.action),
            )
        )

    def counts(self) -> Counter[str]:
        """Slug of every kind that has rows → how many. One query, which counts in the database."""
        today = timezone.localdate()
        first, *others = [self._keys(kind, today).values_list("entry_kind").annotate(Count("pk")) for kind in KINDS]
        return +Counter(dict(first.union(*others, all=True)))  # without those that have none

    def number(self, *urgencies: Urgency) -> int:
        """How many rows of these urgencies there are, whatever kinds were chosen. One query."""
        return self.rows(kind for kind in KINDS if kind.urgency in urgencies).count()


def board_of(user: User) -> Board:
    """What is on this person: on own Actions, on those of whom one covers for, and, for who publishes, to approve."""
    own = Action.objects.managed_by(user, with_cover=True)
    return Board(own, Action.objects.all() if user.has_perm(PUBLISHES) else own)


def entries(keys: Sequence[tuple[Any, ...]], user: User) -> list[Entry]:
    """The rows of these keys as they are shown; how many queries depends on the kinds and not on the rows."""
    rows = [Key(*key) for key in keys]
    records = _records(rows)
    steps = _steps(rows, records)
    actions = Action.objects.only("title", "slug").in_bulk({row.action for row in rows})
    names = names_by_action(actions)
    links = addresses((step.place for step in steps.values()), user)
    drawn = []
    for row in rows:
        kind, step = KINDS_BY_SLUG[row.kind], steps[row.kind, row.record]
        record, action = records[kind.of][row.record], actions[row.action]
        link = links.get(step.place, "")
        drawn.append(
            Entry(
                urgency=kind.urgency,
                sentence=kind.sentence,
                label=step.label,
                address=link or reading_address(record, action),
                may_change=bool(link),
                action_title=action.title,
                action_address=action_address(action),
                when=_when(kind, record, row.day),
                in_words="" if row.day == NO_DAY else told(row.day, timezone.localdate(), kind.urgency),
                whom=_whom(kind, names.get(row.action, [])),
            )
        )
    return drawn


def _records(rows: list[Key]) -> dict[Subject, dict[int, Any]]:
    wanted: dict[Subject, set[int]] = defaultdict(set)
    for row in rows:
        wanted[KINDS_BY_SLUG[row.kind].of].add(row.record)
    return {subject: subject.every().in_bulk(ids) for subject, ids in wanted.items()}


def _steps(rows: list[Key], records: dict[Subject, dict[int, Any]]) -> dict[tuple[str, int], Step]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.record)
    found: dict[tuple[str, int], Step] = {}
    for slug, ids in by_kind.items():
        kind = KINDS_BY_SLUG[slug]
        steps = kind.steps([records[kind.of][pk] for pk in ids])
        found |= {(slug, pk): step for pk, step in steps.items()}
    return found


def _when(kind: Kind, record: Any, day: date) -> str:
    """The date as closely as it is known, or the day itself."""
    if day == NO_DAY:
        return ""
    known = getattr(record, kind.date) if kind.date else None
    return str(known) if known else date_format(day)


def _whom(kind: Kind, names: list[str]) -> str:
    if kind.waits_for_editors:
        return _("the editors")
    return ", ".join(names) or _("the administrators: it has no manager")
