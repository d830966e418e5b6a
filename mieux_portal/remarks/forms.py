"""The form that a reader sends, and the one in which an editor says what came of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mieux_portal.accounts.forms import PlainFields

from .models import LONGEST_TEXT, Remark
from .places import LONGEST, is_ours, shortened, without_host


class PlaceField(forms.CharField):
    """The address of a page, which may be copied from the browser as a whole and with any number of filters."""

    def to_python(self, value: Any) -> str:
        return shortened(without_host(super().to_python(value) or ""))


class WordsField(forms.CharField):
    """Words as they were marked: the lines of several paragraphs become one."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class RemarkForm(PlainFields, forms.ModelForm):
    """The page is known where a link led here; whoever came otherwise, or with an address that is not ours, is asked.

    `website` is for programs that fill in everything: people do not see it.
    """

    page = PlaceField(
        label=_("Which page?"),
        max_length=LONGEST,
        help_text=_("Copy its address from the browser."),
        error_messages={"required": _("Say which page you mean.")},
    )
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    class Meta:
        model = Remark
        field_classes = {"words": WordsField}
        fields = ("page", "words", "text", "email")
        labels = {
            "words": _("The words on the page that you mean"),
            "text": _("What is wrong or missing?"),
            "email": _("Your e-mail address, if you would like an answer"),
        }
        help_texts = {
            "words": _("Copy them from the page, if there are any."),
            "text": _("If you know a source, name it."),
            "email": _("The editors write to it about this remark and nothing else. It is erased once they are done."),
        }
        error_messages = {"text": {"required": _("Say in a few words what is wrong or missing.")}}
        widgets = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 6}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.place:
            self.fields["page"].widget = forms.HiddenInput()

    @property
    def place(self) -> str:
        """The address of the page that the form speaks of, empty where it is none of ours."""
        told = shortened(without_host(str(self["page"].value() or "").strip()))
        return told if is_ours(told) else ""

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field is there for programs that fill in everything: empty it."))
        return ""


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("What came of it"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For your colleagues: corrected, asked the manager, right as it is and why."),
        error_messages={"required": _("Say in a few words what came of it.")},
    )
