"""An Action's page as readers will see it, drawn for those who work here before it is published."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from mieux_portal.browse.action_page import draw_preview

from .base import action_for


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """In a frame of the admin, with the security policy of a public page."""
    return draw_preview(request, action_for(request, slug))
