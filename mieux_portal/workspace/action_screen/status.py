"""The status of an Action: the steps that it may take now, and those that it took."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from actions.models import Action, ActionStatus, Activity, StatusChange
from actions.models.status_change import missing_for_closing, next_statuses, refuse_what_was_seen_before
from mieux_portal.workspace.addresses import viewset_of

from .addresses import put_addresses
from .base import OfAction


class StepForm(forms.ModelForm):
    """`before` is what the person saw: where it is another status by now, they are told."""

    class Meta:
        model = StatusChange
        fields = ("before", "after", "day", "reason")
        widgets = {
            "before": forms.HiddenInput,
            "after": forms.RadioSelect,
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, offered: list[ActionStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after, day = self.fields["after"], self.fields["day"]
        # All are understood and the offered ones drawn: whoever sends another is answered by the rule itself.
        after.widget.choices = [(status.pk, status.name) for status in offered]
        day.show_hidden_initial = False  # Django's, for a default that moves on; nothing asks what the day was at first
        day.widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["reason"].help_text = gettext_lazy("It stands in the history, beside the change.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_what_was_seen_before(cleaned.get("before"), self.instance.action)
        return cleaned

    def _post_clean(self) -> None:
        """The rules of a step are asked only where it starts from what the person saw."""
        if not self.non_field_errors():
            super()._post_clean()  # type: ignore[misc]

    def take(self, by: Any) -> bool:
        """Takes the step. False where the step is refused; the form says why then."""
        if not self.is_valid():
            return False
        try:
            self.instance.take(by)
        except ValidationError as error:
            for name, sentences in error.update_error_dict({}).items():
                self.add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, sentences)
            return False
        return True


class StatusView(OfAction):
    template_name = "workspace/action/status.html"

    def get_page_title(self) -> str:
        return _("Change status")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.take(self.request.user):
            return self.render_to_response(self.get_context_data(form=form))
        told = {"action": escape(self.action.title), "status": escape(form.instance.after)}
        messages.success(request, _("The status of “%(action)s” is “%(status)s” now.") % told)
        return redirect(self.screen_address)

    def _form(self, sent: Any = None) -> StepForm:
        step = StatusChange(action=self.action, before=self.action.status)
        initial = None if sent else {"day": timezone.localdate()}
        return StepForm(sent, instance=step, initial=initial, offered=list(next_statuses(self.action)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closes = next_statuses(self.action).filter(closing=True).exists()
        missing = {error.code for error in missing_for_closing(self.action)} if closes else set()
        planned = list(Activity.objects.still_planned_in(self.action)) if "planned" in missing else []
        put_addresses(planned, self.request.user)
        form_of_action = reverse(viewset_of(Action).get_url_name("edit"), args=[self.action.pk])
        return super().get_context_data(
            end_address=f"{form_of_action}#id_ended" if "ended" in missing else "",
            planned=planned,
            steps=list(self.action.status_changes.for_page()),
            **kwargs,
        )
