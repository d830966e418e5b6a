"""How an Action came to its status: step by step, each with its day, the person and the reason."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from actions.base.models import Ruled, User

from .action import Action
from .activity import Activity
from .changes import STATUS_CHANGED
from .vocabularies import ActionStatus

NOT_ALLOWED = _("From “%(before)s” an Action does not go to “%(after)s”: choose one of the steps that are offered.")
NO_END = _("Say when the Action ended before you close it: its end is not recorded.")
STILL_PLANNED = _("Some activities are still planned: mark each as done, postponed or cancelled before you close it.")
IN_THE_FUTURE = _("This day has not come yet: write the day on which the step was taken.")
TOO_EARLY = _("The last step was taken on %(day)s: a later one has that day or a later day.")
MOVED_MEANWHILE = _("Meanwhile somebody else changed the status to “%(now)s”. Look at its steps, then choose again.")


class StatusChangeQuerySet(models.QuerySet["StatusChange"]):
    def for_page(self) -> Self:
        """With what a line about a step shows, the latest first: one query."""
        return self.select_related("before", "after", "by").order_by("-day", "-pk")

    def latest_before(self, step: "StatusChange") -> "StatusChange | None":
        """The last step that was taken of the same Action, other than `step`."""
        return self.filter(action=step.action_id).exclude(pk=step.pk).order_by("day", "pk").last()


class StatusChange(Ruled):
    """One step of an Action from one status to the next. It is written once and never edited."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="status_changes", verbose_name=_("Action"))
    before = models.ForeignKey(
        ActionStatus, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("status before")
    )
    after = models.ForeignKey(ActionStatus, models.PROTECT, related_name="+", verbose_name=_("new status"))
    day = models.DateField(_("day of the step"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(auto_now_add=True)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["action", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="status_change_has_a_reason",
                condition=~models.Q(reason=""),
                violation_error_code="reason",
                violation_error_message=_("Say why: whoever reads this years later was not there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.before or _('not recorded')} → {self.after}"

    def clean(self) -> None:
        """Refuses a step that the vocabulary does not allow, and a closure of which something is not known yet."""
        super().clean()
        self.reason = self.reason.strip()
        errors: dict[str, object] = {}
        if self.day and self.day > timezone.localdate():
            errors["day"] = IN_THE_FUTURE
        elif self.day and (last := StatusChange.objects.latest_before(self)) and self.day < last.day:
            errors["day"] = ValidationError(TOO_EARLY, params={"day": date_format(last.day)})
        if self.after_id and self.action_id and not self._is_allowed():
            words = {"before": self.action.status or _("not recorded"), "after": self.after}
            errors["after"] = ValidationError(NOT_ALLOWED, params=words)
        elif self.after_id and self.action_id and self.after.closing:
            missing = missing_for_closing(self.action)
            if missing:
                errors["after"] = missing
        if errors:
            raise ValidationError(errors)

    def _is_allowed(self) -> bool:
        return next_statuses(self.action).contains(self.after)

    def take(self, by: User | None) -> None:
        """Takes the step: this row and the Action's status change together.

        `before` is the status that the person saw. ValidationError where it is another by now, or where a rule is
        broken; nothing is saved then.
        """
        with transaction.atomic():
            action = Action.objects.select_for_update().get(pk=self.action_id)
            refuse_what_was_seen_before(self.before, action)
            self.action, self.by = action, by
            self.full_clean()
            self.save()
            action.status = self.after
            action.change_name, action.change_reason = STATUS_CHANGED, self.reason
            action.change_details = {
                "before": str(self.before or ""),
                "after": str(self.after),
                "day": self.day.isoformat(),
            }
            action.write(by)


def refuse_what_was_seen_before(seen: ActionStatus | None, action: Action) -> None:
    """ValidationError where the Action is in another status by now than the one that the person saw."""
    if action.status != seen:
        raise ValidationError(MOVED_MEANWHILE, code="stale", params={"now": action.status or _("not recorded")})


def next_statuses(action: Action) -> models.QuerySet[ActionStatus]:
    """The statuses to which this Action may go now; from «not recorded» all of them."""
    return action.status.leads_to.get_queryset() if action.status else ActionStatus.objects.all()


def missing_for_closing(action: Action) -> list[ValidationError]:
    """What must be known before an Action is closed, each with the code of the place: `ended`, `planned`."""
    missing = [] if action.ended else [ValidationError(NO_END, code="ended")]
    if Activity.objects.still_planned_in(action).exists():
        missing.append(ValidationError(STILL_PLANNED, code="planned"))
    return missing
