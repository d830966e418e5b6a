"""Two people edit one page: the second is told before anything is written over. Autosave looks after itself."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from actions.base.ids import id_from

# What the page of choices writes anew.
NOT_CARRIED = {"csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at"}


def ask_before_overwriting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For the hook `before_edit_page`. None for a form that is up to date."""
    if request.method != "POST" or not request.accepts("text/html"):
        return None
    versions = list(_versions_of_others(request, page))
    latest = page.latest_revision
    if not versions or latest is None:
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED]
    opened = _opened(request, page)
    context = {
        "page_title": page.get_admin_display_title(),
        "page_id": page.pk,
        "versions": versions,
        "latest": latest,
        "latest_moment": latest.created_at.isoformat(),
        "opened": opened if opened and opened != latest else None,
        "sent": sent,
    }
    return TemplateResponse(request, "workspace/page_conflict.html", context, status=409)


def _opened(request: HttpRequest, page: Page) -> Revision | None:
    """The version that the form was loaded with."""
    found: Revision | None = page.revisions.filter(pk=id_from(request.POST.get("loaded_revision_id"))).first()
    return found


def _versions_of_others(request: HttpRequest, page: Page) -> QuerySet[Revision]:
    """What others saved since the form was loaded. One's own autosave is no conflict.

    Autosave writes a version over: it may bear the number of the one that was loaded, with a later moment.
    """
    revisions = page.revisions.select_related("user").order_by("created_at", "pk")
    others = revisions.filter(Q(user__isnull=True) | ~Q(user=request.user.pk))
    moment = _moment(request.POST.get("loaded_revision_created_at", ""))
    return others.filter(created_at__gt=moment) if moment else others


def _moment(written: str) -> datetime | None:
    try:
        return parse_datetime(written)
    except ValueError:
        return None
