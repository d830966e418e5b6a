"""The screen itself: one tab at a time, each at an address of its own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from .addresses import address_of_log
from .base import OfAction
from .handing_over import may_hand_over
from .tabs import OVERVIEW, TABS, Tab


class ActionView(OfAction):
    """Read by all who may read Actions; what changes it is offered to those who may."""

    wanted = "view"
    template_name = "workspace/action/screen.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    @cached_property
    def tab(self) -> Tab:
        """Http404 for a tab that there is not."""
        asked = self.kwargs.get("tab", OVERVIEW)
        for tab in TABS:
            if tab.slug == asked:
                return tab
        raise Http404

    def get_page_title(self) -> str:
        return str(self.tab.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tab=self.tab,
            tabs=[(tab, self._address_of(tab)) for tab in TABS],
            log_address=address_of_log(self.action) if self.may_change else "",
            may_hand_over=may_hand_over(self.request.user, self.action),
            **self.tab.fill(self.action, self.request),
            **kwargs,
        )

    def _address_of(self, tab: Tab) -> str:
        if tab.slug == OVERVIEW:
            return self.screen_address
        return reverse("workspace_action_tab", args=[self.action.slug, tab.slug])
