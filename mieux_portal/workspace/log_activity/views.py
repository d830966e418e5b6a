"""The screen «Log an activity»."""

from collections.abc import Iterator
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actions.base.models import User
from actions.base.sending import AlreadySentError, Sending
from actions.base.sent_forms import SentForm
from actions.models import Action, Activity

from .access import actions_to_log_for, may_log, who_can_help
from .log_form import LogForm
from .lookups import earlier_of
from .saving import RefusedError, files_kept_if_saved, write
from .start import Start, start_of

ANOTHER = "log-another"  # the name of the second button


class LogActivityView(WagtailAdminTemplateMixin, View):
    """`?action=<slug>` chooses the Action, `?copy=<id>` starts from an activity, `?after=<id>` goes on from one."""

    page_title = gettext_lazy("Log an activity")
    header_icon = "calendar-check"
    template_name = "workspace/log_activity/log_activity.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": gettext_lazy("Log an activity")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.actions:
            return self.show_who_can_help()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def actions(self) -> list[Action]:
        """Those that the person may log for, the one that was worked on last first."""
        return list(actions_to_log_for(self.user)) if may_log(self.user) else []

    def show_who_can_help(self) -> HttpResponse:
        self.template_name = "workspace/log_activity/who_can_help.html"
        told = self.get_context_data(helpers=who_can_help(), may_log=may_log(self.user))
        return self.render_to_response(told, status=403)

    def get(self, request: HttpRequest) -> HttpResponse:
        start = start_of(self.user, self.actions, request.GET)
        form = LogForm(self.user, self.actions, start=start)
        return self.show(form, Sending(request), start)

    def post(self, request: HttpRequest) -> HttpResponse:
        sending = Sending(request)
        if sent := sending.earlier():
            return self.lead_on(sending, sent)
        form = LogForm(self.user, self.actions, request.POST, request.FILES)
        try:
            if not form.is_valid():
                raise RefusedError
            with files_kept_if_saved() as files, sending.once() as sent:
                activity = write(form, self.user, files)
                sent.made(activity)
        except RefusedError:
            earlier = sending.earlier()  # the first press may have been saved while this one was checked
            return self.lead_on(sending, earlier) if earlier else self.show(form, sending)
        except AlreadySentError as error:
            return self.lead_on(sending, error.sent)
        self.say_what_was_saved(form, activity)
        return sending.saved(redirect(self.address_after(activity)))

    def show(self, form: LogForm, sending: Sending, start: Start | None = None) -> HttpResponse:
        if form.is_bound:
            messages.error(self.request, _("Nothing is saved yet: see the marked fields."))
        chosen = str(form.activity["action"].value())
        action = next((action for action in self.actions if str(action.pk) == chosen), self.actions[0])
        context = self.get_context_data(
            form=form, sending=sending, media=form.media, earlier=earlier_of(action), user=self.user
        )
        return self.render_to_response(context)

    def lead_on(self, sending: Sending, sent: SentForm) -> HttpResponse:
        activity = sent.record
        address = self.address_after(activity) if isinstance(activity, Activity) else reverse("workspace_log_activity")
        return sending.led_on(sent, address)

    def say_what_was_saved(self, form: LogForm, activity: Activity) -> None:
        told = {"activity": activity, "parts": ", ".join(parts_of(form))}
        sentence = _("“%(activity)s” is saved, with %(parts)s.") if told["parts"] else _("“%(activity)s” is saved.")
        # The template of a message escapes it.
        messages.success(self.request, sentence % told, buttons=[messages.button(address_of(activity), _("Open it"))])

    def address_after(self, activity: Activity) -> str:
        """Where Save leads: to the next one of a series, or to the activities of the Action."""
        if ANOTHER in self.request.POST:
            return f"{reverse('workspace_log_activity')}?after={activity.pk}"
        return reverse("workspace_action_tab", args=[activity.action.slug, "activities"])


def parts_of(form: LogForm) -> Iterator[str]:
    """In words, what was saved with the activity: «2 experts», «1 output»."""
    experts = sum(len(form.filled(prefix)) for prefix in ("experts", "newcomers", "groups"))
    if experts:
        yield ngettext("%(n)d entry of experts", "%(n)d entries of experts", experts) % {"n": experts}
    if outputs := len(form.filled("outputs")):
        yield ngettext("%(n)d output", "%(n)d outputs", outputs) % {"n": outputs}
    if photographs := len(form.filled("photographs")):
        yield ngettext("%(n)d photograph", "%(n)d photographs", photographs) % {"n": photographs}


def address_of(activity: Activity) -> str:
    """Where the activity is edited."""
    address: str = reverse(activity.snippet_viewset.get_url_name("edit"), args=[activity.pk])
    return address
