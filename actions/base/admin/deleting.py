"""Before a record is deleted: who may, and what refers to it. Wagtail's bulk deletion asks neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log

from actions.base.models import Record
from actions.base.references import owner_of, references_to


@dataclass(frozen=True)
class Referrer:
    """A line of the page that says why not."""

    kind: str
    name: str
    address: str | None


@dataclass(frozen=True)
class Refusal:
    record: models.Model
    referrers: list[Referrer]


def refuse_deletion(request: HttpRequest, records: Sequence[models.Model]) -> HttpResponse | None:
    """For the hook `before_delete_snippet`, which runs before the question is put, for one record or many.

    None where all may go. Wagtail leaves out the records of a kind that one may not delete at all, but would still
    print their names: nothing left means that nothing was allowed.
    """
    if not records:
        raise PermissionDenied
    for record in records:
        policy = type(record).snippet_viewset.permission_policy  # type: ignore[attr-defined]
        if not policy.user_has_permission_for_instance(request.user, "delete", record):
            raise PermissionDenied
    refusals = [Refusal(record, found) for record in records if (found := _referrers(request, record))]
    if not refusals:
        return None
    list_address = reverse(type(records[0]).snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
    context = {"refusals": refusals, "list_address": list_address}
    return TemplateResponse(request, "admin/cannot_delete.html", context, status=409)


def _referrers(request: HttpRequest, record: models.Model) -> list[Referrer]:
    finder = AdminURLFinder(request.user)
    owners = dict.fromkeys(owner_of(referrer) for referrer in references_to(record))
    return [
        Referrer(capfirst(str(owner._meta.verbose_name)), str(owner), finder.get_edit_url(owner)) for owner in owners
    ]


def log_bulk_deletion(request: HttpRequest, action: str, records: Sequence[Any], view: Any) -> None:
    """For the hook `before_bulk_action`: Wagtail logs a single deletion, but not those in bulk."""
    for record in records:
        if action == "delete" and isinstance(record, Record):
            log(instance=record, action="wagtail.delete", user=request.user)
