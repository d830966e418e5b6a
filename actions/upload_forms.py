"""Wagtail's own forms of documents and photographs, with the rule and the words of `files`."""

from typing import Any

from django import forms
from django.core.files import File
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .files import document_accept, document_limits, photograph_accept, photograph_limits, validate_photograph


class PhotographField(WagtailImageField):
    """Asks before Wagtail does, whose own check fails with a server error on a damaged picture."""

    def to_python(self, data: Any) -> File | None:
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        validate_photograph(file)
        checked: File = super().to_python(data)
        return checked


class DocumentForm(BaseDocumentForm):
    """Says what is allowed. The document itself refuses the rest, see `ActionDocument.clean`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # none where several were uploaded before and are named now
            file.help_text = document_limits()
            file.widget.attrs["accept"] = document_accept()


class PhotographForm(BaseImageForm):
    """Says what is allowed, and refuses the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.widget.attrs["accept"] = photograph_accept()
            self.fields["file"] = PhotographField(label=file.label, required=file.required, widget=file.widget)
            self.fields["file"].help_text = photograph_limits()
