"""What people changed lately in some Actions: who, what and when, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from actions.models import Action
from actions.models.action_queryset import ActionQuerySet
from mieux_portal.workspace.addresses import action_address
from mieux_portal.workspace.changes import changed_records, changes_of, name_without_person
from mieux_portal.workspace.completeness.links import reading_address

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
    latest = list(changes_of(actions).filter(user__isnull=False)[:number])
    records = changed_records(latest)
    return [_told(entry, records[entry.content_type.model_class()][entry.object_id]) for entry in latest]


def _told(entry: ModelLogEntry, record: Any) -> Change:
    action = record if isinstance(record, Action) else record.action
    words = {
        "person": entry.user.full_name,
        "kind": record._meta.verbose_name,
        "name": name_without_person(record),
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
