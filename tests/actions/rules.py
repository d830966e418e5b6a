"""How a test shows that a rule stands in the database, and speaks to people before the database has to."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


class Rule(NamedTuple):
    """`make` gives a record that keeps the rule; the change breaks it, and nothing else; `field` says so."""

    make: Callable[[], Any]
    change: dict[str, Any]
    field: str
    sentence: str


def assert_refused(rule: Rule) -> None:
    record = rule.make()
    record.full_clean()
    for name, value in rule.change.items():
        setattr(record, name, value() if callable(value) else value)
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    assert refusal.value.message_dict == {rule.field: [rule.sentence]}
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


def own_models(app: str) -> Iterator[type[models.Model]]:
    return apps.get_app_config(app).get_models()


def rules_named(app: str) -> set[str]:
    """Names of all rules of an app's models, but for those of partial dates, which have a test of their own."""
    names = {rule.name for model in own_models(app) for rule in model._meta.constraints}
    return {name for name in names if not name.endswith("_is_a_date")}


def dates_of(app: str) -> list[tuple[type[models.Model], str]]:
    return [(model, name) for model in own_models(app) for name in getattr(model, "partial_dates", {})]


def assert_is_a_date(record: Any, name: str) -> None:
    """A partial date whose last possible day lies before its first is none."""
    change = {f"{name}_first": date(2013, 1, 2), f"{name}_last": date(2013, 1, 1)}
    rule = next(rule for rule in record._meta.constraints if rule.name.endswith(f"_{name}_is_a_date"))
    assert_refused(Rule(lambda: record, change, name, str(rule.violation_error_message)))
