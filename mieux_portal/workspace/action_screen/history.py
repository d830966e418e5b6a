"""The tab of history: every change of the Action and of its facts, with person, time, reason and comparison."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.paginator import Page
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from actions.base.pagination import ClampedPaginator
from actions.models import Action
from actions.models.changes import FACT_DELETED
from experts.models import Deployment
from mieux_portal.workspace.addresses import viewset_of
from mieux_portal.workspace.changes import PARTS, changed_records, changes_of, name_without_person

from .addresses import put_addresses
from .signed_in import SignedInRequest

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


def history_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    """With each entry the id of the version before."""
    before = Revision.objects.previous_revision_id_subquery()
    changes = changes_of(Action.objects.filter(pk=action.pk)).annotate(previous_revision_id=before)
    page: Page = ClampedPaginator(changes, LINES).page(request.GET.get("p", 1))
    entries = list(page.object_list)
    records = changed_records(entries)
    for several in records.values():
        put_addresses(list(several.values()), request.user)
    return {"page": page, "lines": [_line(entry, records) for entry in entries]}


def _line(entry: ModelLogEntry, records: dict[type[models.Model], dict[str, Any]]) -> Line:
    """What the record is called now: the entry may have kept the name of a person who withdrew their consent."""
    model = entry.content_type.model_class()
    record = records[model][entry.object_id]
    return Line(
        when=entry.timestamp,
        person=entry.user_display_name,
        what=entry.message,
        reason=entry.comment,
        kind=capfirst(model._meta.verbose_name),
        name=name_without_person(record),
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
        if isinstance(record, PARTS):
            told = {"kind": str(record._meta.verbose_name), "title": _public_title(record)}
            # An id of its own: the history shows one line for each id, and many may go at once.
            log(instance=record.action, action=FACT_DELETED, user=request.user, uuid=uuid4(), data=told)


def _public_title(record: models.Model) -> str:
    """Nobody's name: it would stay in the history after a person has withdrawn their consent."""
    return "" if isinstance(record, Deployment) else str(record)
