"""What the log says of a remark: that something was done with it and by whom, never what the reader wrote."""

from typing import Any

from django.utils.translation import gettext_lazy as _

DONE = "remarks.done"
REOPENED = "remarks.reopened"
DELETED = "remarks.deleted"


def register_entries(actions: Any) -> None:
    """For the hook `register_log_actions`: name, label and sentence of each kind of entry."""
    actions.register_action(DONE, _("Deal with a remark"), _("Done; the e-mail address, if any, was erased"))
    actions.register_action(REOPENED, _("Take a remark up again"), _("Taken up again"))
    actions.register_action(DELETED, _("Delete a remark"), _("Deleted, with all that the reader wrote"))
