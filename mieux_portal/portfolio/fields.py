"""What a field of a record is told by the content, how it is set, and whether it still holds what it was told."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField

from actions.base.partial_dates import PartialDate

from . import stream
from .look_up import LookUp
from .records import ContentError


class GoneError(Exception):
    """The record cannot be: what it belongs to was deleted by a person. Its text says what."""


class Plain:
    """A text, a number, a choice, a yes or no."""

    def __init__(self, name: str, field: Any, look_up: LookUp) -> None:
        self.name = name
        self.field = field
        self.look_up = look_up

    def build(self, told: Any) -> Any:
        """The value for the record. ContentError where the words mean nothing here."""
        if isinstance(told, list | dict):
            raise ContentError("a single value belongs here")
        value = self.field.to_python(told)
        return value.strip() if isinstance(value, str) else value

    def empty(self) -> Any:
        """The value where the content says nothing."""
        return self.field.get_default()

    def get(self, instance: Any) -> Any:
        return getattr(instance, self.name)

    def set(self, instance: Any, value: Any) -> None:
        setattr(instance, self.name, value)

    def comparable(self, value: Any) -> Any:
        """Equal for two values between which a person would see no difference: forms send other line ends."""
        return "\n".join(value.split("\r\n")).strip() if isinstance(value, str) else value


class RichText(Plain):
    def build(self, told: Any) -> Any:
        return stream.as_the_editor_saves(super().build(told), self.field.features)

    def comparable(self, value: Any) -> Any:
        return stream.without_block_keys(value or "")


class Stream(Plain):
    def build(self, told: Any) -> Any:
        value = self.field.to_python(stream.to_raw(self.field.stream_block, told))
        stream.check(self.field.stream_block, value)
        return value

    def empty(self) -> Any:
        return self.field.to_python([])

    def comparable(self, value: Any) -> Any:
        return stream.comparable(self.field.stream_block.get_prep_value(value))


class Date(Plain):
    """A date as closely as it is known: «2012», «2012-10», «2012-10-05»."""

    def build(self, told: Any) -> Any:
        return PartialDate.parse(str(told))

    def empty(self) -> Any:
        return None


class Foreign(Plain):
    def build(self, told: Any) -> Any:
        found = self.look_up.find(self.field.related_model, told)
        if found is None and not self.field.null:
            raise GoneError(f"the {self.field.related_model._meta.verbose_name} “{told}” was deleted")
        return found

    def comparable(self, value: Any) -> Any:
        return value.pk if value else None


class Many(Plain):
    """A list of records. One that a person deleted is missing from it."""

    def build(self, told: Any) -> Any:
        if not isinstance(told, list):
            raise ContentError("a list belongs here")
        found = (self.look_up.find(self.field.related_model, word) for word in told)
        return [record for record in found if record is not None]

    def empty(self) -> Any:
        return []

    def get(self, instance: Any) -> Any:
        return list(getattr(instance, self.name).all())

    def set(self, instance: Any, value: Any) -> None:
        getattr(instance, self.name).set(value)

    def comparable(self, value: Any) -> Any:
        return {record.pk for record in value}


class Children(Plain):
    """Rows that belong to the record: a list of tables. One that a person left without its own reference is missing."""

    def __init__(self, name: str, field: Any, look_up: LookUp) -> None:
        super().__init__(name, field, look_up)
        self.model = field.related_model
        own = [part for part in self.model._meta.concrete_fields if part.editable and not part.primary_key]
        names = [part.name for part in own if not isinstance(part, ParentalKey)]
        self.parts = {part: field_of(self.model, part, look_up) for part in names}

    def build(self, told: Any) -> Any:
        if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
            raise ContentError("a list of tables belongs here")
        rows = []
        for row in told:
            try:
                rows.append(self._row(row))
            except GoneError:
                continue
        return rows

    def _row(self, told: dict[str, Any]) -> dict[str, Any]:
        if unknown := set(told) - set(self.parts):
            raise ContentError(f"“{unknown.pop()}” is none of {', '.join(self.parts)}")
        return {name: part.build(told[name]) if name in told else part.empty() for name, part in self.parts.items()}

    def empty(self) -> Any:
        return []

    def get(self, instance: Any) -> Any:
        return [
            {name: part.get(row) for name, part in self.parts.items()} for row in getattr(instance, self.name).all()
        ]

    def set(self, instance: Any, value: Any) -> None:
        rows = [self.model(sort_order=at, **row) for at, row in enumerate(value)]
        for row in rows:
            row.full_clean(exclude=[self.field.field.name])
        getattr(instance, self.name).set(rows)

    def comparable(self, value: Any) -> Any:
        return [{name: part.comparable(row[name]) for name, part in self.parts.items()} for row in value]


def field_of(model: type[models.Model], name: str, look_up: LookUp) -> Plain:
    """How this field is told. ContentError where the model has none that the content may set."""
    if name in getattr(model, "partial_dates", {}):
        return Date(name, None, look_up)
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if isinstance(getattr(field, "field", None), ParentalKey):
        return Children(name, field, look_up)
    if field is None or not field.editable or field.primary_key:
        raise ContentError(f"there is no such field of this kind, {model._meta.verbose_name}")
    if field.many_to_many:
        return Many(name, field, look_up)
    if field.many_to_one or field.one_to_one:
        return Foreign(name, field, look_up)
    return {StreamField: Stream, RichTextField: RichText}.get(type(field), Plain)(name, field, look_up)


def sentence_of(error: ValidationError) -> str:
    """All that a validation found, in one line: «women: More women than participants.»"""
    if not hasattr(error, "error_dict"):
        return "; ".join(error.messages)
    return "; ".join(
        text if name == "__all__" else f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts
    )
