"""The screens about other people's accounts: inviting, seeing off, opening again."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log
from wagtail.permissions import ModelPermissionPolicy

from actions.base.models import User
from actions.models import Absence, Action
from mieux_portal.accounts.links import DAYS_VALID

from .forms import InviteForm, LeaveForm
from .invitations import invite, send_link, with_history
from .leaving import close, reopen, tell
from .rules import may_close, why_it_stays_open


class PeopleScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What the screens share. Wagtail leads whoever may not see one to the dashboard, with a message."""

    permission_policy = ModelPermissionPolicy(User)
    header_icon = "user"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        people = {"url": reverse("wagtailusers_users:index"), "label": _("Users")}
        return [*super().get_breadcrumbs_items(), people, {"url": "", "label": self.get_page_title()}]

    def report_sending(self, person: User, sent: bool) -> None:
        """Say whether the mail to this person went out, and what to do if not."""
        told = {"email": person.email, "days": DAYS_VALID}
        if sent:
            messages.success(
                self.request, _("A mail went to %(email)s. The link in it holds for %(days)s days.") % told
            )
        else:
            messages.error(
                self.request,
                _("The mail to %(email)s could not be sent. The account is kept: send the mail again later.") % told,
            )


class InviteView(PeopleScreen, FormView):
    permission_required = "add"
    page_title = gettext_lazy("Invite a colleague")
    template_name = "accounts/people/invite.html"
    form_class = InviteForm
    extra_context = {"days": DAYS_VALID}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        by = self.request.user
        assert isinstance(by, User)
        try:
            person = invite(**form.cleaned_data, by=by)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.form_invalid(form)
        self.report_sending(person, send_link(person, by))
        return redirect("people-invitations")


class InvitationsView(PeopleScreen, ListView):
    permission_required = "add"
    page_title = gettext_lazy("Invitations")
    template_name = "accounts/people/invitations.html"
    paginator_class = WagtailPaginator
    paginate_by = 50
    page_kwarg = "p"
    queryset = User.objects.invited()

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Invite a colleague"), url=reverse("people-invite"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = context["paginator"].get_elided_page_range(context["page_obj"].number)
        return {**context, "invitations": with_history(context["object_list"]), "elided_page_range": pages}


class PersonScreen(PeopleScreen, TemplateView):
    """A question about one account, answered by a button."""

    permission_required = "change"
    template_name = "accounts/people/confirm.html"

    @cached_property
    def person(self) -> User:
        """The account. PermissionDenied where it has more rights than whoever asks."""
        person = get_object_or_404(User, pk=self.kwargs["pk"])
        assert isinstance(self.request.user, User)
        if not may_close(person, self.request.user):
            raise PermissionDenied
        return person

    @property
    def page_subtitle(self) -> str:
        return self.person.full_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)

    def back_to_people(self) -> HttpResponse:
        return redirect("wagtailusers_users:index")


class SendLinkView(PersonScreen):
    page_title = gettext_lazy("Send a link for a new password")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = _(
            "A mail with a link goes to %(email)s. With it a new password can be chosen, once, within %(days)s days."
        )
        told = {"email": self.person.email, "days": DAYS_VALID}
        return super().get_context_data(question=question % told, button=_("Send the mail"), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        if not (self.person.is_active and self.person.email):
            messages.error(request, _("This account is closed or has no e-mail address: change that first."))
            return self.back_to_people()
        self.report_sending(self.person, send_link(self.person, request.user))
        invited = User.objects.invited().contains(self.person)
        return redirect("people-invitations") if invited else self.back_to_people()


class WithdrawView(PersonScreen):
    page_title = gettext_lazy("Withdraw an invitation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = _("The account of %(person)s is deleted. Nobody has used it, and the link in the mail ends.")
        told = {"person": self.person.full_name}
        return super().get_context_data(question=question % told, button=_("Withdraw"), serious=True, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not User.objects.invited().contains(self.person):
            messages.error(request, _("This account is in use: it can be closed, but no longer withdrawn."))
        elif Action.objects.managed_by(self.person).exists():
            messages.error(request, _("This person is named as a manager of an Action: hand that over first."))
            return redirect("people-leave", self.person.pk)
        else:
            log(self.person, "wagtail.delete", user=request.user)
            self.person.delete()
            messages.success(request, _("The invitation is withdrawn."))
        return redirect("people-invitations")


class ReopenView(PersonScreen):
    page_title = gettext_lazy("Open an account again")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = _("%(person)s can sign in again, with the same roles, after choosing a new password by a mail.")
        told = {"person": self.person.full_name}
        return super().get_context_data(question=question % told, button=_("Open again"), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        if self.person.is_active:
            messages.error(request, _("This account is open already."))
            return self.back_to_people()
        reopen(self.person, request.user)
        messages.success(request, _("The account of %(person)s is open again.") % {"person": self.person.full_name})
        if self.person.email:
            self.report_sending(self.person, send_link(self.person, request.user))
        return self.back_to_people()


class LeaveView(PersonScreen):
    page_title = gettext_lazy("Hand over and close")
    template_name = "accounts/people/leave.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", LeaveForm(self.person))
        assert isinstance(self.request.user, User)
        covers = Absence.objects.covered_by(self.person).not_over(timezone.localdate())
        refusal = why_it_stays_open(self.person, self.request.user)
        return super().get_context_data(covers=covers, refusal=refusal, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        form = LeaveForm(self.person, request.POST)
        if form.is_valid():
            try:
                close(self.person, request.user, form.plan, form.cleaned_data.get("reason", ""))
            except ValidationError as error:
                form.add_error(None, ValidationError(error.messages))
            else:
                self.report(form)
                return self.back_to_people()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def report(self, form: LeaveForm) -> None:
        assert isinstance(self.request.user, User)
        missed = tell(self.person, self.request.user, form.plan, form.cleaned_data.get("tell_leaver", False))
        messages.success(self.request, _("The account of %(person)s is closed.") % {"person": self.person.full_name})
        if missed:
            names = ", ".join(person.full_name for person in missed)
            messages.warning(self.request, _("No mail reached %(names)s: tell them yourself.") % {"names": names})
