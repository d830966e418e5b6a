"""From a word of the content to the record of the portal that it means."""

from django.db import models

from actions.base.models import RecordAddress, Term
from actions.models import Country, Organisation

from .content import Content
from .kinds import KINDS, MODELS
from .ledger import Ledger
from .models import LoadedRecord
from .records import ContentError


class LookUp:
    """Finds records: a country by its code, a term by its slug, all else by its name in the content.

    Everything found is kept for the rest of the run; vocabularies are read whole at the first word of theirs.
    """

    def __init__(self, content: Content, ledger: Ledger) -> None:
        self._content = content
        self._ledger = ledger
        self._vocabularies: dict[type[models.Model], dict[str, models.Model]] = {}
        self._instances: dict[tuple[str, int], models.Model | None] = {}

    def find(self, model: type[models.Model], word: str) -> models.Model | None:
        """The record, or None where it was deleted by a person or left out. ContentError where nothing is so called."""
        if model is Country or issubclass(model, Term):
            found = self._vocabulary(model).get(word)
        else:
            kind = KINDS.get(model, "")
            row = self._row(kind, word)
            if row is not None:
                return self.instance(MODELS[kind], row.record_id)
            if self._content.find(kind, word):
                return None
            found = self._organisation(word) if model is Organisation else None
        if found is None:
            raise ContentError(f"there is no {model._meta.verbose_name} “{word}”")
        return found

    def _organisation(self, word: str) -> Organisation | None:
        """One that the content only names, by its slug or one that it had before a person changed it."""
        return Organisation.objects.filter(pk__in=RecordAddress.objects.led_to(Organisation, word)).first()

    def _row(self, kind: str, word: str) -> LoadedRecord | None:
        record = self._content.find(kind, word)
        return self._ledger.find(record) if record else self._ledger.named(kind, word)

    def _vocabulary(self, model: type[models.Model]) -> dict[str, models.Model]:
        if model not in self._vocabularies:
            by = "code" if model is Country else "slug"
            self._vocabularies[model] = {getattr(row, by): row for row in model._default_manager.all()}
        return self._vocabularies[model]

    def instance(self, model: type[models.Model], pk: int) -> models.Model | None:
        """The record with this id, asked for once; None where it is gone."""
        place = (model._meta.label, pk)
        if place not in self._instances:
            self._instances[place] = model._default_manager.filter(pk=pk).first()
        return self._instances[place]

    def remember(self, instance: models.Model) -> None:
        self._instances[instance._meta.label, instance.pk] = instance

    def forget(self, instance: models.Model) -> None:
        """After a refused write the record in hand is not the one in the database."""
        self._instances.pop((instance._meta.label, instance.pk), None)
