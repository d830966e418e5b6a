"""The columns of the public list of Actions."""

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from actions.models import Action


class ActionTable(tables.Table):
    """One row an Action. Years sort by the first known year, evidence by the number of knowledge items."""

    title = tables.TemplateColumn(template_name="actions/cells/title.html", verbose_name=_("Action"), order_by="title")
    place = tables.Column(verbose_name=_("Where"), orderable=False)
    span = tables.Column(verbose_name=_("Years"))
    areas = tables.TemplateColumn(template_name="actions/cells/areas.html", verbose_name=_("Areas"), orderable=False)
    # The first press shows the best evidenced first: nobody looks for the least.
    evidence = tables.TemplateColumn(
        template_name="actions/cells/evidence.html", verbose_name=_("Evidence"), initial_sort_descending=True
    )

    def order_span(self, actions: QuerySet[Action], is_descending: bool) -> tuple[QuerySet[Action], bool]:
        order = F("first_year").desc(nulls_last=True) if is_descending else F("first_year").asc(nulls_last=True)
        return actions.order_by(order, "title"), True

    def order_evidence(self, actions: QuerySet[Action], is_descending: bool) -> tuple[QuerySet[Action], bool]:
        return actions.order_by("-evidence" if is_descending else "evidence", "title"), True
