"""Which Actions, and which of their parts, a person may choose in a form."""

from operator import attrgetter
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.base.admin.forms import RecordForm
from actions.base.models import User
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet

SAY_WHY = gettext_lazy("The Action is running, and this changes: %(what)s. Say why.")


class ActionForm(RecordForm):
    """Whoever may change only own Actions becomes a manager of the one that they create.

    While an Action is running, the form asks why dates, years or targets change.
    """

    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy(
            "The Action is running: a change of its dates, years or targets needs a reason. It stands in the history."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if managers := self.fields.get("managers"):
            assert isinstance(managers, forms.ModelMultipleChoiceField)
            managers.queryset = User.objects.filter(pk__in=self._possible_managers()).by_name()
            managers.label_from_instance = attrgetter("full_name")  # type: ignore[method-assign, assignment]
        if not (self.instance.pk and self.instance.status and self.instance.status.running):
            self.fields.pop("reason", None)

    def _possible_managers(self) -> set[int]:
        """Ids of those who may change Actions, and of those who are named already."""
        able = User.objects.with_perm("actions.change_action")
        named = self.instance.managers.all() if self.instance.pk else []
        return {user.pk for user in (*able, *named)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user = self.for_user
        if "managers" in cleaned and not self.instance.pk and user and not user.has_perm("actions.change_any_action"):
            cleaned["managers"] = User.objects.filter(Q(pk=user.pk) | Q(pk__in=cleaned["managers"].values("pk")))
        return cleaned

    def _post_clean(self) -> None:
        """The rows of objectives are saved after the record has been asked: so they are looked at here."""
        reason = self.cleaned_data.get("reason", "")
        self.instance.change_reason = reason
        super()._post_clean()
        if "reason" not in self.fields or reason:
            return
        if changed := self.instance.changes_to_explain(self._new_targets()):
            what = get_text_list([self._label_of(name) for name in changed], gettext_lazy("and"))
            self.add_error("reason", ValidationError(SAY_WHY, code="reason", params={"what": what}))

    def _new_targets(self) -> dict[int | None, str] | None:
        """The targets as their rows tell them; None where there are no rows, or wrong ones."""
        rows = self.formsets.get("objectives")
        if rows is None or not rows.is_valid():
            return None
        kept = [row for row in rows.forms if row.has_changed() or row.instance.pk]
        told = [(row.instance.pk, row.cleaned_data.get("target")) for row in kept if row not in rows.deleted_forms]
        return {pk: target for pk, target in told if target}

    def _label_of(self, name: str) -> str:
        return str(self.fields[name].label) if name in self.fields else _("Targets")

    def _update_errors(self, errors: ValidationError) -> None:
        """What the model says of fields that are not in this form stands on top; the reason has its own sentence."""
        placed: dict[str, list[ValidationError]] = {}
        for name, sentences in errors.update_error_dict({}).items():
            place = name if name in self.fields else NON_FIELD_ERRORS
            told = [one for one in sentences if not (one.code == "reason" and "reason" in self.fields)]
            placed.setdefault(place, []).extend(told)
        if told_of := {name: sentences for name, sentences in placed.items() if sentences}:
            super()._update_errors(ValidationError(told_of))


class OfOwnActionForm(RecordForm):
    """Lets choose one's own Actions only, and only parts of these: to add a record, or to move it elsewhere."""

    parts: ClassVar[tuple[str, ...]] = ("component", "activity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.actions_to_choose()
        if action := self.fields.get("action"):
            assert isinstance(action, forms.ModelChoiceField)
            action.queryset = own
        for name in self.parts:
            if part := self.fields.get(name):
                assert isinstance(part, forms.ModelChoiceField)
                assert part.queryset is not None
                part.queryset = part.queryset.filter(action__in=own).select_related("action")
                part.label_from_instance = _with_its_action  # type: ignore[method-assign, assignment]

    def actions_to_choose(self) -> ActionQuerySet:
        return Action.objects.editable_by(self.for_user or AnonymousUser())


def _with_its_action(part: Any) -> str:
    """A title alone does not say where it belongs: several Actions have a component of one name."""
    return _("%(part)s (%(action)s)") % {"part": part, "action": part.action}
