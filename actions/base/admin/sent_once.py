"""The forms of records are saved once, however often they are sent; see `actions.base.sending`."""

from abc import abstractmethod
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.utils import set_query_params
from wagtail.models import Revision

from actions.base.sending import AlreadySentError, Sending
from actions.base.sent_forms import SentForm


class SentOnce:
    """Goes before Wagtail's create and edit views. The template draws `sending` inside the form."""

    request: HttpRequest
    object: Any
    makes_one = True
    draftstate_enabled: bool
    expects_json_response: bool
    new_revision: Revision | None = None

    @cached_property
    def sending(self) -> Sending:
        return Sending(self.request, makes_one=self.makes_one)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Words are kept by Wagtail's autosave; what has none is kept in the browser until it is saved.
        kept = {"sending": self.sending, "kept_in_browser": not self.draftstate_enabled}
        return {**super().get_context_data(**kwargs), **kept}  # type: ignore[misc]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = self.sent_before()
        return self.lead_on(sent) if sent else super().post(request, *args, **kwargs)  # type: ignore[misc]

    def form_invalid(self, form: Any) -> HttpResponse:
        """The first press may have been saved while the second one was looked at: «this code exists»."""
        sent = self.sent_before()
        return self.lead_on(sent) if sent else super().form_invalid(form)  # type: ignore[misc]

    def sent_before(self) -> SentForm | None:
        return self.sending.earlier()

    def form_valid(self, form: Any) -> HttpResponse:
        """Saves and publishes as one: after an error in between, the same form may be sent again."""
        try:
            with self.sending.once() as sent:
                response = self.save_all(form, sent)
        except AlreadySentError as error:
            return self.lead_on(error.sent)
        return response if self.expects_json_response else self.sending.saved(response)

    def save_all(self, form: Any, sent: SentForm) -> HttpResponse:
        """Inside the transaction: nothing is kept of it where Wagtail refuses on the way."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if getattr(self, "produced_error_message", None):
            transaction.set_rollback(True)
        else:
            sent.made(self.object, self.new_revision)
        return response

    @abstractmethod
    def lead_on(self, sent: SentForm) -> HttpResponse:
        """The answer to a form that was saved before: where what it made is seen."""


class CreatedOnce(SentOnce):
    """A second press makes no second record and leads to the first; what was typed since goes to its edit form."""

    def lead_on(self, sent: SentForm) -> HttpResponse:
        record = sent.record
        if not isinstance(record, models.Model):
            return self.sending.led_on(sent, self.get_success_url())  # type: ignore[attr-defined]
        self.object = record
        edit = self.get_edit_url()  # type: ignore[attr-defined]
        if self.expects_json_response:
            hydrate = set_query_params(edit, {"_w_hydrate_create_view": "1"})
            return JsonResponse({"success": True, "pk": record.pk, "url": edit, "hydrate_url": hydrate})
        if self.sending.has_changed_since(sent):
            return redirect(edit, preserve_request=True)
        return self.sending.led_on(sent, edit)


class EditedOnce(SentOnce):
    """A second press of Save is the same save. What autosave writes, over and over, is noted as this form's own."""

    makes_one = False

    def sent_before(self) -> SentForm | None:
        return None if self.expects_json_response else super().sent_before()

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.expects_json_response:
            return super().form_valid(form)
        response: HttpResponse = super(SentOnce, self).form_valid(form)  # type: ignore[misc]
        if self.new_revision:
            self.sending.autosaved(self.object, self.new_revision)
        return response

    def lead_on(self, sent: SentForm) -> HttpResponse:
        return self.sending.led_on(sent, self.get_success_url())  # type: ignore[attr-defined]
