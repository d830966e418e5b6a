"""The panels of the dashboard, before Wagtail's own."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from actions.base.models import User
from mieux_portal.workspace.log_activity.access import may_log
from mieux_portal.workspace.worklist.kinds import Urgency
from practices.models.knowledge_queryset import PUBLISHES

from .lately import latest_changes
from .summary import MOST_ACTIONS, Summary, portfolio_in_short


class PortalPanel(Component):
    """A panel that shows something of a person's work."""

    order: ClassVar[int]

    def __init__(self, summary: Summary) -> None:
        self.summary = summary

    @property
    def user(self) -> User:
        return self.summary.user


class StartPanel(PortalPanel):
    """The first thing that most people come for; and what to do for whoever manages no Action yet."""

    name = "start"
    template_name = "workspace/dashboard/start.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        number = self.summary.number_of_actions
        logs = may_log(self.user)
        anywhere = number or self.user.has_perm("actions.change_any_action")
        return {
            "may_log": logs and anywhere,
            "waits_for_actions": logs and not anywhere,
            "may_add": self.user.has_perm("actions.add_action"),
        }


class MyActionsPanel(PortalPanel):
    name = "my_actions"
    template_name = "workspace/dashboard/my_actions.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        number = self.summary.number_of_actions
        return {"actions": self.summary.actions, "number": number, "more": number > MOST_ACTIONS}


class DuePanel(PortalPanel):
    name = "due"
    template_name = "workspace/dashboard/due.html"
    order = 30

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"entries": self.summary.due, "number": self.summary.number(Urgency.DUE)}


class ToDoPanel(PortalPanel):
    name = "to_do"
    template_name = "workspace/dashboard/to_do.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"entries": self.summary.to_do, "number": self.summary.number(*Urgency)}


class LatelyPanel(PortalPanel):
    name = "lately"
    template_name = "workspace/dashboard/lately.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"changes": latest_changes(self.summary.own)}


class ApprovalPanel(PortalPanel):
    """For those who publish: how much waits. Wagtail's own panel below has the buttons, where there is something."""

    name = "approval"
    template_name = "workspace/dashboard/approval.html"
    order = 14

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"number": self.summary.number_to_approve}


class PortfolioPanel(Component):
    """For those who look after every Action."""

    name = "portfolio"
    template_name = "workspace/dashboard/portfolio.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"portfolio": portfolio_in_short()}


def put_portal_panels(request: HttpRequest, panels: list[Any]) -> None:
    """For the hook `construct_homepage_panels`. Nothing of the Actions for who may not read them."""
    user = request.user
    assert isinstance(user, User)
    if not user.has_perm("actions.view_action"):
        return
    summary = Summary(user)
    panels.append(StartPanel(summary))
    if summary.number_of_actions:
        panels += [MyActionsPanel(summary), DuePanel(summary), ToDoPanel(summary), LatelyPanel(summary)]
    if user.has_perm(PUBLISHES):
        panels.append(ApprovalPanel(summary))
    if user.has_perm("actions.change_any_action"):
        panels.append(PortfolioPanel())
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = 15  # what waits for this person's approval, before anything else


def leave_out_numbers(request: HttpRequest, items: list[Any]) -> None:
    """For the hook `construct_homepage_summary_items`: how many pages and images there are helps nobody here."""
    items.clear()
