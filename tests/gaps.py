"""How a rule of completeness is tested: one record breaks it, one fulfils it, and one is none of its concern."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from actions.gaps import Rule, records_breaking, tally
from actions.models import Action, ActionStatus
from actions.models.action_queryset import ActionQuerySet

Fields = dict[str, Any]


def status(slug: str) -> ActionStatus:
    return ActionStatus.objects.get(slug=slug)


def action_of(record: Any) -> ActionQuerySet:
    """The record's Action, as a QuerySet."""
    pk = record.pk if isinstance(record, Action) else record.action_id
    return Action.objects.filter(pk=pk)


def told_of(rule: Rule, record: models.Model) -> tuple[bool, bool]:
    """Whether the rule concerns the record, and whether the record breaks it: all ways of asking have to agree."""
    actions = action_of(record)
    counted = tally([rule], actions).get(actions.get().pk)
    listed = records_breaking([rule], actions).get(rule, [])
    assert (counted.broken if counted else {}) == ({rule.slug: len(listed)} if listed else {})
    return bool(counted and counted.applicable), listed == [record]


@dataclass(frozen=True)
class Case:
    """What is made for a rule. `spared`: fields with which the rule does not concern a record, if there are such.

    The fields may be functions, for what needs the database.
    """

    slug: str
    make: Callable[..., models.Model]
    broken: Fields
    fulfilled: Fields
    spared: Fields | None = None
    always: Fields = field(default_factory=dict)

    def __str__(self) -> str:
        return self.slug

    def made(self, fields: Fields) -> models.Model:
        wanted = {**self.always, **fields}
        return self.make(**{name: value() if callable(value) else value for name, value in wanted.items()})


def holds(rules: tuple[Rule, ...], case: Case) -> None:
    """Asserts all that a rule says about the three records of its case."""
    rule = {rule.slug: rule for rule in rules}[case.slug]
    assert told_of(rule, case.made(case.broken)) == (True, True)
    assert told_of(rule, case.made(case.fulfilled)) == (True, False)
    if case.spared is not None:
        assert told_of(rule, case.made({**case.broken, **case.spared})) == (False, False)
