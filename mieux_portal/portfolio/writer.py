"""Decides for one record of the content what is written: a new record, what changed in it, or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from .content import Content
from .fields import GoneError, sentence_of
from .kinds import MODELS
from .ledger import Ledger
from .look_up import LookUp
from .models import LoadedRecord
from .records import ContentError, ContentRecord
from .saving import is_in_editing, save
from .told import Told


@dataclass
class Outcome:
    """What a run did. `remarks`: what a person's decision kept from being loaded."""

    created: int = 0
    adopted: int = 0
    changed: int = 0
    remarks: list[str] = field(default_factory=list)


class Writer:
    def __init__(self, content: Content, ledger: Ledger, outcome: Outcome) -> None:
        self._content = content
        self._ledger = ledger
        self._outcome = outcome
        self._look_up = LookUp(content, ledger)
        self._told = Told(self._look_up)

    def write(self, record: ContentRecord) -> None:
        """Create it, adopt it, or bring to it what changed in the content. ContentError where it cannot be right."""
        try:
            row = self._ledger.find(record)
            existing = self._told.existing(record) if row is None else None
            if existing is not None:
                row = self._row_of(existing, record)
            if row is not None:
                self._update(record, row)
            elif existing is not None:
                self._adopt(record, existing)
            else:
                self._create(record)
        except GoneError as reason:
            self._remark(record, f"is left out: {reason}.")

    def _remark(self, record: ContentRecord, words: str) -> None:
        self._outcome.remarks.append(f"{record.where} {words}")

    def _row_of(self, existing: models.Model, record: ContentRecord) -> LoadedRecord | None:
        """The row under which the same thing was loaded before the content gave it another key."""
        row = self._ledger.owner(existing)
        if row is not None and self._ledger.is_spoken_for(row, self._content):
            raise ContentError(f"{record.where}: the content has this {record.kind} twice, here and as “{row.key}”.")
        if row is not None:
            self._ledger.rename(row, record)
        return row

    def _adopt(self, record: ContentRecord, existing: models.Model) -> None:
        """Somebody made it before: it stays as it is, and later changes of the content come to it field by field."""
        self._look_up.remember(existing)
        self._ledger.note(record, existing.pk)
        self._outcome.adopted += 1

    def _create(self, record: ContentRecord) -> None:
        instance = MODELS[record.kind]()
        try:
            for name in record.values:
                self._told.set(record, name, instance)
            save(instance)
        except (ValidationError, IntegrityError) as error:
            raise ContentError(f"{record.where}: {_reason(error)}") from error
        self._look_up.remember(instance)
        self._ledger.note(record, instance.pk)
        self._outcome.created += 1

    def _update(self, record: ContentRecord, row: LoadedRecord) -> None:
        instance = self._look_up.instance(MODELS[record.kind], row.record_id)
        if instance is None:
            self._remark(record, "was deleted by a person and stays deleted.")
        elif is_in_editing(instance):
            # Not noted as loaded: what changed comes once the words are published.
            self._remark(record, "is a draft in somebody's hands, unpublished or locked: it is left alone.")
            return
        elif not self._merge(record, row.values, instance):
            return
        self._ledger.note(record, row.record_id)

    def _merge(self, record: ContentRecord, before: dict[str, Any], instance: models.Model) -> bool:
        """Bring each changed field that still holds what was loaded `before`. False where all of it was refused."""
        told, kind, after = self._told, record.kind, record.values
        changes = [name for name in {**before, **after} if before.get(name, ...) != after.get(name, ...)]
        ours = [name for name in changes if told.holds(instance, kind, before, name)]
        ours = [name for name in ours if not told.holds(instance, kind, after, name)]
        try:
            for name in ours:
                told.set(record, name, instance)
            if ours:
                save(instance)
        except (ValidationError, IntegrityError) as error:
            self._look_up.forget(instance)
            self._refuse(record, before, instance.pk, _reason(error))
            return False
        self._outcome.changed += bool(ours)
        return True

    def _refuse(self, record: ContentRecord, before: dict[str, Any], pk: int, sentence: str) -> None:
        """A change may clash with what a person edited; then the edit counts. Without one the content is wrong."""
        instance = self._look_up.instance(MODELS[record.kind], pk)
        names = {*before, *self._told.names(record.kind)}
        if instance is None or all(self._told.holds(instance, record.kind, before, name) for name in names):
            raise ContentError(f"{record.where}: {sentence}")
        self._remark(record, f"is left alone, since it would not fit a person's edit: {sentence}")


def _reason(error: ValidationError | IntegrityError) -> str:
    return sentence_of(error) if isinstance(error, ValidationError) else f"the database refuses it ({error})."
