"""Beside a change in the history stands why it was made, where somebody said so."""

from typing import Any

from wagtail.log_actions import LogFormatter, registry
from wagtail.models import ModelLogEntry

TELL_A_REASON = ("wagtail.create", "wagtail.edit", "wagtail.revert")


class WithReason(LogFormatter):
    """Says what another formatter says, and the reason as the comment to it."""

    def __init__(self, formatter: LogFormatter) -> None:
        self._formatter = formatter
        self.label = formatter.label

    def format_message(self, log_entry: Any) -> Any:
        return self._formatter.format_message(log_entry)

    def format_comment(self, log_entry: Any) -> Any:
        return log_entry.data.get("reason") or self._formatter.format_comment(log_entry)


def show_reasons(actions: Any) -> None:
    """For the hook `register_log_actions`, after Wagtail's own: its edits and restorations tell their reason, too."""
    for name in TELL_A_REASON:
        actions.formatters[name] = WithReason(actions.formatters[name])


class KeepsTheReason:
    """Goes before a view that saves a record: Wagtail writes the entry of the history, but no reason into it."""

    new_revision: Any

    def save_instance(self) -> Any:
        record = super().save_instance()  # type: ignore[misc]
        if record.change_reason:
            entries: Any = registry.get_logs_for_instance(record)
            entry: ModelLogEntry = entries.filter(revision=self.new_revision).latest("timestamp", "pk")
            entry.data = {**entry.data, "reason": record.change_reason}
            entry.save(update_fields=["data"])
        return record
