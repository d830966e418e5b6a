"""The door of documents: what hangs on an internal fact is not handed out."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.documents.models import Document

from actions.models import Output


def refuse_internal_document(document: Document, request: HttpRequest) -> None:
    """For the hook `before_serve_document`. PermissionDenied for a document of outputs, none of which is public.

    Whoever works in the admin may read every output, and so its document.
    """
    if not request.user.has_perm("wagtailadmin.access_admin") and Output.objects.hide(document):
        raise PermissionDenied
