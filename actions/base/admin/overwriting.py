"""Nobody's change is written over in silence: the second of two people is told who changed what, and chooses.

Wagtail puts the version that a form was loaded with into the form, but compares it for autosave only.
"""

from typing import Any

from django.contrib.admin.utils import quote
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Revision

from actions.base.ids import id_from
from actions.base.sent_forms import version_of

from .as_sent import StateOfForm
from .conflicts import DECIDE, OPENED, Conflict, choices_made


class OutOfDateError(Exception):
    """Somebody saved, or deleted, between our look and our write."""


class NoSilentOverwrite:
    """Goes before Wagtail's edit view, and after `EditedOnce`."""

    request: HttpRequest
    object: Any
    model: type[models.Model]
    sending: Any  # a Sending, of `EditedOnce`
    permission_policy: Any
    expects_json_response: bool
    settled: QueryDict | None = None  # what is saved instead of what was sent, once the person has chosen
    is_gone = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)  # type: ignore[misc]
        except Http404:
            is_form = request.method == "POST" and request.accepts("text/html")
            if not is_form or self.model._default_manager.filter(pk=self.object_pk).exists():  # type: ignore[attr-defined]
                raise
            self.is_gone = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer_gone() if self.is_gone else super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if not self.expects_json_response and (conflict := self.find_conflict()):
                if self.must_ask(conflict):
                    return self.answer_conflict(conflict)
                self.settled = conflict.settled()
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        except OutOfDateError:
            return self.answer_late()

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs if self.settled is None else {**kwargs, "data": self.settled}

    def form_valid(self, form: Any) -> HttpResponse:
        """Compares once more under a lock: of two who send at the same moment only one may pass."""
        with transaction.atomic():
            # By its id alone: the order of its list may join what cannot be locked.
            stored = self.model._default_manager.select_for_update().filter(pk=self.object.pk).order_by("pk").first()
            if stored is None or version_of(_latest(stored)) != version_of(_latest(self.object)):
                raise OutOfDateError
            return super().form_valid(form)  # type: ignore[misc]

    # --- What is compared ------------------------------------------------------------------------

    @property
    def loaded(self) -> str:
        """The version that the form was loaded with, empty where the record had none then."""
        sent = self.request.POST
        loaded, moment = sent.get("loaded_revision_id", ""), sent.get("loaded_revision_created_at", "")
        return f"{loaded} {moment}" if loaded else ""

    def is_current(self) -> bool:
        latest = _latest(self.object)
        if latest is None:
            return True
        if own := self.request.POST.get("overwrite_revision_id"):
            return own == str(latest.pk)
        return self.loaded == version_of(latest) or self.sending.wrote(latest)

    @cached_property
    def is_out_of_date(self) -> bool:
        """What Wagtail asks before it autosaves; by itself it would let pass a form that names no version."""
        return not self.is_current()

    def find_conflict(self) -> Conflict | None:
        """None for a form that is up to date and does not come from the page where one chooses."""
        sent: QueryDict = self.request.POST
        if self.is_current():
            return self._compared(sent.get(OPENED, ""), sent) if DECIDE in sent else None
        if DECIDE in sent:  # a third save came while they were choosing: their choices are what they typed
            shown = self._record_of(self.loaded)
            sent = Conflict(self.make_form, self._record_of(sent.get(OPENED, "")), shown, sent).merged(
                choices_made(sent)
            )
        return self._compared(self.sending.last_version() or self.loaded, sent)

    def must_ask(self, conflict: Conflict) -> bool:
        """Once they have seen the page, only what they left open."""
        has_chosen = DECIDE in self.request.POST and self.is_current()
        return bool(conflict.undecided if has_chosen else conflict.differences)

    def _compared(self, version: str, sent: QueryDict) -> Conflict:
        self.opened_version = version
        return Conflict(self.make_form, self._record_of(version), self._saved(), sent)

    def make_form(self, record: models.Model, data: QueryDict | None) -> Any:
        return self.get_form_class()(instance=record, data=data, for_user=self.request.user)  # type: ignore[attr-defined]

    def _saved(self) -> models.Model:
        """As it is saved now: another object than that of the view, which its form will change."""
        stored: Any = self.model._default_manager.get(pk=self.object.pk)
        return stored.get_latest_revision_as_object() if isinstance(stored, DraftStateMixin) else stored

    def _revision(self, version: str) -> Revision | None:
        """The version, None where it was written over since. Without a name: that before the first change."""
        revisions = self.object.revisions.order_by("created_at", "pk")
        if not version:
            return revisions.first()
        number = version.partition(" ")[0]
        found = revisions.filter(pk=id_from(number)).first()
        return found if version_of(found) == version else None

    def _record_of(self, version: str) -> models.Model | None:
        revision = self._revision(version)
        return revision.as_object() if revision else None

    # --- What is answered ------------------------------------------------------------------------

    def answer_late(self) -> HttpResponse:
        if self.expects_json_response:
            sentence = _("Saving will overwrite a newer version.")
            return self.json_error_response("invalid_revision", sentence)  # type: ignore[attr-defined]
        try:
            self.object = self.get_object()  # type: ignore[attr-defined]
        except Http404:
            return self.answer_gone()
        conflict = self.find_conflict()
        return self.answer_conflict(conflict) if conflict else self.get(self.request)  # type: ignore[attr-defined]

    def answer_conflict(self, conflict: Conflict) -> HttpResponse:
        latest = _latest(self.object)
        has_chosen = DECIDE in self.request.POST
        context = {
            "record": self.object,
            "conflict": conflict,
            "versions": self._versions_since(),
            "latest": latest,
            "latest_moment": latest.created_at.isoformat() if latest else "",
            "opened_version": self.opened_version,
            "asks_again": has_chosen and bool(conflict.undecided) and self.is_current(),
            "form_address": self.request.path,
            "edit_address": self.get_edit_url(),  # type: ignore[attr-defined]
            "compare_address": self._compare_address(),
            "has_files": bool(self.request.FILES),
            "sending": self.sending,
        }
        return TemplateResponse(self.request, "admin/conflict.html", context, status=409)

    def _versions_since(self) -> list[Revision]:
        """With their authors, the versions that were saved since the form was opened."""
        opened = self._revision(self.opened_version)
        revisions = self.object.revisions.select_related("user").order_by("created_at", "pk")
        return list(revisions.filter(created_at__gt=opened.created_at)) if opened else list(revisions.reverse()[:1])

    def _compare_address(self) -> str | None:
        opened, latest = self._revision(self.opened_version), _latest(self.object)
        name = getattr(self, "revisions_compare_url_name", None)
        return reverse(name, args=[quote(self.object.pk), opened.pk, latest.pk]) if name and opened and latest else None

    def answer_gone(self) -> HttpResponse:
        """For a record that was deleted meanwhile: what was typed is shown, so that it can be used elsewhere."""
        if not self.permission_policy.user_has_permission(self.request.user, "change"):
            raise Http404
        self.panel = self.get_panel()  # type: ignore[attr-defined]
        typed = StateOfForm(self.make_form(self.model(), self.request.POST))
        context = {
            "kind": self.model._meta.verbose_name,
            "typed": typed.told(),
            "list_address": reverse(self.index_url_name),  # type: ignore[attr-defined]
            "sending": self.sending,
        }
        return TemplateResponse(self.request, "admin/conflict.html", context, status=409)


def _latest(record: Any) -> Revision | None:
    latest: Revision | None = record.latest_revision
    return latest
