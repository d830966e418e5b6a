"""Which Actions, and which of their parts, a person may choose in a form."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from actions.base.admin.forms import RecordForm
from actions.base.models import User
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet


class ActionForm(RecordForm):
    """Whoever may change only own Actions becomes a manager of the one that they create."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if managers := self.fields.get("managers"):
            assert isinstance(managers, forms.ModelMultipleChoiceField)
            managers.queryset = User.objects.filter(pk__in=self._possible_managers()).order_by("last_name", "username")
            managers.label_from_instance = _full_name  # type: ignore[method-assign, assignment]

    def _possible_managers(self) -> set[int]:
        """Ids of those who may change Actions, and of those who are named already."""
        able = User.objects.with_perm("actions.change_action", backend="django.contrib.auth.backends.ModelBackend")
        named = self.instance.managers.all() if self.instance.pk else []
        return {user.pk for user in (*able, *named)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user = self.for_user
        if "managers" in cleaned and not self.instance.pk and user and not user.has_perm("actions.change_any_action"):
            cleaned["managers"] = User.objects.filter(Q(pk=user.pk) | Q(pk__in=cleaned["managers"].values("pk")))
        return cleaned


def _full_name(user: User) -> str:
    return user.get_full_name() or user.get_username()


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
