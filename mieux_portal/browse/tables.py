"""The columns of the public lists, in their view as a table. A header sorts by the name that the address takes."""

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .sorting import ordered

Rows = tuple[QuerySet[Any], bool]


class SortedTable(tables.Table):
    """What both tables have in common: three columns that sort, each by an order of `sorting`."""

    words = "title"  # the field that `title` sorts by

    def order_title(self, rows: QuerySet[Any], is_descending: bool) -> Rows:
        return self._in_order(rows, "title", is_descending)

    def order_span(self, rows: QuerySet[Any], is_descending: bool) -> Rows:
        return self._in_order(rows, "span", is_descending)

    def order_evidence(self, rows: QuerySet[Any], is_descending: bool) -> Rows:
        return self._in_order(rows, "evidence", is_descending)

    def _in_order(self, rows: QuerySet[Any], name: str, is_descending: bool) -> Rows:
        return ordered(rows, f"-{name}" if is_descending else name, self.words), True


class ActionTable(SortedTable):
    """One row an Action. Years sort by the first that it covers, evidence by the number of knowledge items."""

    title = tables.TemplateColumn(template_name="actions/cells/title.html", verbose_name=_("Action"), order_by="title")
    place = tables.TemplateColumn(template_name="actions/cells/place.html", verbose_name=_("Where"), orderable=False)
    span = tables.Column(verbose_name=_("Years"))
    areas = tables.TemplateColumn(template_name="actions/cells/areas.html", verbose_name=_("Areas"), orderable=False)
    # The first press shows the best evidenced first: nobody looks for the least.
    evidence = tables.TemplateColumn(
        template_name="actions/cells/evidence.html", verbose_name=_("Evidence"), initial_sort_descending=True
    )


class KnowledgeTable(SortedTable):
    """One row a knowledge item. Years are those in which it was seen, else those of its Action."""

    words = "heading"

    title = tables.TemplateColumn(
        template_name="practices/cells/title.html", verbose_name=_("What was learnt"), order_by="title"
    )
    action = tables.TemplateColumn(
        template_name="practices/cells/action.html", verbose_name=_("Action"), orderable=False
    )
    span = tables.TemplateColumn(template_name="practices/cells/years.html", verbose_name=_("Years"))
    evidence = tables.TemplateColumn(
        template_name="practices/cells/criteria.html", verbose_name=_("Criteria"), initial_sort_descending=True
    )
