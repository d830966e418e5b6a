"""`/admin/worklist/`: what is late, waiting, due or missing, on whom, and where it is dealt with."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.base.models import User
from actions.base.pagination import LARGEST_PAGE, ClampedPaginator

from .board import Entry, entries
from .filters import WorklistFilter
from .kinds import KINDS, Urgency


@dataclass(frozen=True)
class Group:
    """The rows of one urgency that stand on this page, of all that there are."""

    urgency: Urgency
    count: int
    entries: list[Entry]


class WorklistView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "actions.view_action"
    raise_exception = True
    template_name = "workspace/worklist/worklist.html"
    page_title = _("Worklist")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": reverse("workspace_worklist"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        assert isinstance(user, User)
        chosen = WorklistFilter(self.request.GET, user)
        board = chosen.board()
        counts = board.counts()
        page = ClampedPaginator(board.rows(), LARGEST_PAGE).page(self.request.GET.get("page"))
        shown = entries(list(page.object_list), user)
        totals = {urgency: sum(counts[kind.slug] for kind in KINDS if kind.urgency is urgency) for urgency in Urgency}
        groups = [
            Group(urgency, totals[urgency], [entry for entry in shown if entry.urgency is urgency])
            for urgency in Urgency
        ]
        return super().get_context_data(
            form=chosen,
            totals=[(urgency, totals[urgency]) for urgency in Urgency],
            groups=[group for group in groups if group.entries],
            page=page,
            count=page.paginator.count,
            **kwargs,
        )
