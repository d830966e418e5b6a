"""Public media: the renditions of pictures, and nothing else. Originals and documents have doors of their own."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

PUBLIC_FOLDER = "images"


@require_safe
def public_media(request: HttpRequest, path: str) -> FileResponse:
    """A rendition by its path below the folder of renditions; 404 for anything that leads out of it."""
    try:
        found = Path(safe_join(str(Path(settings.MEDIA_ROOT) / PUBLIC_FOLDER), path))
    except (ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    if not found.is_file():
        raise Http404
    response = FileResponse(found.open("rb"))
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
