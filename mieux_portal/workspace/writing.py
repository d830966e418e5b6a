"""The way from an activity or an output to what was learnt in it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from actions.base.models import User
from actions.models import Activity, Output
from practices.writing import address_to_write


def write_button(record: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """For the hook `register_snippet_listing_buttons`. Which Actions one may write about, the form itself asks."""
    if isinstance(record, Activity | Output) and user.has_perm("practices.add_knowledgeitem"):
        yield Button(_("Write what was learnt"), address_to_write(record), icon_name="openquote", priority=40)
