"""One door for all roles, at /sign-in/."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .forms import SignInForm

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SignInView(LoginView):
    """Signs in and leads on to `next`, if it is an address of ours.

    Or else to the dashboard, whoever works there, and everybody else to the first page.
    """

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return super().get(request, *args, **kwargs)
        if self._asks_for_the_admin() and not request.user.has_perm(ADMIN_ACCESS):
            return self._no_workspace()
        return HttpResponseRedirect(self.get_success_url())

    def get_default_redirect_url(self) -> str:
        if self.request.user.has_perm(ADMIN_ACCESS):
            return reverse("wagtailadmin_home")
        return super().get_default_redirect_url()

    def _asks_for_the_admin(self) -> bool:
        return urlsplit(self.get_redirect_url()).path.startswith(reverse("wagtailadmin_home"))

    def _no_workspace(self) -> HttpResponse:
        """Wagtail sends people without access here: to lead them on would be a circle."""
        list(messages.get_messages(self.request))  # reads away what Wagtail says about it: the page says it better
        return render(self.request, "accounts/no_workspace.html", {"messages": []}, status=403)


class SignOutView(LogoutView):
    """Signs out, and has the browser forget what it kept of unsent forms: phones are shared."""

    template_name = "accounts/signed_out.html"

    def get_success_url(self) -> str:
        """Its own: the answer is the page, which also serves the browsers that do not know the header."""
        return self.request.get_full_path()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


@never_cache
@require_safe
def still_here(request: HttpRequest) -> JsonResponse:
    """For the script that keeps what is typed: who is signed in, and the token with which a form may be sent."""
    return JsonResponse({"user": str(request.user.pk) if request.user.pk else None, "token": get_token(request)})


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in page, which its screens still name, leads to ours."""
    wanted = request.GET.get("next") or reverse("wagtailadmin_home")
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': wanted})}")
