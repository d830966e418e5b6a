"""What people changed lately in some Actions: who, what and when, in words."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from actions.base.admin.trail import one_line_per_change
from actions.models import Action, Activity, Component, Milestone, Output
from actions.models.action_queryset import ActionQuerySet
from experts.models import Deployment
from mieux_portal.workspace.completeness.links import action_address, reading_address
from practices.models import KnowledgeItem

FACTS: tuple[type[models.Model], ...] = (Component, Milestone, Activity, Output, Deployment, KnowledgeItem)
SENTENCES = {
    "wagtail.create": gettext_lazy("%(person)s recorded the %(kind)s “%(name)s”"),
    "wagtail.edit": gettext_lazy("%(person)s changed the %(kind)s “%(name)s”"),
    "wagtail.revert": gettext_lazy("%(person)s brought back an earlier version of the %(kind)s “%(name)s”"),
    "wagtail.publish": gettext_lazy("%(person)s published the %(kind)s “%(name)s”"),
    "wagtail.unpublish": gettext_lazy("%(person)s took back the %(kind)s “%(name)s”"),
    "wagtail.workflow.start": gettext_lazy("%(person)s handed in the %(kind)s “%(name)s”"),
    "wagtail.workflow.approve": gettext_lazy("%(person)s approved the %(kind)s “%(name)s”"),
    "wagtail.workflow.reject": gettext_lazy("%(person)s asked for changes of the %(kind)s “%(name)s”"),
}


@dataclass(frozen=True)
class Change:
    sentence: str
    reason: str
    when: datetime
    address: str
    action_title: str
    action_address: str


def latest_changes(actions: ActionQuerySet, number: int = 10) -> list[Change]:
    """The last changes that persons made to these Actions and to what belongs to them, the latest first.

    One query, and one more for each kind of record among them. What a command loaded was changed by nobody.
    """
    wanted = Q(pk__in=[])
    everything: tuple[type[models.Model], ...] = (Action, *FACTS)
    for model in everything:
        path = "pk" if model is Action else "action"
        keys = model._default_manager.filter(**{f"{path}__in": actions.order_by().values("pk")}).order_by()
        kind = ContentType.objects.get_for_model(model)
        wanted |= Q(content_type=kind, object_id__in=keys.values(key=Cast("pk", models.CharField())))
    entries = one_line_per_change(ModelLogEntry.objects.filter(wanted, user__isnull=False))
    latest = list(entries.select_related("user", "content_type").order_by("-timestamp", "-pk")[:number])
    records = _records(latest)
    return [_told(entry, records[entry.content_type_id, entry.object_id]) for entry in latest]


def _records(entries: list[ModelLogEntry]) -> dict[tuple[int, str], Any]:
    wanted: dict[Any, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.content_type].add(entry.object_id)
    found: dict[tuple[int, str], Any] = {}
    for kind, ids in wanted.items():
        model = kind.model_class()
        records = model.objects.for_page() if model is Deployment else model.objects.all()
        related = records if model is Action else records.select_related("action")
        found |= {(kind.pk, str(record.pk)): record for record in related.filter(pk__in=ids)}
    return found


def _told(entry: ModelLogEntry, record: Any) -> Change:
    action = record if isinstance(record, Action) else record.action
    words = {
        "person": entry.user.full_name,
        "kind": record._meta.verbose_name,
        "name": record.who if isinstance(record, Deployment) else record,
        "message": entry.message,
    }
    sentence = SENTENCES.get(entry.action, gettext_lazy("%(person)s: %(message)s (%(kind)s “%(name)s”)"))
    return Change(
        sentence=str(sentence) % words,
        reason=str(entry.data.get("reason", "")),
        when=entry.timestamp,
        address=reading_address(record, action),
        action_title="" if record is action else action.title,
        action_address=action_address(action),
    )
