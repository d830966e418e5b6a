"""`/admin/worklist/`: what is late, waiting, due or missing, on whom, and where it is dealt with."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.base.models import User
from actions.base.pagination import LARGEST_PAGE, ClampedPaginator
from mieux_portal.workspace.board_view import BoardView

from .board import Entry, entries
from .filters import WorklistFilter
from .kinds import KINDS, Urgency


@dataclass(frozen=True)
class Group:
    """The rows of one urgency that stand on this page, of all that there are."""

    urgency: Urgency
    count: int
    entries: list[Entry]


class WorklistView(BoardView):
    address_name = "workspace_worklist"
    template_name = "workspace/worklist/worklist.html"
    page_title = _("Worklist")
    header_icon = "list-ul"

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
