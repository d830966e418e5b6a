"""The lines of a history. Wagtail writes one entry for each save, and shows the last of each request."""

from typing import Any

from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from actions.base.models import Record

FIRST_VERSION = "records.first_version"


def name_first_version(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(FIRST_VERSION, _("Keep the first version"), _("Kept as it was before the first change"))


def keep_first_version(record: Record) -> None:
    """The state of a record that has no version yet, with an entry: only what has one can be restored."""
    version = record.save_revision(clean=False, changed=False)  # public words do not become a draft by it
    log(instance=record, action=FIRST_VERSION, revision=version, content_changed=True)


def one_line_per_change(entries: Any) -> Any:
    """Of the entries of one request about one record only the last: autosave writes many.

    Wagtail's own method forgets to ask about the record: where one request writes an activity and its experts, only
    the last of them would have a history.
    """
    same = ModelLogEntry.objects.filter(
        uuid=OuterRef("uuid"),
        action=OuterRef("action"),
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
    )
    last = same.order_by("-timestamp", "-pk").values("pk")[:1]
    return entries.filter(Q(uuid__isnull=True) | Q(pk=last))
