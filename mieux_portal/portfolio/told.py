"""The values of a content record, built for the portal, with sentences that say where a wrong one stands."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .fields import GoneError, Plain, field_of, sentence_of
from .kinds import MODELS, NATURAL_KEYS
from .look_up import LookUp
from .records import ContentError, ContentRecord

FILLED_BY_THEMSELVES = {"slug", "first_published_at"}


class Told:
    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._fields: dict[tuple[str, str], Plain] = {}

    def field(self, kind: str, name: str) -> Plain:
        """ContentError where the kind has no such field."""
        if (kind, name) not in self._fields:
            self._fields[kind, name] = field_of(MODELS[kind], name, self._look_up)
        return self._fields[kind, name]

    def value(self, record: ContentRecord, name: str) -> Any:
        """What the content tells for this field; its empty value where it tells nothing. ContentError if wrong."""
        try:
            return self._build(record.kind, record.values, name)
        except ContentError as error:
            raise ContentError(f"{record.where}, {name}: {error}.") from error
        except ValidationError as error:
            raise ContentError(f"{record.where}, {name}: “{record.values[name]}”? {sentence_of(error)}") from error

    def _build(self, kind: str, values: dict[str, Any], name: str) -> Any:
        field = self.field(kind, name)
        return field.build(values[name]) if name in values else field.empty()

    def set(self, record: ContentRecord, name: str, instance: models.Model) -> None:
        value = self.value(record, name)
        self.field(record.kind, name).set(instance, value)

    def holds(self, instance: models.Model, kind: str, values: dict[str, Any], name: str) -> bool:
        """Whether the field still holds what these values told; no, where they mean nothing any more."""
        try:
            field = self.field(kind, name)
            told = self._build(kind, values, name)
        except (ContentError, ValidationError, GoneError):
            return False
        return bool(field.comparable(field.get(instance)) == field.comparable(told))

    def existing(self, record: ContentRecord) -> models.Model | None:
        """A record of the portal that the content means, found by its natural key."""
        for names in NATURAL_KEYS.get(record.kind, []):
            if record.values.get(names[0]):
                lookups = dict(self._lookup(record, name) for name in names)
                if found := MODELS[record.kind]._default_manager.filter(**lookups).first():
                    return found
        return None

    def _lookup(self, record: ContentRecord, name: str) -> tuple[str, Any]:
        value = self.value(record, name)
        if value is None:
            return f"{name}__isnull", True
        return (f"{name}__iexact" if name == "name" else name), value

    def names(self, kind: str) -> list[str]:
        """The kind's own fields of one value, as far as a person edits them and they are not filled by themselves."""
        model: Any = MODELS[kind]
        columns = [
            field.name for field in model._meta.local_concrete_fields if field.editable and not field.primary_key
        ]
        return [*getattr(model, "partial_dates", {}), *(name for name in columns if name not in FILLED_BY_THEMSELVES)]
