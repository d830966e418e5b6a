"""Public media: the renditions of pictures, and nothing else. Originals and documents have doors of their own."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC_FOLDER = "images"


@require_safe
def public_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition by its path below the folder of renditions; 404 for anything that leads out of it."""
    try:
        response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / PUBLIC_FOLDER))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
