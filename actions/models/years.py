"""The years of an Action, as a database computes them: `Action.span` and `Membership.covers` in SQL.

`to_action` is the lookup from a record to its Action: «action__», or nothing for an Action itself.
"""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, ExtractYear

NO_YEAR = Q(known_from=None)  # after `known_years`


def span_years(to_action: str = "") -> dict[str, Case]:
    """`first_year` and `last_year`, None where unknown: by own dates where one is known, or else as reported."""
    own_dates = Q(**{f"{to_action}started_first__isnull": False}) | Q(**{f"{to_action}ended_last__isnull": False})
    ends = {"first_year": ("started_first", "reported_from"), "last_year": ("ended_last", "reported_to")}
    return {
        name: Case(
            When(own_dates, then=ExtractYear(f"{to_action}{own}")),
            default=f"{to_action}{reported}",
            output_field=models.IntegerField(),
        )
        for name, (own, reported) in ends.items()
    }


def known_years(to_action: str = "") -> dict[str, Combinable]:
    """`known_from` and `known_to`, the years that are covered: with one end unknown only the known one, else None."""
    span = span_years(to_action)
    first, last = span["first_year"], span["last_year"]
    return {"known_from": Coalesce(first, last), "known_to": Coalesce(last, first)}


def overlap(start: str, end: str, known_from: Combinable, known_to: Combinable) -> Q:
    """A record held in one of the years; an unknown start is long ago, an unknown end is still to come."""
    begun = Q(**{f"{start}_first": None}) | Q(**{f"{start}_first__year__lte": known_to})
    return begun & (Q(**{f"{end}_last": None}) | Q(**{f"{end}_last__year__gte": known_from}))


def members_then(to_action: str = "") -> Q:
    """A membership of the regional body that held in a year of the Action.

    For one filter() call after `known_years`: only so do all its conditions speak of the same membership.
    """
    row = f"{to_action}regional_body__memberships"
    held = overlap(f"{row}__start", f"{row}__end", F("known_from"), F("known_to"))
    return Q(**{f"{row}__isnull": False}) & held & ~NO_YEAR


def is_member_then(memberships: models.QuerySet, to_action: str = "") -> Q:
    """One of these memberships is of the regional body and held in a year of the Action; after `known_years`."""
    held = overlap("start", "end", OuterRef("known_from"), OuterRef("known_to"))
    rows = memberships.filter(held, organisation=OuterRef(f"{to_action}regional_body"))
    return ~NO_YEAR & Q(Exists(rows.order_by()))
