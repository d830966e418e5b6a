"""The tabs of an Action's screen, and what each of them shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actions.base.models import User
from actions.models import Action, Activity, Component, Milestone, Output
from experts.models import Deployment
from experts.viewsets import SEES_ROSTER
from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import actions_to_write_about

from .addresses import address_of_copy, address_of_log, address_to_add, put_addresses, put_addresses_of_writing
from .history import history_tab
from .overview import overview_tab
from .signed_in import SignedInRequest
from .sources import sources_tab

OVERVIEW = "overview"


def _may_write(action: Action, user: User) -> bool:
    return Action.objects.editable_by(user).contains(action)


def components_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    user = request.user
    components = list(Component.objects.filter(action=action).order_by("order", "title"))
    milestones = list(Milestone.objects.filter(action=action))
    put_addresses(components, user)
    put_addresses(milestones, user)
    may_write = _may_write(action, user)
    return {
        "components": components,
        "milestones": milestones,
        "add_component": address_to_add(Component, action, user, may_write),
        "add_milestone": address_to_add(Milestone, action, user, may_write),
    }


def activities_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    activities = list(Activity.objects.latest_of(action).for_screen())
    put_addresses(activities, request.user)
    put_addresses_of_writing(activities, action, request.user)
    may_write = _may_write(action, request.user)
    for activity in activities if may_write else []:
        activity.address_of_copy = address_of_copy(activity)
    add = address_of_log(action) if may_write else ""
    return {"activities": activities, "add_activity": add}


def experts_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    """A name is told to those who see the roster; to others the public words."""
    user = request.user
    deployments = list(Deployment.objects.filter(action=action).for_screen())
    put_addresses(deployments, user)
    sees_names = user.has_perm(SEES_ROSTER)
    for row in deployments:
        row.told = row.expert.name if row.expert and sees_names else row.who
    return {
        "deployments": deployments,
        "figures": Deployment.objects.shown_with(action).figures(),
        "add_deployment": address_to_add(Deployment, action, user, _may_write(action, user)),
    }


def outputs_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    outputs = list(Output.objects.filter(action=action).for_screen())
    put_addresses(outputs, request.user)
    put_addresses_of_writing(outputs, action, request.user)
    add = address_to_add(Output, action, request.user, _may_write(action, request.user))
    return {"outputs": outputs, "add_output": add}


def knowledge_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    items = list(KnowledgeItem.objects.filter(action=action).for_screen())
    put_addresses(items, request.user)
    may_write = actions_to_write_about(request.user).contains(action)
    return {"items": items, "add_item": address_to_add(KnowledgeItem, action, request.user, may_write)}


@dataclass(frozen=True)
class Tab:
    """`fill` fetches what the template shows, in a number of queries that does not grow with the facts."""

    slug: str
    label: str | Promise
    fill: Callable[[Action, SignedInRequest], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"workspace/action/tabs/{self.slug}.html"


TABS = (
    Tab(OVERVIEW, _("Overview"), overview_tab),
    Tab("components", _("Components and milestones"), components_tab),
    Tab("activities", _("Activities"), activities_tab),
    Tab("experts", _("Experts"), experts_tab),
    Tab("outputs", _("Outputs"), outputs_tab),
    Tab("knowledge", _("Knowledge items"), knowledge_tab),
    Tab("sources", _("Sources"), sources_tab),
    Tab("history", _("History"), history_tab),
)
