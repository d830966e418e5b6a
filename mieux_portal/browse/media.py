"""The doors of files: renditions of pictures, and documents. Originals of pictures have no address at all."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.views.serve import serve as serve_document
from wagtail.images.models import Rendition
from wagtail.images.permissions import permission_policy

from actions.base.models import User
from actions.models import ActivityPhotograph
from experts.models import Expert

RENDITIONS = "images/"  # Wagtail's folder for them
# Public pictures may be kept for a while, but not for long: they are taken back with what they show.
KEPT_PUBLIC, KEPT_PRIVATE = "public, max-age=300", "private, no-cache"
IS_NO_PAGE = "default-src 'none'; frame-ancestors 'none'"


def is_shown() -> Q:
    """Renditions of pictures that a public page may show; each floor says it of its own.

    A person who did not agree is shown by none, not even where their picture was chosen for an activity, too.
    """
    of_activities = Q(image__in=ActivityPhotograph.objects.public().values("image"))
    of_persons = Q(image__in=Expert.objects.public_photographs())
    return (of_activities | of_persons) & ~Q(image__in=Expert.objects.private_photographs())


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition by its path below their folder. 404 for anything else, and for whoever may not see the picture."""
    renditions = Rendition.objects.filter(file=f"{RENDITIONS}{path}")
    if renditions.filter(is_shown()).exists():
        kept = KEPT_PUBLIC
    else:
        found = get_object_or_404(renditions.select_related("image"))
        if not _works_with(request.user, found):
            raise Http404
        kept = KEPT_PRIVATE
    response = serve(request, f"{RENDITIONS}{path}", document_root=str(settings.MEDIA_ROOT))
    return _with_headers(response, kept, f"{IS_NO_PAGE}; style-src 'unsafe-inline'; sandbox")


@require_safe
def document(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """A document by its id and name, as Wagtail serves it: the hook `before_serve_document` asks who may read it.

    A PDF opens in the browser, which no sandbox allows; any other file is saved.
    """
    response = serve_document(request, number, name)
    is_pdf = response.headers.get("Content-Type") == "application/pdf"
    return _with_headers(response, KEPT_PRIVATE, IS_NO_PAGE if is_pdf else f"{IS_NO_PAGE}; sandbox")


def _works_with(user: User | AnonymousUser, found: Rendition) -> bool:
    """Whether they meet the picture in the admin: the collection in which it lies says who does."""
    wanted = ["add", "change", "delete", "choose"]
    in_admin = user.has_perm("wagtailadmin.access_admin")
    return in_admin and permission_policy.user_has_any_permission_for_instance(user, wanted, found.image)


def _with_headers(response: HttpResponseBase, kept: str, policy: str) -> HttpResponseBase:
    response["Cache-Control"] = kept
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy
    return response
