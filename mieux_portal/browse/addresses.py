"""An address that a record had before leads to its current one, for as long as the record exists.

A view of a record with a slug asks for it with `moved_or_404`, in place of `get_object_or_404`:

    def item_page(request, slug):
        item = moved_or_404(request, KnowledgeItem.objects.live().for_own_page(), slug)
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from actions.base.addresses import RecordAddress

READING = ("GET", "HEAD")


class MovedError(Exception):
    """What was asked for has another address now: `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def moved_or_404(request: HttpRequest, queryset: models.QuerySet[Any], slug: str) -> Any:
    """The record of this slug. MovedError where the slug is an earlier one of a record; `LeadsOn` answers it.

    Http404 where neither is in `queryset`: an earlier address of what is not public tells nobody that it exists.
    The request is of a view whose address has the argument `slug`; its other arguments and its query stay.
    """
    record = queryset.filter(slug=slug).first()
    if record is not None:
        return record
    led_to = RecordAddress.objects.led_to(queryset.model, slug)
    current = queryset.filter(pk__in=led_to).values_list("slug", flat=True).first()
    if current is None:
        raise Http404(slug)
    raise MovedError(address_of_same_view(request, current))


def address_of_same_view(request: HttpRequest, slug: str) -> str:
    """The address of the request, with this slug in the place of its own: the same view of the same record."""
    match = request.resolver_match
    assert match is not None  # a view is running
    query = request.META.get("QUERY_STRING", "")
    return reverse(match.view_name, kwargs={**match.kwargs, "slug": slug}) + (f"?{query}" if query else "")


class LeadsOn:
    """Middleware: answers a MovedError with 301, or 308 where a form was sent, which the browser then sends again.

    A browser keeps a 301 for good unless it is told not to: a record that took an earlier address back would be out of
    its reach, for the two addresses would lead to each other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """None for every other error."""
        if not isinstance(exception, MovedError):
            return None
        answer = HttpResponsePermanentRedirect(exception.address, preserve_request=request.method not in READING)
        patch_cache_control(answer, no_cache=True)
        return answer
