"""What the security policy must allow to Wagtail's admin, and to nothing else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class AdminPolicyMiddleware:
    """Loosens the public policy under the admin's address. Stands right after csp's, which writes the header.

    A preview is drawn as a public page and asked for with a request of its own, for that page's address: it keeps the
    public policy, but may stand in a frame of the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = settings.ADMIN_CONTENT_SECURITY_POLICY
        if getattr(request, "is_preview", False):
            policy = {"frame-ancestors": policy["frame-ancestors"]}
        elif not request.path.startswith(reverse("wagtailadmin_home")):
            return response
        response._csp_replace = policy  # type: ignore[attr-defined]
        return response
