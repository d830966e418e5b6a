"""A new fact begun with what the address tells: `?action=3`, and `&component=4` or `&activity=12` where it has such."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser

from actions.base.admin.views import RecordCreateView
from actions.base.ids import id_from
from actions.base.models import User
from actions.models import Action, Activity, Component
from actions.models.facts import ActionFact

PARTS: dict[str, Any] = {"component": Component, "activity": Activity}


def begun_fact(model: type[ActionFact], asked: Mapping[str, str], user: User | AnonymousUser) -> ActionFact:
    """A new record, not saved. What this person may not edit is left out, as is what does not exist."""
    fact = model()
    names = {field.name for field in model._meta.concrete_fields}
    action = Action.objects.editable_by(user).filter(pk=id_from(asked.get("action"))).first()
    if action is not None:
        fact.action = action
        for name in names & PARTS.keys() & asked.keys():
            setattr(fact, name, PARTS[name].objects.filter(action=action, pk=id_from(asked[name])).first())
    return fact


class FactCreateView(RecordCreateView):
    def get_initial_form_instance(self) -> ActionFact:
        return begun_fact(self.model, self.request.GET, self.request.user)
