"""Whose worklist, of which Action, and what of it: the address says it."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from actions.base.models import User
from actions.models import Action
from practices.models.knowledge_queryset import PUBLISHES

from .board import Board
from .kinds import KINDS, Kind, Urgency

MINE, ALL = "mine", "all"


class WorklistFilter(forms.Form):
    """Without a choice: one's own, for whoever has something of one's own; else everything."""

    of = forms.ChoiceField(label=_("Whose"), required=False)
    of_action = forms.ModelChoiceField(
        Action.objects.only("title"), label=_("Action"), required=False, empty_label=_("every Action")
    )
    kind = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, data: QueryDict, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.own = Action.objects.managed_by(user, with_cover=True)
        self.has_own = self.own.exists()
        publishes = user.has_perm(PUBLISHES)
        self.default = MINE if self.has_own or publishes else ALL
        managers = Action.objects.managers().filter(is_active=True).by_name()
        people = [(str(person.pk), person.full_name) for person in managers]
        self._field("of").choices = [(MINE, _("on me")), (ALL, _("on everybody")), *people]
        self._field("kind").choices = [("", _("everything")), *Urgency.choices]
        self.initial["of"] = self.default

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def whose(self) -> str:
        return self.cleaned_data.get("of") or self.default

    def board(self) -> Board:
        """What these choices leave; a choice that is not understood leaves nothing."""
        if not self.is_valid():
            return Board(Action.objects.none(), Action.objects.none())
        actions, moderated = self._actions()
        if action := self.cleaned_data["of_action"]:
            actions, moderated = actions.filter(pk=action.pk), moderated.filter(pk=action.pk)
        return Board(actions, moderated, self._kinds())

    def _actions(self) -> tuple[Any, Any]:
        everything = Action.objects.all()
        if self.whose == ALL:
            return everything, everything
        if self.whose == MINE:
            return self.own, everything if self.user.has_perm(PUBLISHES) else self.own
        person = User.objects.filter(pk=self.whose).first() or AnonymousUser()
        theirs = Action.objects.managed_by(person, with_cover=True)
        return theirs, theirs

    def _kinds(self) -> tuple[Kind, ...]:
        chosen = self.cleaned_data["kind"]
        return tuple(kind for kind in KINDS if kind.urgency == chosen) if chosen else KINDS
