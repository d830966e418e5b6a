"""The activity itself: its own fields, with all that its Action decides."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.base.admin.tick_list import TickList
from actions.models import Action, Activity, Component, Country
from actions.models.activity import Mode
from actions.viewsets.forms import OfOwnActionForm

from .rows import NOT_RECORDED, Choice, Choices, or_unknown

COUNTS = ("participants", "women", "institutions")


class SelectWithMore(forms.Select):
    """A list whose options tell more about themselves, for the script of the screen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.more: dict[str, dict[str, Any]] = {}  # value of an option → its attributes

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= self.more.get(str(value), {})
        return option


class CountryRow(forms.Form):
    """One country in which it took place. Several rows stand for `Activity.countries`."""

    country = forms.ModelChoiceField(Country.objects.all(), required=False, label=_("Country"))

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        assert isinstance(country, forms.ModelChoiceField)
        country.choices = choices.countries


class ActivityForm(OfOwnActionForm):
    """`actions`: those that the person may edit, as they are listed, with their partner countries."""

    parts: ClassVar[tuple[str, ...]] = ("component",)

    class Meta:
        model = Activity
        fields = [
            *("action", "component", "type", "mode", "state", "title", "start", "end", "place", *COUNTS),
            *("description", "sources", "internal"),
        ]
        widgets = {
            "action": SelectWithMore,
            "component": SelectWithMore,
            "mode": forms.RadioSelect,
            "state": forms.RadioSelect,
            "sources": TickList,
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"description": _("Note")}
        help_texts = {
            "internal": _("Shown to nobody outside and counted nowhere, with the experts and outputs entered here."),
            "sources": _("They stand beside everything that is entered here."),
        }

    def __init__(self, *args: Any, actions: list[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_actions(actions)
        self._offer_components(actions)
        self.fields["mode"].choices = or_unknown(Mode.choices)
        self.fields["state"].choices = or_unknown(Activity.State.choices)[1:]
        self.fields["type"].empty_label = NOT_RECORDED
        self.fields["title"].widget.attrs["autocomplete"] = "off"
        self.fields["title"].error_messages["required"] = _("Give it a title: it is all that has to be there.")
        for name in COUNTS:
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "min": 0, "placeholder": NOT_RECORDED}
        self.fields["place"].widget.attrs["placeholder"] = NOT_RECORDED

    def _offer_actions(self, actions: list[Action]) -> None:
        field = self.fields["action"]
        assert isinstance(field, forms.ModelChoiceField)
        field.choices = [(action.pk, f"{action.title} ({action.code})") for action in actions]
        field.error_messages["invalid_choice"] = _("You may not enter anything for this Action. Choose one of yours.")
        assert isinstance(field.widget, SelectWithMore)
        countries = {action.pk: action.partner_countries.all() for action in actions}
        field.widget.more = {
            str(pk): {"data-only-country": several[0].pk} for pk, several in countries.items() if len(several) == 1
        }

    def _offer_components(self, actions: list[Action]) -> None:
        """In groups by Action, so that it is clear without a script, too, which belong to the chosen one."""
        field = self.fields["component"]
        assert isinstance(field, forms.ModelChoiceField)
        assert isinstance(field.widget, SelectWithMore)
        groups: dict[int, list[Choice]] = {action.pk: [] for action in actions}
        for component in Component.objects.filter(action__in=groups):
            groups[component.action_id].append((component.pk, component.title))
            field.widget.more[str(component.pk)] = {"data-of-action": component.action_id}
        titled = [(action.title, groups[action.pk]) for action in actions if groups[action.pk]]
        field.choices = [("", NOT_RECORDED), *titled]
