"""A file that an Action delivered or keeps, with the language in which it is written."""

from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument

from actions.base.languages import language_choices, name_of_language
from actions.files import validate_document


class ActionDocument(AbstractDocument):
    """A document. It is public with an output that it hangs on, see `OutputQuerySet.hand_out`, and never else."""

    language = models.CharField(_("language"), max_length=3, choices=language_choices, blank=True)

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """A new file has to be what its name says. One that is kept already is not asked again: it may be large."""
        if not self.file or self.file._committed:
            return
        try:
            validate_document(self.file)
        except ValidationError as error:
            raise ValidationError({"file": error}) from error

    @property
    def described(self) -> str:
        """For beside its title: «PDF, French, 1.2 MB», as far as it is known."""
        size = filesizeformat(self.file_size) if self.file_size is not None else ""
        return ", ".join(part for part in (self.file_extension.upper(), self.language_name, size) if part)

    @property
    def language_name(self) -> str:
        """In the reader's language; empty where it is not recorded."""
        return name_of_language(self.language) if self.language else ""
