"""Portfolios for the boards: Actions with something of every kind that the worklist knows."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision, Workflow

from actions.base.models import User
from actions.models import Action, Objective
from practices.models import KnowledgeItem
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    DeploymentFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OutputFactory,
    UserFactory,
)
from tests.gaps import status


def manager(**fields: Any) -> User:
    made: User = UserFactory(groups=["Programme managers"], **fields)
    return made


def day(days: int) -> str:
    """So many days from today, as a form takes it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def handed_in(by: User, **fields: Any) -> KnowledgeItem:
    """A draft that waits for an editor."""
    item: KnowledgeItem = KnowledgeItemFactory(live=False, **fields)
    item.save_revision(user=by)
    Workflow.objects.get(name="Editors' approval").start(item, by)
    return item


def old_draft(days: int = 90, **fields: Any) -> KnowledgeItem:
    """A draft that nobody has touched for so many days."""
    item: KnowledgeItem = KnowledgeItemFactory(live=False, **fields)
    revision = item.save_revision()
    Revision.objects.filter(pk=revision.pk).update(created_at=timezone.now() - timedelta(days=days))
    return item


def with_everything(by: User, author: User | None = None) -> Action:
    """An Action of this manager with something of every kind of the worklist, at least once.

    `author` handed in what waits to be approved: on their own dashboard, Wagtail asks for each of these items.
    """
    author = author or by
    action: Action = ActionFactory(managers=[by], status=status("ongoing"), started="2020", ended=day(-3))
    over: Action = ActionFactory(managers=[by], status=status("completed"), started="2012", reported_to=2014)
    Objective.objects.create(action=over, text="Shared definitions", sort_order=0)
    long_over: Action = ActionFactory(managers=[by], status=status("completed"), started="2012", ended="2013")
    ActionFactory(managers=[by])
    ActivityFactory(action=action, state="planned", start=day(-20), end=day(-10))
    ActivityFactory(action=action, state="planned", start=day(5))
    done = ActivityFactory(action=action, state="done", start=day(-40))
    DeploymentFactory(action=action, activity=done)
    MilestoneFactory(action=action, date=day(-7))
    MilestoneFactory(action=action, date=day(7))
    OutputFactory(action=action, state="drafted", date=day(-70))
    KnowledgeItemFactory(action=long_over)
    handed_in(author, action=action)
    sent_back = handed_in(author, action=action)
    sent_back.current_workflow_task_state.reject(user=author)
    old_draft(action=action)
    return action


def queries_of(client: Client, address: str) -> int:
    """How many queries an address takes, once the caches of content types and sites are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(captured)


def today() -> date:
    return timezone.localdate()
