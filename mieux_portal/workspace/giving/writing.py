"""One record is given what it lacks, by the way of every write: its rules, its history, a version."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from wagtail.models import DraftStateMixin

from actions.base.admin.trail import keep_first_version
from actions.base.models import Record, User
from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import PUBLISHES

# Adds to a record what it lacks of something, and says whether that was anything.
Adding = Callable[[Any], bool]


class Outcome(Enum):
    CHANGED = auto()
    DRAFTED = auto()  # its public words stay as they are until somebody publishes the draft
    HAD_IT = auto()


def give(record: Record, add: Adding, user: User) -> Outcome:
    """Saves the record with what `add` adds to it. ValidationError where one of its rules is broken by now."""
    current = type(record)._default_manager.get(pk=record.pk)  # it may have changed since it was listed
    if current.latest_revision_id is None:  # so that its history can tell what was there before
        keep_first_version(current)
    if isinstance(current, DraftStateMixin):
        return _give_words(current, add, user)
    if not add(current):
        return Outcome.HAD_IT
    current.write(user)
    return Outcome.CHANGED


def _give_words(item: KnowledgeItem, add: Adding, user: User) -> Outcome:
    """Words go on from their latest version, and are published only where all of that is public already.

    A draft that waits beside public words is somebody's unfinished work.
    """
    latest = item.get_latest_revision_as_object()
    if not add(latest):
        return Outcome.HAD_IT
    goes_live = item.live and not item.has_unpublished_changes and user.has_perm(PUBLISHES)
    if not item.live:
        latest.full_clean()
        latest.save()  # the row of words that nobody sees is that of their draft, as Wagtail's form keeps it
    revision = latest.save_revision(user=user, log_action=True)
    if goes_live:
        revision.publish(user=user)
    return Outcome.CHANGED if goes_live or not item.live else Outcome.DRAFTED
