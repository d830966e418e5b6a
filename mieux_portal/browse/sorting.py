"""The orders in which lists can be read. One name each in the address, whatever view shows the records.

An order needs what its records are annotated with: `known_from`, `evidence`, and `relevance` where words were searched.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

USUAL = "-evidence"
RELEVANCE = "relevance"

SORTS: Mapping[str, Any] = {
    RELEVANCE: _("Most relevant"),
    "-evidence": _("Best evidenced"),
    "-span": _("Newest"),
    "span": _("Oldest"),
    "title": _("Title"),
    "evidence": _("Least evidenced"),
    "-title": _("Title, from the end"),
}
OFFERED = ("-evidence", "-span", "span", "title")


def usual_sort(with_words: bool) -> str:
    """The order that holds where the address names none: by relevance where words were searched."""
    return RELEVANCE if with_words else USUAL


def offered_sorts(with_words: bool) -> tuple[str, ...]:
    """Relevance to no words would be no order."""
    return (RELEVANCE, *OFFERED) if with_words else OFFERED


def ordered(records: QuerySet[Any], sort: str, title: str = "title") -> QuerySet[Any]:
    """`records` in this order; equals by their title, and at last by id, so that no page repeats a row.

    `title`: the field of the records' own words. What is unknown comes last in both directions.
    """
    return records.order_by(*_first(sort, title), title, "pk")


def _first(sort: str, title: str) -> list[OrderBy]:
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name == RELEVANCE:
        return [F("relevance").desc(), F("evidence").desc()]
    field = F({"span": "known_from", "evidence": "evidence", "title": title}[name])
    return [field.desc(nulls_last=True) if falling else field.asc(nulls_last=True)]
