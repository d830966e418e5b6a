"""Days in words, as somebody would say them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .kinds import Urgency


def span_in_words(days: int) -> str:
    """«1 day», «59 days», «2 months», «3 years»: rounded down, as long as it is clear at a glance."""
    if days >= 730:
        return ngettext("%(n)d year", "%(n)d years", days // 365) % {"n": days // 365}
    if days >= 60:
        return ngettext("%(n)d month", "%(n)d months", days // 30) % {"n": days // 30}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def told(day: date, today: date, urgency: Urgency) -> str:
    """«in 5 days», «12 days ago», «waiting for 3 months», or «today»."""
    days = abs((day - today).days)
    if not days:
        return _("today")
    span = {"span": span_in_words(days)}
    if urgency is Urgency.WAITING:
        return _("waiting for %(span)s") % span
    return (_("in %(span)s") if day > today else _("%(span)s ago")) % span
