"""What a browser would send to an address: the form that it shows, filled in where it is empty."""

import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from wagtail.models import Collection

from actions import models as ground
from experts.models import Deployment, Expert, ExpertCategory, Language
from practices.models import KnowledgeItem
from tests.factories import PASSWORD

from .forms import form_in
from .visits import Visit, models_by_space
from .world import Holding, World, pixels

Fields = dict[str, Any]
Filled = Callable[[World, Holding], Fields]

NEW_PASSWORD = "a longer sentence nobody guesses"
NO_STEPS = {"steps-count": "0"}  # a script draws these fields
A_TERM = {"slug": "lemurian", "name": "Lemurian", "order": 78}

# What a new record needs beyond what its form is opened with.
NEW_RECORDS: dict[type[models.Model], Filled] = {
    ground.Action: lambda world, holding: {"title": "Profiles", "code": "P-1"},
    ground.Component: lambda world, holding: {"of_action": holding.action.pk, "title": "Data"},
    ground.Milestone: lambda world, holding: {"of_action": holding.action.pk, "title": "Request"},
    ground.Activity: lambda world, holding: {"of_action": holding.action.pk, "title": "Survey"},
    ground.Output: lambda world, holding: {"of_action": holding.action.pk, "title": "Handbook"},
    Deployment: lambda world, holding: {
        "of_action": holding.action.pk,
        "country": world.shared[ground.Country].pk,
    },
    KnowledgeItem: lambda world, holding: {
        "of_action": holding.action.pk,
        "kind": "impact",
        "heading": "A law",
        "takeaway": "It is in force.",
    },
    Expert: lambda world, holding: {"name": "A person"},
    ground.Organisation: lambda world, holding: {"name": "Another ministry"},
    ground.Source: lambda world, holding: {"citation": "A book, 2014."},
    ground.HeadlineFigure: lambda world, holding: {"measure": "experts", "wording": "465", "label": "experts"},
    ground.Country: lambda world, holding: {"code": "XL", "slug": "lemuria", "english_name": "Lemuria"},
    ground.Pillar: lambda world, holding: {**A_TERM, "code": "LE"},
    ground.Area: lambda world, holding: {**A_TERM, "pillar": world.shared[ground.Pillar].pk},
    ground.Criterion: lambda world, holding: {**A_TERM, "statement": "Actions should be dry."},
    ground.GoalTarget: lambda world, holding: {
        **A_TERM,
        "code": "18.1",
        "goal": world.shared[ground.DevelopmentGoal].pk,
        "statement": "Keep it dry.",
    },
    **dict.fromkeys(
        (
            *(ground.Region, ground.Phase, ground.ActionStatus, ground.ActivityType, ground.OutputKind),
            *(ground.InstitutionKind, ground.DevelopmentGoal, ground.CompactObjective, ExpertCategory, Language),
        ),
        lambda world, holding: A_TERM,
    ),
}


def _text() -> SimpleUploadedFile:
    return SimpleUploadedFile("notes.txt", b"Some notes.", "text/plain")


def _picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("picture.png", pixels(), "image/png")


def _of_collection(world: World, **fields: Any) -> Fields:
    return {**fields, "collection": world.own.document.collection_id, "tags": ""}


def _uploaded_document(world: World, holding: Holding) -> Fields:
    prefix = f"uploaded-document-{holding.uploaded_document.pk}"
    return {f"{prefix}-{name}": value for name, value in _of_collection(world, title="Notes").items()}


def _uploaded_image(world: World, holding: Holding) -> Fields:
    prefix = f"uploaded-image-{holding.uploaded_image.pk}"
    return {f"{prefix}-{name}": value for name, value in _of_collection(world, title="Picture").items()}


def _document_row(world: World, holding: Holding) -> Fields:
    prefix = f"doc-{holding.document.pk}"
    return {f"{prefix}-{name}": value for name, value in _of_collection(world, title="Notes").items()}


def _image_row(world: World, holding: Holding) -> Fields:
    prefix = f"image-{holding.image.pk}"
    return {f"{prefix}-{name}": value for name, value in _of_collection(world, title="Picture").items()}


# By the name of a row: what is put into its form, or sent alone where no form is shown.
FILLED: dict[str, Filled] = {
    "sign-in": lambda world, holding: {"username": "somebody", "password": PASSWORD},
    "account-name": lambda world, holding: {"name-first_name": "Ada", "name-last_name": "Lovelace"},
    "account-password": lambda world, holding: {
        "password-old_password": PASSWORD,
        "password-new_password1": NEW_PASSWORD,
        "password-new_password2": NEW_PASSWORD,
    },
    "account-elsewhere": lambda world, holding: {"elsewhere-current_password": PASSWORD},
    "account-email": lambda world, holding: {
        "email-email": "another@mailbox.example",
        "email-current_password": PASSWORD,
    },
    "account-absence": lambda world, holding: {
        "absence-covered_by": world.another.manager.pk,
        "absence-first_day": "2090-01-01",
        "absence-last_day": "2090-01-02",
    },
    "people-invite": lambda world, holding: {
        "email": "new@colleague.example",
        "first_name": "New",
        "last_name": "Colleague",
        "groups": [world.group.pk],
    },
    "wagtailadmin_pages:add": lambda world, holding: {
        "title": "A case",
        "slug": holding.draft_action.slug,
        "of_action": holding.draft_action.pk,
        "theme_heading": "Data",
        "lead": "It began so.",
        **NO_STEPS,
    },
    "wagtailadmin_pages:edit": lambda world, holding: NO_STEPS,
    "wagtailadmin_pages:revisions_revert": lambda world, holding: NO_STEPS,
    "wagtailadmin_pages:preview_on_edit": lambda world, holding: NO_STEPS,
    "wagtailadmin_pages:preview_on_add": lambda world, holding: NO_STEPS,
    "wagtailadmin_pages:copy": lambda world, holding: {"new_title": "A copy", "new_slug": "a-copy"},
    "wagtailadmin_pages:set_privacy": lambda world, holding: {"restriction_type": "login"},
    "wagtailadmin_pages:set_page_position": lambda world, holding: {"position": "0"},
    "wagtailadmin_choose_page_external_link": lambda world, holding: {"external-link-chooser-url": "/actions/"},
    "wagtailadmin_collections:add": lambda world, holding: {
        "name": "New",
        "parent": Collection.get_first_root_node().pk,
    },
    "wagtailadmin_collections:set_privacy": lambda world, holding: {"restriction_type": "login"},
    "wagtailadmin_workflows:add": lambda world, holding: {"name": "New"},
    "wagtailadmin_workflows:add_task": lambda world, holding: {"name": "New", "groups": [world.group.pk]},
    "wagtailadmin_workflows:task_chooser_create": lambda world, holding: {
        "create-task-name": "New",
        "create-task-groups": [world.group.pk],
    },
    "wagtailusers_groups:add": lambda world, holding: {"name": "New"},
    "wagtailsites:add": lambda world, holding: {"hostname": "new.example", "root_page": world.shelf.pk},
    "wagtailsites:copy": lambda world, holding: {"hostname": "copy.example"},
    "wagtaildocs:add": lambda world, holding: {"title": "Notes", "file": _text()},
    "wagtailimages:add": lambda world, holding: {"title": "Picture", "file": _picture()},
    "wagtaildocs:add_multiple": lambda world, holding: _of_collection(world, **{"files[]": _text()}),
    "wagtailimages:add_multiple": lambda world, holding: _of_collection(world, **{"files[]": _picture()}),
    "wagtaildocs:edit_multiple": _document_row,
    "wagtailimages:edit_multiple": _image_row,
    "wagtaildocs:create_multiple_from_uploaded_document": _uploaded_document,
    "wagtailimages:create_multiple_from_uploaded_image": _uploaded_image,
    "wagtaildocs_chooser:create": lambda world, holding: {
        "document-chooser-upload-title": "Notes",
        "document-chooser-upload-file": _text(),
        "document-chooser-upload-collection": world.own.document.collection_id,
    },
    "wagtailimages_chooser:create": lambda world, holding: {
        "image-chooser-upload-title": "Picture",
        "image-chooser-upload-file": _picture(),
        "image-chooser-upload-collection": world.own.document.collection_id,
    },
    "wagtailadmin_api:pages:action#copy": lambda world, holding: {"recursive": "false", "keep_live": "false"},
    "wagtailadmin_api:pages:action#revert_to_page_revision": lambda world, holding: {
        "revision_id": holding.page.latest_revision_id
    },
    "wagtailadmin_api:pages:action#move": lambda world, holding: {"destination_page_id": holding.draft_page.pk},
    "remarks": lambda world, holding: {"page": "/actions/", "text": "The year is wrong."},
    "workspace_remark": lambda world, holding: {"answer": "Corrected."},
    "workspace_log_activity": lambda world, holding: {"of_action": holding.action.pk, "title": "A survey"},
    "workspace_action_publish": lambda world, holding: {"wanted": "publish"},
    "workspace_action_status": lambda world, holding: {
        "after": world.shared[ground.ActionStatus].pk,
        "reason": "It begins.",
    },
    "workspace_action_hand_over": lambda world, holding: {
        "leaver": holding.manager.pk,
        "successor": (world.people["administrator"]).pk,
        "reason": "A new post.",
    },
}

FILLED_IN_BULK: dict[str, Filled] = {
    "add_tags": lambda world, holding: {"tags": "survey"},
    "add_to_collection": lambda world, holding: {"collection": world.own.document.collection_id},
    "assign_role": lambda world, holding: {"role": world.group.pk},
    "set_active_state": lambda world, holding: {"mark_as_active": "True"},
    "move": lambda world, holding: {"chooser": holding.draft_page.pk},
    "give_areas": lambda world, holding: {"areas": [world.loose_shared[ground.Area].pk]},
    "give_sources": lambda world, holding: {"sources": [world.loose_shared[ground.Source].pk]},
    "give_criteria": lambda world, holding: {"reason_ownership": "They asked for it."},
}

# Only a script sends to these.
BY_SCRIPT = ("add_multiple", "edit_multiple", "delete_multiple", "create_multiple_from", "delete_upload_multiple")


def what_is_sent(visit: Visit, world: World, holding: Holding, page: str) -> tuple[Fields, Fields]:
    """The fields, and the headers. `page`: what the address shows to somebody who may send its form."""
    data = form_of_page(page)
    if filled := _filled(visit):
        data.update(filled(world, holding))
    script = any(part in visit.address.name for part in BY_SCRIPT)
    return data, {"headers": {"X-Requested-With": "XMLHttpRequest"}} if script else {}


def _filled(visit: Visit) -> Filled | None:
    if visit.address.name == "wagtail_bulk_action":
        return FILLED_IN_BULK.get(visit.variant.rpartition(".")[2])
    space, _colon, door = visit.name.rpartition(":")
    if door in ("add", "preview_on_add") and space in models_by_space():
        return NEW_RECORDS[models_by_space()[space]]
    return FILLED.get(visit.name)


def form_of_page(page: str) -> Fields:
    """What the page's form would send as it is. A window of a chooser comes as JSON."""
    html = json.loads(page).get("html") or "" if page.startswith("{") else page
    fields = form_in(html) or {}
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
