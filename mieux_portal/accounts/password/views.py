"""A new password by a link in a mail, for whoever forgot the old one or was invited and has none yet."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.log_actions import log

from actions.base.models import User
from mieux_portal.accounts.links import DAYS_VALID, password_link
from mieux_portal.accounts.mail import write_to
from mieux_portal.accounts.throttle import Limit, client_of

from .forms import ForgottenForm, NewPasswordForm

MAILS_TO_AN_ADDRESS = Limit("password mails to an address", most=3)
ASKED_BY_A_CLIENT = Limit("passwords asked for by a client", most=10)
SUBJECT = _("MIEUX portal: a new password")


def send_password_link(person: User) -> bool:
    """Send the link to the address of this account. False where the mail could not be sent."""
    return write_to(person.email, SUBJECT, "password_new", person=person, link=password_link(person), days=DAYS_VALID)


def answer_by_mail(email: str) -> bool:
    """Write to this address, whoever asked, and whether an account has it or not.

    Only the mailbox tells. The page that asked shows the same in each case, after the same time.
    """
    person = User.objects.with_email(email).first()
    if person is None:
        return write_to(email, SUBJECT, "password_unknown")
    if not person.is_active:
        return write_to(person.email, SUBJECT, "password_closed")
    return send_password_link(person)


class ForgottenView(FormView):
    template_name = "accounts/password_forgotten.html"
    form_class = ForgottenForm
    success_url = reverse_lazy("password-sent")

    def form_valid(self, form: ForgottenForm) -> HttpResponse:
        if not ASKED_BY_A_CLIENT.allows(client_of(self.request)):
            form.add_error(None, _("This was asked for too often from your connection. Try again in an hour."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        email = form.cleaned_data["email"]
        # Beyond the limit nothing is sent and nothing else is said: the last mails still hold.
        if MAILS_TO_AN_ADDRESS.allows(email) and not answer_by_mail(email):
            form.add_error(
                None, _("The mail could not be sent. Try again later, or ask an administrator of the portal.")
            )
            return self.render_to_response(self.get_context_data(form=form), status=503)
        return super().form_valid(form)


class SentView(TemplateView):
    template_name = "accounts/password_sent.html"
    extra_context = {"days": DAYS_VALID, "most": MAILS_TO_AN_ADDRESS.most}


class NewPasswordView(PasswordResetConfirmView):
    """Django keeps the token in the session and leads on, so that no address with a token is handed to others.

    A new password ends all sessions of the account: Django compares it with what each of them was begun with.
    """

    template_name = "accounts/password_new.html"
    form_class = NewPasswordForm
    reset_url_token = "choose"  # noqa: S105  a part of the address
    success_url = reverse_lazy(settings.LOGIN_URL)

    def get_user(self, uidb64: str) -> User | None:
        person: User | None = super().get_user(uidb64)
        return person if person and person.is_active else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.user, **kwargs)

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        answer = super().form_valid(form)
        log(self.user, "accounts.new_password", user=self.user)
        messages.success(self.request, _("The new password is set. Sign in with it."))
        return answer

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.validlink else 410, **kwargs)


def wagtails_own(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Wagtail's address for the same leads here: there is one way to a new password."""
    return redirect("password-forgotten")
