"""The tab of history: every change of the Action and of its facts, with person, time, reason and comparison."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from actions.base.admin.trail import one_line_per_change
from actions.base.pagination import ClampedPaginator
from actions.models import Action, Activity, Component, Milestone, Output
from actions.models.changes import FACT_DELETED
from experts.models import Deployment
from practices.models import KnowledgeItem

from .addresses import put_addresses, viewset_of
from .signed_in import SignedInRequest

FACTS: tuple[Any, ...] = (Component, Milestone, Activity, Output, Deployment, KnowledgeItem)
LINES = 25


@dataclass(frozen=True)
class Line:
    """One change. `address`: its record, empty where it is gone; `comparison`: with the version before, if there is."""

    when: datetime
    person: str
    what: Any
    reason: Any
    kind: str
    name: str
    address: str
    comparison: str


def entries_of(action: Action) -> models.QuerySet[ModelLogEntry]:
    """The entries of the Action and of its facts, the latest first, each with the id of the version before."""
    found = Q(content_type=ContentType.objects.get_for_model(Action), object_id=str(action.pk))
    for model in FACTS:
        keys = model.objects.filter(action=action).order_by().values(key=Cast("pk", models.CharField()))
        found |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    entries = one_line_per_change(ModelLogEntry.objects.filter(found)).select_related("user", "content_type")
    before = Revision.objects.previous_revision_id_subquery()
    return entries.annotate(previous_revision_id=before).order_by("-timestamp", "-pk")


def history_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    page: Page = ClampedPaginator(entries_of(action), LINES).page(request.GET.get("p", 1))
    entries = list(page.object_list)
    records = _records(entries, request)
    return {"page": page, "lines": [_line(entry, records) for entry in entries]}


def _records(entries: list[ModelLogEntry], request: SignedInRequest) -> dict[tuple[type[models.Model], str], Any]:
    """Model and id → the record that an entry speaks of. One query for each kind on the page, two for their links."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.content_type.model_class()].add(entry.object_id)
    found: dict[tuple[type[models.Model], str], Any] = {}
    for model, ids in wanted.items():
        records = model._default_manager.filter(pk__in=ids)
        if model is Deployment:
            records = records.for_page()
        listed = list(records)
        put_addresses(listed, request.user)
        found |= {(model, str(record.pk)): record for record in listed}
    return found


def _line(entry: ModelLogEntry, records: dict[tuple[type[models.Model], str], Any]) -> Line:
    """What the record is called now: the entry may have kept the name of a person who withdrew their consent."""
    model = entry.content_type.model_class()
    record = records[model, entry.object_id]
    return Line(
        when=entry.timestamp,
        person=entry.user_display_name,
        what=entry.message,
        reason=entry.comment,
        kind=capfirst(model._meta.verbose_name),
        name=record.who if isinstance(record, Deployment) else str(record),
        address=record.address_here,
        comparison=_comparison(model, entry),
    )


def _comparison(model: type[models.Model], entry: Any) -> str:
    if not entry.previous_revision_id or not entry.content_changed:
        return ""
    versions = [entry.object_id, entry.previous_revision_id, entry.revision_id]
    return reverse(viewset_of(model).get_url_name("revisions_compare"), args=versions)


def keep_trace_of_deleted(request: SignedInRequest, records: list[Any]) -> None:
    """For the hook `after_delete_snippet`: what is gone says no more to which Action it belonged."""
    for record in records:
        if isinstance(record, FACTS):
            told = {"kind": str(record._meta.verbose_name), "title": _public_title(record)}
            # An id of its own: the history shows one line for each id, and many may go at once.
            log(instance=record.action, action=FACT_DELETED, user=request.user, uuid=uuid4(), data=told)


def _public_title(record: models.Model) -> str:
    """Nobody's name: it would stay in the history after a person has withdrawn their consent."""
    return "" if isinstance(record, Deployment) else str(record)
