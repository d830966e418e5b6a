"""The span of years of an Action, each end as far as it is known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

PLAUSIBLE_YEARS = (2000, 2100)  # within which all that the initiative did and left behind has to lie


@dataclass(frozen=True)
class Span:
    """First and last year; None is «not recorded», never a guess."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        """«2012–2016», «2014», «from 2014», «until 2019» or «years not recorded»."""
        if self.first and self.last:
            return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        if self.first:
            return _("from %(year)d") % {"year": self.first}
        if self.last:
            return _("until %(year)d") % {"year": self.last}
        return _("years not recorded")

    @property
    def known(self) -> bool:
        return bool(self.first or self.last)

    def years(self) -> range:
        """The years that it covers; with one end unknown, only the known one."""
        first, last = self.first or self.last, self.last or self.first
        return range(first, last + 1) if first and last else range(0)
