"""What was loaded from the content, and with which values: so that a person's edit can be told from ours."""

from typing import Self

from django.db import models

from .content import Content
from .kinds import MODELS
from .models import LoadedRecord
from .records import ContentRecord, ledger_key


class Ledger:
    """The rows of LoadedRecord, read once and written once."""

    def __init__(self, rows: list[LoadedRecord]) -> None:
        self._by_key = {row.key: row for row in rows}
        self._by_record = {(row.model, row.record_id): row for row in rows}
        self._new: dict[str, LoadedRecord] = {}
        self._changed: dict[str, LoadedRecord] = {}

    @classmethod
    def read(cls) -> Self:
        return cls(list(LoadedRecord.objects.all()))

    def find(self, record: ContentRecord) -> LoadedRecord | None:
        """The row of this record, under its key or another of its names."""
        return next((row for name in record.names if (row := self.named(record.kind, name))), None)

    def named(self, kind: str, name: str) -> LoadedRecord | None:
        return self._by_key.get(ledger_key(kind, name))

    def owner(self, instance: models.Model) -> LoadedRecord | None:
        """The row that this record of the portal was loaded for."""
        return self._by_record.get((instance._meta.label, instance.pk))

    def is_current(self, record: ContentRecord) -> bool:
        """Whether the record was loaded with exactly these values."""
        row = self.named(record.kind, record.key)
        return row is not None and row.values == record.values

    def is_spoken_for(self, row: LoadedRecord, content: Content) -> bool:
        """Whether the content still has the record of this row."""
        return any(self.find(record) is row for record in content.records)

    def rename(self, row: LoadedRecord, record: ContentRecord) -> None:
        """From now on the row belongs to this record."""
        self._by_key.pop(row.key, None)
        row.key = ledger_key(record.kind, record.key)
        self._by_key[row.key] = row
        self._keep(row)

    def note(self, record: ContentRecord, record_id: int) -> None:
        """Remember these values as loaded. A row found under another name takes this record's key."""
        row = self.find(record) or LoadedRecord(model=MODELS[record.kind]._meta.label, record_id=record_id)
        row.values = record.values
        self._by_record[row.model, record_id] = row
        self.rename(row, record)

    def _keep(self, row: LoadedRecord) -> None:
        (self._changed if row.pk else self._new)[row.key] = row

    def write(self) -> None:
        LoadedRecord.objects.bulk_create(self._new.values())
        LoadedRecord.objects.bulk_update(self._changed.values(), ["key", "values"])

    def codes(self) -> dict[str, str]:
        """Label → code of the Actions loaded before."""
        actions = [row.values for row in self._by_key.values() if row.model == MODELS["action"]._meta.label]
        return {values["label"]: values["code"] for values in actions if values.get("label")}
