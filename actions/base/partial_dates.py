"""Dates as a source gives them: a day, a month or only a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date with its precision, held as its first and last possible day: October 2012 is 1 to 31 October."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2012», «2012-10» or «2012-10-05». ValidationError, with a sentence for people, for anything else."""
        match = PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValidationError(_("Write a year (2012), a month (2012-10) or a day (2012-10-05)."), code="date")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            first = date(year or 0, month or 1, day or 1)
        except ValueError as error:
            raise ValidationError(
                _("There is no such day as %(text)s. Check the month and the day."), "date", {"text": text}
            ) from error
        return cls(first, first if day else cls._last_day(first, whole_year=month is None))

    @staticmethod
    def _last_day(first: date, whole_year: bool) -> date:
        month = 12 if whole_year else first.month
        return date(first.year, month, calendar.monthrange(first.year, month)[1])

    @property
    def precision(self) -> str:
        """«day», «month», «year», or «range» for two days that are none of these."""
        if self.first == self.last:
            return "day"
        if self.first.day == 1 and self.last == self._last_day(self.first, whole_year=False):
            return "month"
        if (self.first.month, self.first.day) == (1, 1) and self.last == self._last_day(self.first, whole_year=True):
            return "year"
        return "range"

    @property
    def iso(self) -> str:
        """The form that `parse` reads; a range gives both its days."""
        lengths = {"day": 10, "month": 7, "year": 4}
        if length := lengths.get(self.precision):
            return self.first.isoformat()[:length]
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def __str__(self) -> str:
        """For people, in the language of the moment and no closer than what is known: «October 2012»."""
        formats = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}
        if wanted := formats.get(self.precision):
            return date_format(self.first, wanted)
        return f"{date_format(self.first)} – {date_format(self.last)}"


class PartialDateField:
    """Gives a model `<name>_first` and `<name>_last` columns, and `<name>` as a PartialDate or None.

    The pair is refused by the database when it is half empty or the wrong way round: put
    `partial_date_constraint(model, name)` among the model's constraints.
    """

    def __init__(self, verbose_name: Any, help_text: Any = "") -> None:
        self.verbose_name = verbose_name
        self.help_text = help_text

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Called by Django for each attribute of a model: adds the two columns and the property."""
        for end in ("first", "last"):
            column: models.DateField = models.DateField(self.verbose_name, null=True, blank=True, editable=False)
            column.contribute_to_class(model, f"{name}_{end}")

        def read(record: models.Model) -> PartialDate | None:
            first, last = getattr(record, f"{name}_first"), getattr(record, f"{name}_last")
            return PartialDate(first, last) if first and last else None

        def write(record: models.Model, value: PartialDate | None) -> None:
            setattr(record, f"{name}_first", value.first if value else None)
            setattr(record, f"{name}_last", value.last if value else None)

        # A real property, because only that is accepted by Model(start=...).
        setattr(model, name, property(read, write))
        inherited = getattr(model, "partial_dates", {})
        model.partial_dates = {**inherited, name: self}  # type: ignore[attr-defined]

    if TYPE_CHECKING:  # at run time the property made above answers

        @overload
        def __get__(self, record: None, model: type) -> Self: ...
        @overload
        def __get__(self, record: models.Model, model: type) -> PartialDate | None: ...
        def __get__(self, record: Any, model: type) -> Any: ...
        def __set__(self, record: models.Model, value: PartialDate | None) -> None: ...


def partial_date_constraint(model: str, name: str, years: tuple[int, int] | None = None) -> models.CheckConstraint:
    """Both ends known and in order, or both unknown. `model`: prefix of the constraint's name.

    `years`: the first and the last year in which it may lie; a year mistyped as 0214 would draw a very long timeline.
    """
    first, last = f"{name}_first", f"{name}_last"
    within, sentence = Q(), _("The last possible day lies before the first.")
    if years:
        within = Q(**{f"{first}__gte": date(years[0], 1, 1), f"{last}__lte": date(years[1], 12, 31)})
        sentence = format_lazy(
            _("This is no date from {first} to {last}: check the year."), first=years[0], last=years[1]
        )
    return models.CheckConstraint(
        name=f"{model}_{name}_is_a_date",
        # «Not null» is asked for as well: by SQL, a comparison with NULL is no breach of a rule.
        condition=Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
        | (Q(**{f"{first}__isnull": False, f"{last}__isnull": False, f"{last}__gte": F(first)}) & within),
        violation_error_code=name,
        violation_error_message=sentence,
    )


def order_constraint(model: str, earlier: str, later: str, message: Any) -> models.CheckConstraint:
    """`later` may not lie wholly before `earlier`: its last possible day is compared with the other's first."""
    return models.CheckConstraint(
        name=f"{model}_{later}_after_{earlier}",
        condition=Q(**{f"{later}_last__gte": F(f"{earlier}_first")}),
        violation_error_code=later,
        violation_error_message=message,
    )
