"""What was changed in Actions and in all that belongs to them, as the log of Wagtail keeps it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry

from actions.base.admin.trail import one_line_per_change
from actions.models import Action, Activity, Component, Milestone, Output
from actions.models.action_queryset import ActionQuerySet
from experts.models import Deployment
from practices.models import KnowledgeItem

FACTS: tuple[Any, ...] = (Component, Milestone, Activity, Output, Deployment)
PARTS = (*FACTS, KnowledgeItem)  # facts and words


def changes_of(actions: ActionQuerySet) -> models.QuerySet[ModelLogEntry]:
    """The entries of these Actions and of their parts, the latest first. One query."""
    found = _about(Action, actions)
    for model in PARTS:
        found |= _about(model, model.objects.filter(action__in=actions.order_by().values("pk")))
    entries = one_line_per_change(ModelLogEntry.objects.filter(found)).select_related("user", "content_type")
    latest_first: models.QuerySet[ModelLogEntry] = entries.order_by("-timestamp", "-pk")
    return latest_first


def _about(model: type[models.Model], records: models.QuerySet[Any]) -> Q:
    """Entries about these records. The id of a record is text in the log."""
    keys = records.order_by().values(key=Cast("pk", models.CharField()))
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)


def changed_records(entries: Iterable[ModelLogEntry]) -> dict[type[models.Model], dict[str, Any]]:
    """Model → id, as the log writes it → the record, with its Action. One query for each kind among the entries."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.content_type.model_class()].add(entry.object_id)
    found = {}
    for model, ids in wanted.items():
        records = model.objects.for_page() if model is Deployment else model.objects.all()
        related = records if model is Action else records.select_related("action")
        found[model] = {str(record.pk): record for record in related.filter(pk__in=ids)}
    return found


def name_without_person(record: models.Model) -> str:
    """What a record is called where no name of an expert may stand."""
    return record.who if isinstance(record, Deployment) else str(record)
