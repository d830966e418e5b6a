"""«Write what was learnt»: a new knowledge item begun from an activity or an output, with what these tell already."""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from actions.base.ids import id_from
from actions.base.models import User
from actions.models import Activity, Criterion, Output

from .models import CriterionReading, KnowledgeItem
from .models.knowledge_queryset import actions_to_write_about

Found = TypeVar("Found", bound=models.Model)


def address_to_write(fact: Activity | Output, kind: str = "") -> str:
    """Where what was learnt in an activity, or from an output, is written. `kind`: of `KnowledgeItem.Kind`."""
    asked = {str(fact._meta.model_name): str(fact.pk)}
    if kind:
        asked["kind"] = kind
    return f"{reverse('wagtailsnippets_practices_knowledgeitem:add')}?{urlencode(asked)}"


def begun_item(asked: Mapping[str, str], user: User) -> KnowledgeItem:
    """A new item, not saved, from what the address asks for: `?activity=12`, `?output=7`, `?action=3`, `&kind=impact`,
    `&criterion=ownership`.

    What this person may not write about is left out, as is what does not exist.
    """
    item = KnowledgeItem(kind=asked["kind"] if asked.get("kind") in KnowledgeItem.Kind.values else "")
    if fact := _fact(asked, user):
        item.action = fact.action
        item.sources = fact.sources.all()
        item.output = fact if isinstance(fact, Output) else None
        item.activity = fact if isinstance(fact, Activity) else fact.activity
        item.component = item.activity.component if item.activity else None
    elif action := _found(actions_to_write_about(user), asked.get("action")):
        item.action = action
    if criterion := Criterion.objects.filter(slug=asked.get("criterion", "")).first():
        item.readings.add(CriterionReading(criterion=criterion))
    if item.action_id:
        item.areas = item.action.areas.all()
    return item


def _fact(asked: Mapping[str, str], user: User) -> Activity | Output | None:
    """The activity or output that the address names, of an Action that this person may write about."""
    mine = actions_to_write_about(user)
    activities = Activity.objects.filter(action__in=mine).select_related("action", "component")
    outputs = Output.objects.filter(action__in=mine).select_related("action", "activity__component")
    return _found(activities, asked.get("activity")) or _found(outputs, asked.get("output"))


def _found(records: models.QuerySet[Found], number: str | None) -> Found | None:
    """The record with this id, if there is one among these."""
    return records.filter(pk=id_from(number)).first()
