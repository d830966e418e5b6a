"""One's own account: who one is here, how one signs in, one's Actions, and who covers for an absence."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView, View
from wagtail.log_actions import log

from actions.base.models import User
from actions.models import Absence, Action
from mieux_portal.accounts.links import NewEmail, absolute
from mieux_portal.accounts.mail import write_to

from .email import CHANGES_ASKED_FOR, ask_new_mailbox, change_email
from .forms import AbsenceForm, ElsewhereForm, EmailForm, NameForm, PasswordForm

MANAGES = "actions.change_action"


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AccountView(LoginRequiredMixin, TemplateView):
    """The page with all its forms. Each form has an address of its own, which draws the page again if it is refused."""

    template_name = "accounts/account.html"
    part = ""
    parts: dict[str, Any] = {
        "name": NameForm,
        "email": EmailForm,
        "password": PasswordForm,
        "elsewhere": ElsewhereForm,
        "absence": AbsenceForm,
    }

    def form(self, part: str, data: Any = None) -> Any:
        return self.parts[part](self.request.user, data, prefix=part)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("account") if self.part else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.part:
            return self.http_method_not_allowed(request)
        assert isinstance(request.user, User)
        form = self.form(self.part, request.POST)
        if form.is_valid():
            self.save(request.user, form)
        if form.errors:
            return self.render_to_response(self.get_context_data(**{self.part: form}), status=422)
        return redirect("account")

    def save(self, person: User, form: Any) -> None:
        """Do what the form is for. An error that is added to the form shows it again."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        person, today = self.request.user, timezone.localdate()
        assert isinstance(person, User)
        manages = person.has_perm(MANAGES)
        return super().get_context_data(
            **{part: given.get(part) or self.form(part) for part in self.parts if part != "absence" or manages},
            roles=person.groups.order_by("name"),
            manages=manages,
            own_actions=Action.objects.managed_by(person) if manages else None,
            absences=Absence.objects.of(person).not_over(today),
            covers=Absence.objects.covered_by(person).not_over(today),
            today=today,
        )


class NameView(AccountView):
    part = "name"

    def save(self, person: User, form: NameForm) -> None:
        form.save()
        log(person, "wagtail.edit", user=person)
        messages.success(self.request, _("Your name is changed."))


class EmailView(AccountView):
    part = "email"

    def save(self, person: User, form: EmailForm) -> None:
        if not CHANGES_ASKED_FOR.allows(str(person.pk)):
            form.add_error(None, _("This was asked for too often. Try again in an hour."))
        elif not ask_new_mailbox(person, form.cleaned_data["email"]):
            form.add_error(None, _("The mail to the new address could not be sent. Try again later."))
        else:
            sentence = _("A mail is on its way to %(email)s. The address changes when you follow the link in it.")
            messages.success(self.request, sentence % {"email": form.cleaned_data["email"]})


class PasswordView(AccountView):
    part = "password"

    def save(self, person: User, form: PasswordForm) -> None:
        form.save()
        update_session_auth_hash(self.request, person)
        log(person, "accounts.new_password", user=person)
        messages.success(self.request, _("Your password is changed. Everywhere else you are signed out."))


class ElsewhereView(AccountView):
    part = "elsewhere"

    def save(self, person: User, form: ElsewhereForm) -> None:
        # The same password, salted anew: Django ends every session that was begun with the old salt.
        person.set_password(form.cleaned_data["current_password"])
        person.save(update_fields=["password"])
        update_session_auth_hash(self.request, person)
        log(person, "accounts.sign_out_elsewhere", user=person)
        messages.success(self.request, _("You are signed out everywhere else."))


class AbsenceView(AccountView):
    part = "absence"

    def post(self, request: HttpRequest) -> HttpResponse:
        return super().post(request) if request.user.has_perm(MANAGES) else self.handle_no_permission()

    def save(self, person: User, form: AbsenceForm) -> None:
        absence = form.save()
        log(person, "accounts.absence", user=person, data={"absence": str(absence)})
        cover = absence.covered_by
        subject = _("MIEUX portal: you cover for %(person)s") % {"person": person.full_name}
        told = bool(cover.email) and write_to(
            cover.email, subject, "absence", absence=absence, link=absolute(reverse("account"))
        )
        sentence = _("%(cover)s covers for you and was told by mail.") if told else _("%(cover)s covers for you.")
        messages.success(self.request, sentence % {"cover": cover.full_name})


class EndAbsenceView(LoginRequiredMixin, View):
    """Back early: one's own absence ends, and with it the cover, at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        absence = get_object_or_404(Absence.objects.of(request.user), pk=pk)
        absence.end(timezone.localdate())
        log(request.user, "accounts.absence_ended", user=request.user, data={"absence": str(absence)})
        messages.success(
            request,
            _("The absence is ended. %(cover)s no longer covers for you.") % {"cover": absence.covered_by.full_name},
        )
        return redirect("account")


@method_decorator(never_cache, name="dispatch")
class ConfirmEmailView(LoginRequiredMixin, TemplateView):
    """Where the link in the mail leads. A button changes the address: programs that read mail follow links, too."""

    template_name = "accounts/email_confirm.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        signed_in = isinstance(request.user, User)
        self.change = NewEmail.read(kwargs["token"], request.user) if signed_in else None  # type: ignore[arg-type]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response({"change": self.change}, status=200 if self.change else 410)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if self.change is None:
            return self.render_to_response({"change": None}, status=410)
        assert isinstance(request.user, User)
        try:
            change_email(request.user, self.change)
        except ValidationError:
            return self.render_to_response({"change": None}, status=410)
        messages.success(request, _("Your e-mail address is now %(email)s.") % {"email": self.change.new})
        return redirect("account")
