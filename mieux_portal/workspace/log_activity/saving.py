"""Writes what the screen tells, each record on the one path of a write: rules, history, revision."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import Collection

from actions.base.models import User
from actions.files import records_collection
from actions.models import ActionDocument, Activity, ActivityPhotograph, Output, Source
from experts.models import Deployment

from .attachments import title_from
from .log_form import LogForm


class RefusedError(Exception):
    """A rule was broken that only the record as a whole can tell. Its sentence stands in the form already."""


class Files:
    """The files that are being saved: where the records are not, nothing of them stays on the disk."""

    def __init__(self) -> None:
        self.owners: list[Image | ActionDocument] = []

    def keep(self, owner: Image | ActionDocument, user: User) -> None:
        self.owners.append(owner)
        owner.save()
        log(instance=owner, action="wagtail.create", user=user)

    def remove(self) -> None:
        for owner in self.owners:
            if owner.file._committed:
                owner.file.storage.delete(owner.file.name)


@contextmanager
def files_kept_if_saved() -> Iterator[Files]:
    """Goes around the transaction, which can undo rows only."""
    files = Files()
    try:
        yield files
    except BaseException:
        files.remove()
        raise


@contextmanager
def told_beside(form: BaseForm) -> Iterator[None]:
    """A broken rule speaks beside its field in `form`. RefusedError, so that nothing of it all is saved."""
    try:
        yield
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, sentences in told.items():
            form.add_error(name if name in form.fields else None, sentences)
        raise RefusedError from error


def write(form: LogForm, user: User, files: Files) -> Activity:
    """Writes all of a valid form inside the caller's transaction. RefusedError: show the form again."""
    return _Writer(form, user, files).write()


class _Writer:
    def __init__(self, form: LogForm, user: User, files: Files) -> None:
        self.form, self.user, self.files = form, user, files
        self.activity: Activity = form.activity.save(commit=False)

    def write(self) -> Activity:
        sources = [*self.form.activity.cleaned_data["sources"], *self._new_sources()]
        photographs = self._photographs()
        with told_beside(self.form.activity):
            self.activity.sources = sources
            self.activity.countries = list(dict.fromkeys(self._countries()))
            self.activity.photographs = photographs  # type: ignore[misc]
            self.activity.write(self.user)
        self._write_contributions(sources)
        self._write_outputs(sources)
        return self.activity

    def _countries(self) -> list[Any]:
        rows = self.form.filled("countries")
        return [row.cleaned_data["country"] for row in rows if row.cleaned_data.get("country")]

    def _new_sources(self) -> list[Source]:
        written = []
        for row in self.form.filled("new_sources"):
            with told_beside(row):
                row.instance.write(self.user)
            written.append(row.instance)
        return written

    def _photographs(self) -> list[ActivityPhotograph]:
        rows = self.form.filled("photographs")
        collection = records_collection() if rows else None
        return [self._photograph(row, at, collection) for at, row in enumerate(rows)]

    def _photograph(self, row: Any, at: int, collection: Collection | None) -> ActivityPhotograph:
        file, caption = row.cleaned_data["image"], row.cleaned_data["caption"]
        title = caption or title_from(file.name)
        image = Image(title=title, description=caption, file=file, collection=collection, uploaded_by_user=self.user)
        with told_beside(row):
            image.full_clean()
        self.files.keep(image, self.user)
        return ActivityPhotograph(image=image, caption=caption, sort_order=at)

    def _write_contributions(self, sources: list[Source]) -> None:
        for row in self.form.filled("experts"):
            self._write_contribution(row, sources)
        for row in self.form.filled("newcomers"):
            if row.person is row.newcomer:
                with told_beside(row):
                    row.newcomer.write(self.user)
            row.instance.expert = row.person
            self._write_contribution(row, sources)
        for row in self.form.filled("groups"):
            self._write_contribution(row, sources)

    def _write_contribution(self, row: Any, sources: list[Source]) -> None:
        deployment: Deployment = row.instance
        deployment.component = self.activity.component
        self._write_part(row, sources)

    def _write_outputs(self, sources: list[Source]) -> None:
        rows = self.form.filled("outputs")
        collection = records_collection() if any(row.cleaned_data.get("file") for row in rows) else None
        for row in rows:
            output: Output = row.instance
            output.document = self._document(row, collection)
            self._write_part(row, sources)

    def _document(self, row: Any, collection: Collection | None) -> ActionDocument | None:
        if not (file := row.cleaned_data.get("file")):
            return None
        told = {"title": row.instance.title, "language": row.cleaned_data["language"], "file": file}
        document = ActionDocument(**told, collection=collection, uploaded_by_user=self.user)
        with told_beside(row):
            document.full_clean()
        document._set_document_file_metadata()
        self.files.keep(document, self.user)
        return document

    def _write_part(self, row: Any, sources: list[Source]) -> None:
        """What belongs to the activity: as internal as it is at least, and told by the same sources."""
        part = row.instance
        part.action, part.activity = self.activity.action, self.activity
        part.internal = part.internal or self.activity.internal
        part.sources = sources
        with told_beside(row):
            part.write(self.user)
