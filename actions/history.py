"""What the history says of a change to an Action that is more than an edit, with its reason beside it."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from .models.changes import FACT_DELETED, HANDED_OVER, PUBLISHED, STATUS_CHANGED, TAKEN_BACK


class TellsReason(LogFormatter):
    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data.get("reason", ""))


class Published(TellsReason):
    label = gettext_lazy("Publish an Action")
    message = gettext_lazy("Published: its facts are public")


class TakenBack(TellsReason):
    label = gettext_lazy("Take an Action back")
    message = gettext_lazy("Taken back: nothing of it is public")


class HandedOver(TellsReason):
    label = gettext_lazy("Hand an Action over")

    def format_message(self, log_entry: Any) -> str:
        people = {"leaver": "?", "successor": "?", **log_entry.data}
        return _("Handed over from %(leaver)s to %(successor)s") % people


class StatusChanged(TellsReason):
    label = gettext_lazy("Change the status of an Action")

    def format_message(self, log_entry: Any) -> str:
        told = log_entry.data
        day = told.get("day")
        return _("Status: from “%(before)s” to “%(after)s”, on %(day)s") % {
            "before": told.get("before") or _("not recorded"),
            "after": told.get("after") or _("not recorded"),
            "day": date_format(date.fromisoformat(day)) if day else _("a day that is not recorded"),
        }


class FactDeleted(TellsReason):
    label = gettext_lazy("Delete a fact of an Action")

    def format_message(self, log_entry: Any) -> str:
        told = {"kind": "?", "title": "", **log_entry.data}
        return _("Deleted: %(kind)s “%(title)s”") % told if told["title"] else _("Deleted: %(kind)s") % told


FORMATTERS = {
    PUBLISHED: Published,
    TAKEN_BACK: TakenBack,
    HANDED_OVER: HandedOver,
    STATUS_CHANGED: StatusChanged,
    FACT_DELETED: FactDeleted,
}


def name_changes(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    for name, formatter in FORMATTERS.items():
        actions.register_action(name)(formatter)
