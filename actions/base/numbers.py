"""Ids that no row can have. `pk=` finds nothing for one that is too large; `pk__in=` is a server error in SQLite."""

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In

from .ids import LARGEST

SMALLEST = -LARGEST - 1


class InReach(In):
    """Several numbers as they were sent, by a list of ticked boxes or an address: what none can be is left out."""

    def get_prep_lookup(self) -> Any:
        wanted: Any = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return wanted
        return [one for one in wanted if not isinstance(one, int) or SMALLEST <= one <= LARGEST]


def leave_out_what_no_row_can_have() -> None:
    """For the start of the portal: from then on it holds for every query."""
    IntegerField.register_lookup(InReach)
