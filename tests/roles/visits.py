"""A real address of every entry of the URLconf: its keys filled with ids, once of an own record, once of another's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode, urlsafe_base64_encode
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import TaskState, WorkflowState
from wagtail.snippets.models import get_snippet_models

from actions.base.models import User
from actions.models import Organisation
from mieux_portal.accounts.links import NewEmail
from mieux_portal.workspace.action_screen.tabs import TABS
from practices.models import KnowledgeItem

from .addresses import BULK, Address, bulk_actions, every_address
from .world import PERSON, Holding, World, earlier_version

Value = Callable[[World, Holding], Any]


def always(value: Any) -> Value:
    return lambda world, holding: value


# Which record stands behind a door that asks for one in a certain state.
STATE_OF_DOOR = {
    **dict.fromkeys(("workflow_action", "collect_workflow_action_data", "workflow_preview"), "submitted"),
    **dict.fromkeys(("confirm_workflow_cancellation", "workflow_history", "workflow_history_detail"), "submitted"),
    "revisions_unschedule": "scheduled",
    "unlock": "locked",
}

# The start of a name, and a key → what fills it. Of several that fit, the longest start is the right one.
VALUES: dict[tuple[str, str], Value] = {
    ("action", "slug"): lambda world, holding: holding.action.slug,
    ("practice", "slug"): lambda world, holding: holding.item.slug,
    ("criterion", "slug"): lambda world, holding: "replicability",
    ("country", "slug"): lambda world, holding: "malawi",
    ("partner", "slug"): lambda world, holding: world.shared[Organisation].slug,
    ("wagtaildocs_serve", "0"): lambda world, holding: holding.document.pk,
    ("wagtaildocs_serve", "1"): lambda world, holding: holding.document.filename,
    ("password-new", "uidb64"): lambda world, holding: "Mw",
    ("password-new", "token"): lambda world, holding: "abc-def",
    ("wagtailadmin_password_reset_confirm", "uidb64"): lambda world, holding: "Mw",
    ("wagtailadmin_password_reset_confirm", "token"): lambda world, holding: "abc-def",
    ("account-email-confirm", "token"): lambda world, holding: "forged",
    ("workspace_action", "slug"): lambda world, holding: holding.action.slug,
    ("workspace_action_publish", "slug"): lambda world, holding: holding.draft_action.slug,
    ("workspace_remark", "pk"): lambda world, holding: world.remark.pk,
    ("workspace_remark_reopen", "pk"): lambda world, holding: world.done_remark.pk,
    ("account-absence-end", "pk"): lambda world, holding: holding.absence.pk,
    ("people-", "pk"): lambda world, holding: world.person.pk,
    ("people-withdraw", "pk"): lambda world, holding: world.invited.pk,
    ("people-reopen", "pk"): lambda world, holding: world.closed.pk,
    ("wagtailusers_users:", "pk"): lambda world, holding: world.person.pk,
    ("wagtailusers_groups:", "pk"): lambda world, holding: world.group.pk,
    ("wagtailsites:", "pk"): lambda world, holding: world.site.pk,
    ("wagtailadmin_api:pages:", "pk"): lambda world, holding: holding.draft_page.pk,
    ("wagtailadmin_api:pages:action", "pk"): lambda world, holding: holding.page.pk,
    ("wagtailadmin_api:pages:action", "action_name"): lambda world, holding: "publish",
    ("wagtailadmin_api:images:", "pk"): lambda world, holding: holding.image.pk,
    ("wagtailadmin_api:documents:", "pk"): lambda world, holding: holding.document.pk,
    ("wagtailadmin_choose_page_child", "parent_page_id"): lambda world, holding: world.shelf.pk,
    ("wagtailadmin_explore", "parent_page_id"): lambda world, holding: world.shelf.pk,
    ("wagtailadmin_tag_model_autocomplete", "app_name"): lambda world, holding: "taggit",
    ("wagtailadmin_tag_model_autocomplete", "model_name"): lambda world, holding: "tag",
    ("wagtailadmin_collections:", "pk"): lambda world, holding: world.collection.pk,
    ("wagtailadmin_collections:", "collection_id"): lambda world, holding: world.collection.pk,
    ("wagtailadmin_workflows:", "pk"): lambda world, holding: world.workflow.pk,
    ("wagtailadmin_workflows:enable", "pk"): lambda world, holding: world.disabled_workflow.pk,
    ("wagtailadmin_workflows:edit_task", "pk"): lambda world, holding: world.task.pk,
    ("wagtailadmin_workflows:disable_task", "pk"): lambda world, holding: world.task.pk,
    ("wagtailadmin_workflows:enable_task", "pk"): lambda world, holding: world.disabled_task.pk,
    ("wagtailadmin_workflows:", "task_id"): lambda world, holding: world.task.pk,
    ("wagtailadmin_workflows:remove", "page_pk"): lambda world, holding: world.other_shelf.pk,
    ("wagtailadmin_workflows:remove", "workflow_pk"): lambda world, holding: world.workflow.pk,
    ("wagtailadmin_workflows:add_task", "app_label"): lambda world, holding: "wagtailcore",
    ("wagtailadmin_workflows:add_task", "model_name"): lambda world, holding: "groupapprovaltask",
    ("wagtailadmin_editing_sessions:", "app_label"): lambda world, holding: "actions",
    ("wagtailadmin_editing_sessions:", "model_name"): lambda world, holding: "action",
    ("wagtailadmin_editing_sessions:", "object_id"): lambda world, holding: holding.action.pk,
    ("wagtailadmin_editing_sessions:", "session_id"): lambda world, holding: holding.session.pk,
    ("wagtaildocs:", "document_id"): lambda world, holding: holding.document.pk,
    ("wagtaildocs:", "doc_id"): lambda world, holding: holding.document.pk,
    ("wagtaildocs:", "uploaded_file_id"): lambda world, holding: holding.uploaded_document.pk,
    ("wagtaildocs_chooser:", "pk"): lambda world, holding: holding.document.pk,
    ("wagtailimages:", "image_id"): lambda world, holding: holding.image.pk,
    ("wagtailimages:", "uploaded_file_id"): lambda world, holding: holding.uploaded_image.pk,
    ("wagtailimages:", "filter_spec"): lambda world, holding: "width-4",
    ("wagtailimages_chooser:", "pk"): lambda world, holding: holding.image.pk,
    ("wagtailimages_chooser:", "image_id"): lambda world, holding: holding.image.pk,
    ("wagtaildocs_authenticate_with_password", "restriction_id"): lambda world, holding: world.document_wall.pk,
    ("wagtailcore_authenticate_with_password", "page_view_restriction_id"): lambda world, holding: world.page_wall.pk,
    ("wagtailcore_authenticate_with_password", "page_id"): lambda world, holding: world.page_wall.page_id,
    ("wagtaildocs:delete", "document_id"): lambda world, holding: holding.loose_document.pk,
    ("wagtaildocs:delete_multiple", "doc_id"): lambda world, holding: holding.loose_document.pk,
}

PAGE_VALUES: dict[str, Value] = {
    "parent_page_id": lambda world, holding: world.shelf.pk,
    "destination_id": lambda world, holding: holding.draft_page.pk,
    "content_type_app_name": lambda world, holding: "practices",
    "content_type_model_name": lambda world, holding: "casestudypage",
    "app_label": lambda world, holding: "practices",
    "model_name": lambda world, holding: "casestudypage",
}

# One entry of the URLconf that leads to things of different kinds: a name for each, and its keys.
VARIANTS: dict[str, dict[str, dict[str, Value]]] = {
    "action": {
        "published": {},
        "unpublished": {"slug": lambda world, holding: holding.draft_action.slug},
    },
    "practice": {
        "live": {},
        "draft": {"slug": lambda world, holding: holding.draft_item.slug},
    },
    "expert": {
        "agreed": {"slug": lambda world, holding: world.open_expert.slug},
        "did-not-agree": {"slug": lambda world, holding: world.expert.slug},
    },
    "wagtail_serve": {
        "root": {"0": lambda world, holding: ""},
        "case-study": {"0": lambda world, holding: f"{holding.page.slug}/"},
        "draft": {"0": lambda world, holding: f"{holding.draft_page.slug}/"},
    },
    "document": {
        "of-an-internal-output": {
            "0": lambda world, holding: holding.document.pk,
            "1": lambda world, holding: holding.document.filename,
        },
        "of-a-public-output": {
            "0": lambda world, holding: holding.public_document.pk,
            "1": lambda world, holding: holding.public_document.filename,
        },
    },
    "media": {
        "of-nothing-public": {"path": lambda world, holding: rendition_of(holding.image)},
        "of-a-public-activity": {"path": lambda world, holding: rendition_of(holding.public_image)},
        "of-an-expert": {"path": lambda world, holding: rendition_of(world.expert.photo)},
    },
    "password-new": {
        "forged": {},
        "true": {
            "uidb64": lambda world, holding: urlsafe_base64_encode(str(world.invited.pk).encode()),
            "token": lambda world, holding: default_token_generator.make_token(world.invited),
        },
    },
    "account-email-confirm": {
        "forged": {},
        "of-somebody-else": {"token": lambda world, holding: token_of(world.person)},
    },
    "wagtailadmin_editing_sessions:ping": {
        "fact": {},
        "case-study": {
            "app_label": lambda world, holding: "wagtailcore",
            "model_name": lambda world, holding: "page",
            "object_id": lambda world, holding: holding.page.pk,
        },
    },
    "wagtailadmin_api:pages:action": {
        **{name: {"action_name": always(name)} for name in PagesAdminAPIViewSet.actions},
        "publish": {
            "action_name": lambda world, holding: "publish",
            "pk": lambda world, holding: holding.draft_page.pk,
        },
        "delete-a-draft": {
            "action_name": lambda world, holding: "delete",
            "pk": lambda world, holding: holding.draft_page.pk,
        },
    },
    "wagtailadmin_pages:delete": {
        "live": {},
        "draft": {"page_id": lambda world, holding: holding.draft_page.pk},
    },
    "workspace_action_tab": {
        **{tab.slug: {"tab": always(tab.slug)} for tab in TABS},
        "unheard-of": {"tab": lambda world, holding: "unheard-of"},
    },
}

QUERIES: dict[str, Value] = {
    "workspace_log_activity_experts": lambda world, holding: {"q": "Zs"},
    "workspace_log_activity_namesakes": lambda world, holding: {"name": PERSON},
    "workspace_log_activity_earlier": lambda world, holding: {"of_action": holding.action.pk},
    "workspace_log_activity_copied": lambda world, holding: {"of": holding.activity.pk},
    "search": lambda world, holding: {"q": "migration"},
    "suggestions": lambda world, holding: {"q": "migration"},
    "wagtaildocs_chooser:chosen_multiple": lambda world, holding: {"id": holding.document.pk},
    "wagtailimages_chooser:chosen_multiple": lambda world, holding: {"id": holding.image.pk},
    "wagtailadmin_choose_page_chosen_multiple": lambda world, holding: {"id": holding.draft_page.pk},
    "wagtailadmin_choose_page_search": lambda world, holding: {"q": "draft"},
    "wagtailadmin_tag_autocomplete": lambda world, holding: {"term": "a"},
    "wagtailadmin_tag_model_autocomplete": lambda world, holding: {"term": "a"},
    "wagtailadmin_api:pages:find": lambda world, holding: {"id": holding.draft_page.pk},
    "wagtailadmin_api:images:find": lambda world, holding: {"id": holding.image.pk},
    "wagtailadmin_api:documents:find": lambda world, holding: {"id": holding.document.pk},
}

# Of what nobody gave a name the route is the address, but where a part of it is open.
PATHS = {
    "/admin/password_reset/<path:rest>": "/admin/password_reset/done/",
    "/admin/^.*/$": "/admin/nothing-is-here/",
}


@dataclass(frozen=True)
class Visit:
    """One address as it is walked. `name`: that of its row in the table."""

    name: str
    address: Address
    variant: str = ""

    def __str__(self) -> str:
        return f"{self.name} (/{self.address.route})"

    def path(self, world: World, holding: Holding, **instead: Any) -> str:
        """With the ids of what belongs to this Action. `instead`: other values for some of the keys."""
        path = self._bare_path(world, holding, instead)
        query = self._query(world, holding)
        return f"{path}?{urlencode(query)}" if query else path

    def part(self, key: str, world: World, holding: Holding) -> Any:
        """What stands in for this key."""
        return value_of(self.address, self.variant, key)(world, holding)

    def _bare_path(self, world: World, holding: Holding, instead: dict[str, Any]) -> str:
        if self.address.name.startswith("/"):
            return PATHS.get(self.address.name, self.address.name)
        if self.address.name == BULK:
            return reverse(BULK, args=self.variant.split("."))
        values = {key: self.part(key, world, holding) for key in self.address.keys} | instead
        if any(key.isdigit() for key in values):
            return reverse(self.address.name, args=list(values.values()))
        return reverse(self.address.name, kwargs=values)

    def _query(self, world: World, holding: Holding) -> dict[str, Any]:
        if self.address.name == BULK:
            app, model, action = self.variant.split(".")
            return {"id": bulk_record(app, model, action, world, holding).pk}
        query = QUERIES.get(self.address.name)
        return query(world, holding) if query else {}


def every_visit() -> Iterator[Visit]:
    for address in every_address():
        variants = VARIANTS.get(address.name, {"": {}})
        if address.name == "wagtailadmin_workflows:remove":  # one name for two addresses
            variants = {"workflow" if "workflow_pk" in address.keys else "page": {}}
        if address.name == BULK:
            variants = {".".join(action): {} for action in bulk_actions()}
        for variant in variants:
            name = f"{address.name}#{variant}" if variant else address.name
            yield Visit(name, address, variant)


def value_of(address: Address, variant: str, key: str) -> Value:
    """What fills this key. LookupError where nothing does: then `VALUES` needs a line."""
    if given := VARIANTS.get(address.name, {}).get(variant, {}).get(key):
        return given
    space, _colon, door = address.name.rpartition(":")
    if model := models_by_space().get(space):
        return lambda world, holding: _of_record(key, record_behind(model, door, world, holding))
    if space == "wagtailadmin_pages":
        if key in PAGE_VALUES:
            return PAGE_VALUES[key]
        return lambda world, holding: _of_record(key, page_behind(door, holding))
    fitting = [start for start, named in VALUES if named == key and address.name.startswith(start)]
    if not fitting:
        raise LookupError(f"Nothing fills «{key}» of {address}: write a line into VALUES of tests/roles/visits.py.")
    return VALUES[max(fitting, key=len), key]


def token_of(person: User) -> str:
    """That of the link in a mail to this person, who asked for another e-mail address."""
    return NewEmail(person.pk, person.email, "another@mailbox.example").link().rstrip("/").rpartition("/")[2]


def rendition_of(image: Any) -> str:
    """Below the folder of renditions. It is made where it is not there yet."""
    name: str = image.get_rendition("width-4").file.name
    return name.removeprefix("images/")


def models_by_space() -> dict[str, type[models.Model]]:
    return {model.snippet_viewset.url_namespace: model for model in get_snippet_models()}


def record_behind(model: type[models.Model], door: str, world: World, holding: Holding) -> Any:
    if door == "delete":
        return world.loose(model, holding)
    if model is KnowledgeItem and door in STATE_OF_DOOR:
        return getattr(holding, f"{STATE_OF_DOOR[door]}_item")
    return world.record(model, holding)


def page_behind(door: str, holding: Holding) -> Any:
    return getattr(holding, f"{STATE_OF_DOOR[door]}_page") if door in STATE_OF_DOOR else holding.page


def bulk_record(app: str, model: str, action: str, world: World, holding: Holding) -> Any:
    special = {
        "page": holding.draft_page if action == "publish" else holding.page,
        "image": holding.image,
        "actiondocument": holding.loose_document if action == "delete" else holding.document,
        "user": world.person,
    }
    if model in special:
        return special[model]
    kind = next(kind for kind in get_snippet_models() if kind._meta.label_lower == f"{app}.{model}")
    return world.loose(kind, holding)


def _of_record(key: str, record: Any) -> Any:
    """The keys of a record's screens: its id, those of its versions, of the workflow in which it is."""
    if key in ("pk", "page_id", "page_to_move_id", "0"):
        return record.pk
    if key in ("revision_id_b", "2"):
        return record.latest_revision_id
    if key in ("revision_id_a", "1"):
        return earlier_version(record).pk
    if key == "revision_id":  # what is scheduled is the last one
        return record.latest_revision_id if getattr(record, "go_live_at", None) else earlier_version(record).pk
    if key == "action_name":
        return "approve"
    state = WorkflowState.objects.get(object_id=str(record.pk), content_type__model=record._meta.model_name)
    task_state: TaskState = state.current_task_state
    return {
        "workflow_state_id": state.pk,
        "task_state_id": task_state.pk,
        "task_id": task_state.task_id,
    }[key]
