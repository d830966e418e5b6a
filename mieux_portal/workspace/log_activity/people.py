"""Who brought expertise: persons on the roster, persons new to it, and people whom the source does not name."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.base.admin.forms import RecordForm
from actions.base.ids import id_from
from actions.base.words import plain, words_of
from actions.models import Country
from experts.models import Deployment, Expert, ExpertCategory

from .rows import NOT_RECORDED, Choices, Rows, or_unknown

ANOTHER = "another"  # the answer that somebody of the same name is somebody else
IN_A_LINE = " — "  # between a name and what tells it apart: a browser that puts a row back keeps this line only


def in_a_line(person: Expert) -> str:
    """As a person is called in the option of a list."""
    return IN_A_LINE.join(part for part in (person.name, person.told_apart) if part)


class ContributionRow(RecordForm):
    """What all contributions tell."""

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["role"].choices = or_unknown(Deployment.Role.choices)
        if days := self.fields.get("days"):
            days.widget.attrs |= {"inputmode": "decimal", "min": 0, "step": "0.5", "placeholder": NOT_RECORDED}

    def offer(self, *names: str) -> None:
        """Give the fields of country and category their shared lists."""
        for name in names:
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.choices = self.choices.countries if name == "country" else self.choices.categories


class ExpertRow(ContributionRow):
    """Somebody on the roster, found by name."""

    person: Expert | None = None

    class Meta:
        model = Deployment
        fields: ClassVar = ["expert", "role", "days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expert = self.fields["expert"]
        expert.required = True
        expert.error_messages["required"] = _("Search the roster for the person, or remove this row.")


class ExpertRows(Rows):
    @cached_property
    def people(self) -> dict[str, Expert]:
        """The persons in these rows: one query."""
        if self.is_bound:
            sent = [self.data.get(f"{self.add_prefix(at)}-expert", "") for at in range(self.total_form_count())]
        else:
            sent = [str(row.get("expert", "")) for row in self.initial or ()]
        found = Expert.objects.to_choose().filter(pk__in={id_from(pk) for pk in sent})
        return {str(person.pk): person for person in found}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Each row lists its own person: the whole roster in every row would be a long page."""
        super().add_fields(form, index)
        form.person = self.people.get(str(form["expert"].value() or ""))
        form.fields["expert"].widget.choices = [(form.person.pk, in_a_line(form.person))] if form.person else []


class NewExpertRow(ContributionRow):
    """Somebody who is not on the roster yet: saved there together with the activity."""

    name = forms.CharField(label=_("Name"), max_length=150)
    country = forms.ModelChoiceField(Country.objects.all(), required=False, label=_("Country"))
    category = forms.ModelChoiceField(ExpertCategory.objects.all(), required=False, label=_("Category"))
    same = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=_("Is it this person?"))

    newcomer: Expert | None = None

    class Meta:
        model = Deployment
        fields: ClassVar = ["role", "days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("country", "category")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.namesakes: dict[str, Expert] = {}

    def ask_whether_known(self, namesakes: list[Expert]) -> None:
        """Whether the person is one of these, whom the roster has under the same name."""
        self.namesakes = {str(person.pk): person for person in namesakes}
        if self.namesakes:
            known = [(pk, in_a_line(person)) for pk, person in self.namesakes.items()]
            self.fields["same"].choices = [*known, (ANOTHER, gettext("No, somebody else of this name"))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        answer = cleaned.get("same")
        if self.namesakes and not answer and "same" not in self.errors:
            self.add_error("same", _("The roster has somebody of this name."))
        if "name" in cleaned and (not self.namesakes or answer == ANOTHER):
            self._make_newcomer(cleaned)
        return cleaned

    def _make_newcomer(self, cleaned: dict[str, Any]) -> None:
        told = {name: cleaned.get(name) for name in ("name", "country", "category")}
        self.newcomer = Expert(**told)
        try:
            self.newcomer.full_clean()
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                self.add_error(name if name in told else "name", sentences)

    @property
    def person(self) -> Expert | None:
        """Whom the answer names, or the new person."""
        return self.namesakes.get(self.cleaned_data.get("same", "")) or self.newcomer


class NewExpertRows(Rows):
    @cached_property
    def namesakes(self) -> dict[str, list[Expert]]:
        """Who is on the roster under the names in these rows: one query."""
        rows = range(self.total_form_count()) if self.is_bound else []
        return Expert.objects.called(self.data.get(f"{self.add_prefix(at)}-name", "") for at in rows)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.ask_whether_known(self.namesakes.get(form["name"].value() or "", []))

    def clean(self) -> None:
        seen: set[tuple[str, ...]] = set()
        for form in self.filled:
            name = tuple(sorted(words_of(plain(form.cleaned_data.get("name", "")))))
            if name and name in seen:
                form.add_error("name", _("This person is entered twice: remove one of the two rows."))
            seen.add(name)


class GroupRow(ContributionRow):
    """«Public officials, Hungary», with a number where one is stated."""

    class Meta:
        model = Deployment
        fields: ClassVar = ["category", "country", "number", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("country", "category")
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "min": 1, "placeholder": NOT_RECORDED}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not (cleaned.get("category") or cleaned.get("country") or self.errors):
            self.add_error("category", _("Say at least a category or a country."))
        return cleaned
