"""The columns of the portfolio by completeness."""

from dataclasses import dataclass, field
from fractions import Fraction

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from actions.gaps import Completeness
from actions.models import Action
from mieux_portal.workspace.addresses import action_address

CELLS = "workspace/completeness/cells"


@dataclass
class Row:
    """One Action. `names`: on whom it is; put in for the rows of the page only."""

    action: Action
    completeness: Completeness
    names: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.action.title

    @property
    def address(self) -> str:
        return action_address(self.action)

    @property
    def status(self) -> str:
        return str(self.action.status or "")

    @property
    def share(self) -> Fraction:
        applicable = self.completeness.applicable
        return Fraction(self.completeness.fulfilled, applicable) if applicable else Fraction(1)

    @property
    def missing(self) -> int:
        return len(self.completeness.broken)


class CompletenessTable(tables.Table):
    """Sorted by the exact share: two Actions of «47 %» need not be equally complete."""

    title = tables.TemplateColumn(template_name=f"{CELLS}/title.html", verbose_name=_("Action"))
    status = tables.Column(verbose_name=_("Status"), order_by=("status", "title"), default=_("not recorded"))
    names = tables.TemplateColumn(template_name=f"{CELLS}/names.html", verbose_name=_("On whom"), orderable=False)
    completeness = tables.TemplateColumn(
        template_name=f"{CELLS}/completeness.html", verbose_name=_("Completeness"), order_by=("share", "title")
    )
    missing = tables.Column(verbose_name=_("Missing"), order_by=("missing", "title"), initial_sort_descending=True)

    class Meta:
        order_by = "completeness"
