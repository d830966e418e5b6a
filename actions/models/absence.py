"""Who covers for a manager who is away."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actions.base.models import Ruled, User


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        """Absences that last on this day."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def of(self, user: User) -> Self:
        """This person's own absences, the latest first."""
        return self.filter(manager=user).select_related("covered_by").order_by("-first_day")

    def covered_by(self, user: User) -> Self:
        """Absences of colleagues for whom this person covers, the next first."""
        return self.filter(covered_by=user).select_related("manager").order_by("first_day")

    def not_over(self, day: date) -> Self:
        """Absences that last on this day or begin later."""
        return self.filter(last_day__gte=day)

    def overlapping(self, other: "Absence") -> Self:
        """Other absences of the same person that share a day with this one."""
        shared = self.filter(manager=other.manager_id, first_day__lte=other.last_day, last_day__gte=other.first_day)
        return shared.exclude(pk=other.pk)


class Absence(Ruled):
    """From the first to the last day, `covered_by` may do with the manager's Actions what the manager may."""

    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name=_("manager")
    )
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="covers", verbose_name=_("covered by")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                name="absence_days_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_code="last_day",
                violation_error_message=_("The last day lies before the first: correct one of the two."),
            ),
            models.CheckConstraint(
                name="absence_covered_by_another",
                condition=~Q(manager=F("covered_by")),
                violation_error_code="covered_by",
                violation_error_message=_("Nobody covers for themselves: choose a colleague."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        known = self.manager_id and self.first_day and self.last_day
        if known and Absence.objects.overlapping(self).exists():
            raise ValidationError({"first_day": _("Another absence shares some of these days: change that one.")})

    def __str__(self) -> str:
        return f"{self.manager}: {self.first_day:%d.%m.%Y} – {self.last_day:%d.%m.%Y}"

    def end(self, day: date) -> None:
        """Nobody covers from this day on. What has not begun by then is taken back."""
        if self.first_day >= day:
            self.delete()
        elif self.last_day >= day:
            self.last_day = day - timedelta(days=1)
            self.save(update_fields=["last_day"])
