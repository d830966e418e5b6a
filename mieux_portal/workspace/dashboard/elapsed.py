"""How much of an Action's time has passed, in words and, where both its ends are known, as a share."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.base.partial_dates import PartialDate
from actions.models import Action
from mieux_portal.workspace.worklist.days import span_in_words

DAYS_IN_A_MONTH = 30.44


@dataclass(frozen=True)
class Elapsed:
    """`percent` is None where an end is not known: no bar is drawn then."""

    words: str
    percent: int | None = None


def elapsed(action: Action, today: date) -> Elapsed:
    """By the Action's own dates or else by the years that a source reports, as its span."""
    start, end = _ends(action)
    if start is None or end is None:
        return Elapsed(_one_end(start, end, today))
    first, last = start.first, end.last
    percent = 100 * min(max((today - first).days, 0), (last - first).days + 1) // ((last - first).days + 1)
    runs = action.status is not None and action.status.running
    return Elapsed(_both_ends(first, last, today, runs), percent)


def _ends(action: Action) -> tuple[PartialDate | None, PartialDate | None]:
    if action.has_own_dates:
        return action.started, action.ended
    years = (action.reported_from, action.reported_to)
    first, last = (PartialDate.parse(str(year)) if year else None for year in years)
    return first, last


def _one_end(start: PartialDate | None, end: PartialDate | None, today: date) -> str:
    if start:
        told = _("since %(date)s; its end is not recorded") if start.first <= today else _("from %(date)s")
        return told % {"date": start}
    if end:
        return _("until %(date)s; its start is not recorded") % {"date": end}
    return _("its dates are not recorded")


def _both_ends(first: date, last: date, today: date, runs: bool) -> str:
    if today < first:
        return _("begins in %(span)s") % {"span": span_in_words((first - today).days)}
    if today > last:
        told = _("was to end %(span)s ago") if runs else _("ended %(span)s ago")
        return told % {"span": span_in_words((today - last).days)}
    all_months = max(round((last - first).days / DAYS_IN_A_MONTH), 1)
    passed = min(round((today - first).days / DAYS_IN_A_MONTH), all_months)
    told = ngettext("%(passed)d of %(n)d month has passed", "%(passed)d of %(n)d months have passed", all_months)
    return told % {"passed": passed, "n": all_months}
