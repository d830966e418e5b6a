"""What all screens of an Action share: who may come in, and the way there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.models import Action
from mieux_portal.browse.addresses import moved_or_404
from mieux_portal.workspace.addresses import action_address, policy_of, viewset_of

from .signed_in import SignedInRequest


def action_for(request: HttpRequest, slug: str, wanted: str = "view") -> Action:
    """The Action of this slug, where this person may do with it what is `wanted`.

    Http404 where there is none, PermissionDenied where they may not; an earlier slug leads on.
    """
    action: Action = moved_or_404(request, Action.objects.for_screen(), slug)
    if not policy_of(Action).user_has_permission_for_instance(request.user, wanted, action):
        raise PermissionDenied
    return action


class OfAction(WagtailAdminTemplateMixin, View):
    """A screen of one Action, in Wagtail's frame. `wanted` is what one must be allowed to do with it."""

    wanted = "change"
    header_icon = "folder-open-inverse"
    action: Action
    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.action = action_for(request, kwargs["slug"], self.wanted)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def screen_address(self) -> str:
        return action_address(self.action)

    @cached_property
    def may_change(self) -> bool:
        """Whether this person may change the Action and its facts."""
        allowed: bool = policy_of(Action).user_has_permission_for_instance(self.request.user, "change", self.action)
        return allowed

    def get_page_subtitle(self) -> str:
        return self.action.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        actions = {
            "url": reverse(viewset_of(Action).get_url_name("list")),
            "label": capfirst(Action._meta.verbose_name_plural),
        }
        own = {"url": self.screen_address, "label": self.action.title}
        here = {"url": "", "label": self.get_page_title() or _("Overview"), "sublabel": self.action.title}
        return [*self.breadcrumbs_items, actions, own, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            action=self.action,
            may_change=self.may_change,
            screen_address=self.screen_address,
            edit_address=reverse(viewset_of(Action).get_url_name("edit"), args=[self.action.pk]),
            **kwargs,
        )
