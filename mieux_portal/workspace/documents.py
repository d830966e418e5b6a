"""Who is handed out a document: everybody, if a public output shows it; else whoever meets it in the admin."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy

from actions.base.models import User
from actions.models import ActionDocument, Output


def refuse_private_document(document: ActionDocument, request: HttpRequest) -> None:
    """For the hook `before_serve_document`: PermissionDenied for a private document, by whatever address."""
    if not Output.objects.hand_out(document) and not _meets_in_admin(request.user, document):
        raise PermissionDenied


def _meets_in_admin(user: User | AnonymousUser, document: ActionDocument) -> bool:
    """Whoever reads outputs reads what hangs on them; what hangs on nothing is for those who use its collection."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    if user.has_perm("actions.view_output") and document.outputs.exists():
        return True
    return bool(
        permission_policy.user_has_any_permission_for_instance(user, ["add", "change", "delete", "choose"], document)
    )
