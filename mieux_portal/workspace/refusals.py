"""What a rule of the model refuses is said, also where Wagtail saves without a form: approving, publishing in bulk."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme


class RefusalsInWords:
    """Leads back to where the person was, with the rule's sentence, instead of to a page of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """None for every other error, and outside the admin."""
        home = reverse("wagtailadmin_home")
        if not isinstance(exception, ValidationError) or request.method != "POST" or not request.path.startswith(home):
            return None
        sentence = " ".join(exception.messages)
        if not request.accepts("text/html"):
            return JsonResponse({"success": False, "error_message": sentence}, status=400)
        messages.error(request, escape(sentence))
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
        return redirect(came_from if is_ours else home)
