"""`/admin/completeness/`: the Actions by how complete their record is, and what is missing most often."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from actions.base.pagination import ClampedPaginator
from actions.gaps import Completeness, Rule
from actions.models import Action
from actions.models.action_queryset import ActionQuerySet
from mieux_portal.workspace.board_view import BoardView
from mieux_portal.workspace.whom import names_by_action

from .of_actions import completeness_by_action
from .rules import RULES, RULES_BY_SLUG
from .table import CompletenessTable, Row

ROWS = 25


@dataclass(frozen=True)
class FrequentGap:
    """A rule, and how many of the Actions break it: as many as its link lists."""

    rule: Rule
    actions: int
    chosen: bool


def gaps_by_frequency(found: Iterable[Completeness], chosen: str = "") -> list[FrequentGap]:
    """The rules that are broken, the most frequent first."""
    counts: Counter[str] = Counter()
    for completeness in found:
        counts.update(completeness.broken.keys())
    gaps = [FrequentGap(rule, counts[rule.slug], rule.slug == chosen) for rule in RULES if counts[rule.slug]]
    return sorted(gaps, key=lambda gap: -gap.actions)


class CompletenessView(BoardView):
    address_name = "workspace_completeness"
    template_name = "workspace/completeness/portfolio.html"
    page_title = _("Completeness")
    header_icon = "success"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Action.objects.managed_by(self.request.user, with_cover=True)
        has_own = own.exists()
        of = self.request.GET.get("of") or ("mine" if has_own else "all")
        gap = self.request.GET.get("gap", "")
        understood = of in ("mine", "all") and (not gap or gap in RULES_BY_SLUG)
        actions = own if of == "mine" else Action.objects.all()
        found = completeness_by_action(actions if understood else Action.objects.none())
        table = self._table(actions, found, gap)
        return super().get_context_data(
            table=table,
            count=table.paginator.count,
            of=of,
            has_own=has_own,
            understood=understood,
            gap=RULES_BY_SLUG.get(gap),
            gaps=gaps_by_frequency(found.values(), gap),
            **kwargs,
        )

    def _table(self, actions: ActionQuerySet, found: dict[int, Completeness], gap: str) -> CompletenessTable:
        """The rows, those with this gap where one is given; names are asked for the page that is shown only."""
        known = [(action, found[action.pk]) for action in actions.for_completeness() if action.pk in found]
        rows = [Row(action, completeness) for action, completeness in known if not gap or gap in completeness.broken]
        table = CompletenessTable(rows)
        pages = {"per_page": ROWS, "paginator_class": ClampedPaginator}
        RequestConfig(self.request, paginate=pages).configure(table)
        shown = [row.record for row in table.page.object_list]
        names = names_by_action(row.action.pk for row in shown)
        for row in shown:
            row.names = names.get(row.action.pk, [])
        return table
