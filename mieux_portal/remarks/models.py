"""What a reader says about a page, and what became of it."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from actions.base.models import Ruled, User

from .places import LONGEST, NOT_OURS, is_ours
from .trail import DELETED, DONE, REOPENED

LONGEST_WORDS = 500
LONGEST_TEXT = 3000
SENT_TWICE_WITHIN = timedelta(hours=1)


class RemarkQuerySet(models.QuerySet["Remark"]):
    def open(self) -> Self:
        """Those that nobody has dealt with yet."""
        return self.filter(done_at__isnull=True)

    def done(self) -> Self:
        return self.filter(done_at__isnull=False)

    def about(self, page: str) -> Self:
        """Those about the page of this address; all where it is empty."""
        return self.filter(page=page) if page else self

    def in_queue(self) -> Self:
        """The open ones first, the newest of them at the top; then what was done, the last first. With who did it."""
        return self.select_related("done_by").order_by(F("done_at").desc(nulls_first=True), "-sent_at", "-pk")

    def count_by_state(self) -> tuple[int, int]:
        """How many are open, and how many done. One query."""
        counted = self.aggregate(open=Count("pk", filter=Q(done_at__isnull=True)), all=Count("pk"))
        return counted["open"], counted["all"] - counted["open"]

    def like(self, remark: "Remark") -> Self:
        """Those that say the same about the same page and came just now: a second press of the button sends another."""
        since = timezone.now() - SENT_TWICE_WITHIN
        return self.filter(page=remark.page, words=remark.words, text=remark.text, sent_at__gte=since)


class Remark(Ruled):
    """Something that a reader found wrong or missing. The e-mail address is erased once it is dealt with."""

    page = models.CharField(_("page"), max_length=LONGEST)
    words = models.TextField(_("words that were marked"), max_length=LONGEST_WORDS, blank=True)
    text = models.TextField(_("what is wrong or missing"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("e-mail address"), blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False, db_index=True)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    answer = models.TextField(_("what came of it"), max_length=LONGEST_TEXT, blank=True)

    objects: ClassVar[RemarkQuerySet] = RemarkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("remark of a reader")
        verbose_name_plural = _("remarks of readers")
        default_permissions = ("view", "change", "delete")  # nobody adds one but by sending it
        constraints = [
            models.CheckConstraint(
                name="remark_without_email_once_done",
                condition=Q(done_at__isnull=True) | Q(email=""),
                violation_error_code="email",
                violation_error_message=_("The e-mail address of a remark that is done has been erased."),
            ),
            models.CheckConstraint(
                name="remark_done_says_what_came_of_it",
                condition=Q(done_at__isnull=True) | ~Q(answer=""),
                violation_error_code="answer",
                violation_error_message=_("Say in a few words what came of it."),
            ),
            models.CheckConstraint(
                name="remark_open_was_done_by_nobody",
                condition=Q(done_at__isnull=False) | Q(done_by__isnull=True),
                violation_error_code="done_by",
                violation_error_message=_("Nobody has dealt with a remark that is open."),
            ),
        ]

    def __str__(self) -> str:
        """For the log, which outlives the remark: nothing of what the reader wrote."""
        return f"{self.page}, {date_format(timezone.localtime(self.sent_at), 'DATETIME_FORMAT')}"

    def clean(self) -> None:
        """Nothing but a page of this site is linked in the queue."""
        super().clean()
        if self.page and not is_ours(self.page):
            raise ValidationError({"page": ValidationError(NOT_OURS, code="place")})

    def finish(self, by: User, answer: str) -> None:
        """It is dealt with, and the e-mail address erased. ValidationError where somebody did so before."""
        told = {"done_at": timezone.now(), "done_by": by, "answer": answer.strip(), "email": ""}
        with transaction.atomic():
            taken = Remark.objects.open().filter(pk=self.pk).update(**told)
            if not taken:
                raise ValidationError(_("Somebody has dealt with this remark already."))
            log(self, DONE, user=by)
        self.refresh_from_db()

    def reopen(self, by: User) -> None:
        """It waits again; what came of it the first time stays to be read. Nothing happens to one that is open."""
        with transaction.atomic():
            if Remark.objects.done().filter(pk=self.pk).update(done_at=None, done_by=None):
                log(self, REOPENED, user=by)
        self.refresh_from_db()

    def remove(self, by: User) -> None:
        """Deletes it, with all that the reader wrote; the log keeps that it was there and who deleted it."""
        with transaction.atomic():
            log(self, DELETED, user=by, deleted=True)
            self.delete()
