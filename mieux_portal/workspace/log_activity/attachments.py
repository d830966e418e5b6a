"""What comes with an activity: outputs with their files, photographs, sources that are new."""

from pathlib import PurePath
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.base.admin.forms import RecordForm
from actions.base.languages import language_choices
from actions.files import document_accept, photograph_accept, validate_document, validate_photograph
from actions.models import Output, Source

from .rows import Choices, or_unknown


def title_from(file_name: str) -> str:
    """«Final report, 2013» for «Final_report,_2013.pdf»."""
    return " ".join(PurePath(file_name).stem.replace("_", " ").split())[:250]


def address_field(label: Any) -> forms.URLField:
    """An address on the web; without a scheme, https is meant."""
    widget = forms.URLInput(attrs={"placeholder": "https://"})
    return forms.URLField(required=False, max_length=500, assume_scheme="https", label=label, widget=widget)


class TakesFile:
    """A row with a file. `file_control`: the field's name."""

    file_control: str

    @property
    def sent_file(self) -> str:
        """The name of the file that came with a refused form: a browser sends it no second time by itself."""
        form = cast("forms.BaseForm", self)
        file = form.files.get(form.add_prefix(self.file_control)) if form.is_bound else None
        return file.name or "" if file else ""


class OutputRow(TakesFile, RecordForm):
    """An output. Its title may come from the name of its file, so that choosing the file is all."""

    file_control = "file"

    file = forms.FileField(required=False, label=_("File"), validators=[validate_document], widget=forms.FileInput)
    language = forms.ChoiceField(required=False, label=_("Language of the file"))
    address = address_field(_("Or its address"))

    class Meta:
        model = Output
        fields: ClassVar = ["title", "kind", "state", "address", "internal"]
        labels: ClassVar = {"title": _("Title")}

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].widget.attrs["autocomplete"] = "off"
        self.fields["file"].widget.attrs["accept"] = document_accept()
        self.fields["internal"].help_text = ""
        self.fields["language"].choices = or_unknown(language_choices())
        self.fields["state"].choices = or_unknown(Output.State.choices)
        self.fields["kind"].choices = choices.kinds

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("title") and not self.errors.keys() & {"title", "file"}:
            if file := cleaned.get("file"):
                cleaned["title"] = title_from(file.name)
            else:
                self.add_error("title", _("Give it a title, or choose its file."))
        return cleaned


class PhotographRow(TakesFile, forms.Form):
    file_control = "image"

    image = forms.FileField(label=_("Photograph"), validators=[validate_photograph], widget=forms.FileInput)
    caption = forms.CharField(
        required=False,
        max_length=250,
        label=_("Caption"),
        help_text=_("What is seen, for those who do not see it, too."),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["image"].widget.attrs["accept"] = photograph_accept()
        self.fields["image"].error_messages["required"] = _("Choose the photograph, or remove this row.")


class NewSourceRow(RecordForm):
    """A page, document or book that is recorded nowhere yet."""

    address = address_field(_("Address"))

    class Meta:
        model = Source
        fields: ClassVar = ["citation", "address"]
        widgets: ClassVar = {"citation": forms.TextInput}

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["citation"].label = _("Citation")
        self.fields["citation"].help_text = _("Author, title, place and year.")
