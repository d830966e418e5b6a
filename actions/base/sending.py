"""A form is saved once, however often it is sent: a double press, a re-sent page, an answer lost on the way.

Each form that is shown carries a fresh key in a hidden field; the save takes the key before it writes anything. How a
view uses it, Wagtail's or a plain one:

    def get(self, request):
        ...  context["sending"] = Sending(request); the form includes "admin/sending_key.html" with sending=sending

    def post(self, request):
        sending = Sending(request)
        if sent := sending.earlier():  # before the check: a second press may break a rule («this code exists»)
            return sending.led_on(sent, address_of(sent.record))
        ...  # check the forms; where one is refused, ask `earlier` again, then show it with the same `sending`
        try:
            with sending.once() as sent:
                activity = ...  # every write of this form
                sent.made(activity)
        except AlreadySentError as error:
            return sending.led_on(error.sent, address_of(error.sent.record))
        return sending.saved(redirect(...))
"""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Revision

from .sent_forms import SentForm

if TYPE_CHECKING:
    from .models import User

FIELD = "sending_key"
COOKIE = "saved-"  # followed by the key: two tabs that save at once do not overwrite each other's
COOKIE_LIVES = 300  # seconds; the next page reads it
# What differs from one press to the next although nothing else was typed.
NOT_CONTENT = ("csrfmiddlewaretoken", FIELD)


class AlreadySentError(Exception):
    """The form with this key was saved before; nothing was written now."""

    def __init__(self, sent: SentForm) -> None:
        super().__init__(str(sent))
        self.sent = sent


class Sending:
    """One form on its way. `path`: the form's own address, where it is not the request's.

    A missing or garbled key is a fresh one. A key belongs to its person and its form: the same one sent by somebody
    else, or to another address, is another key. `makes_one`: whether all that is sent with it can make one record
    only; in a form that changes a record, the key with other content is another save.
    """

    def __init__(self, request: HttpRequest, path: str | None = None, makes_one: bool = True) -> None:
        self.request = request
        self.path = path or request.path
        self.makes_one = makes_one
        self.key = self._posted_key() or uuid.uuid4()

    def _posted_key(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.request.POST.get(FIELD, ""))
        except ValueError:
            return None

    @cached_property
    def stored_key(self) -> uuid.UUID:
        what = self.path if self.makes_one else f"{self.path} {self.content}"
        return uuid.uuid5(self.key, f"{self.request.user.pk} {what}")

    @cached_property
    def content(self) -> str:
        """A digest of what was sent; of a file its name and its size."""
        sent = [(name, values) for name, values in self.request.POST.lists() if name not in NOT_CONTENT]
        files = [(file.name, file.size) for _name, several in self.request.FILES.lists() for file in several]
        return hashlib.sha256(repr((sorted(sent), files)).encode()).hexdigest()

    def earlier(self) -> SentForm | None:
        """What was saved with this key before, if anything was."""
        return SentForm.objects.filter(pk=self.stored_key).first()

    def has_changed_since(self, sent: SentForm) -> bool:
        """Whether something else was typed now than what was saved then."""
        return self.content != sent.content

    @contextmanager
    def once(self) -> Iterator[SentForm]:
        """A transaction that has the key. AlreadySentError, with nothing written, for a key that is taken."""
        with transaction.atomic():
            yield self.take()

    def take(self) -> SentForm:
        """Inside a transaction of the caller's: as `once`. A second press waits here until the first is through."""
        values = {"form": self.key, "user": self.request.user, "content": self.content}
        sent, is_new = SentForm.objects.get_or_create(pk=self.stored_key, defaults=cast("dict[str, Any]", values))
        if not is_new:
            raise AlreadySentError(sent)
        SentForm.objects.outlived().delete()
        return sent

    def autosaved(self, record: models.Model, revision: Revision | None) -> None:
        """Note the revision that this form writes over and over while somebody types."""
        values = {"form": self.key, "user": self.request.user}
        key = uuid.uuid5(self.key, f"{self.request.user.pk} {self.path} autosave")
        sent, _is_new = SentForm.objects.get_or_create(pk=key, defaults=cast("dict[str, Any]", values))
        sent.made(record, revision)

    def wrote(self, revision: Revision) -> bool:
        """Whether this form wrote the revision itself: its own autosave, or a save whose answer was lost."""
        return SentForm.objects.that_wrote(self.key, cast("User", self.request.user), revision).exists()

    def last_version(self) -> str | None:
        """As `version_of` names it, the version that this form wrote last, if any."""
        return SentForm.objects.last_version(self.key, cast("User", self.request.user))

    def saved(self, response: HttpResponse) -> HttpResponse:
        """The answer to a form that was saved: tells the browser to forget what it kept of it."""
        response.set_cookie(
            f"{COOKIE}{self.key}",
            "1",
            max_age=COOKIE_LIVES,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    def led_on(self, sent: SentForm, address: str) -> HttpResponse:
        """The answer to a form that had been saved before: to what came of it, with a word about it.

        Where something else was typed in between, the browser keeps it: it is in no record.
        """
        messages.info(self.request, escape(self.sentence(sent)))
        response = redirect(address)
        return response if self.has_changed_since(sent) else self.saved(response)

    def sentence(self, sent: SentForm) -> str:
        moment = localtime(sent.sent_at)
        today = moment.date() == localtime().date()
        when = date_format(moment, "TIME_FORMAT" if today else "DATETIME_FORMAT")
        if sent.record is None and sent.object_id:
            return _("This was saved already at %(time)s, and has been deleted since.") % {"time": when}
        if self.has_changed_since(sent):
            told = _("This was saved already at %(time)s. What you changed after that is not in it: see the record.")
            return told % {"time": when}
        return _("This was saved already at %(time)s.") % {"time": when}
