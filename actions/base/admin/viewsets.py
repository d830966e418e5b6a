"""The viewset of a record. A floor says which fields it has; who may change which record stands in its policy."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, Panel, PublishingPanel
from wagtail.admin.panels.group import PanelGroup
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from . import views
from .forms import RecordForm
from .guard import GuardedViews


def named_fields(panels: Iterable[Panel]) -> Iterator[str]:
    """Names of the fields and child relations that the panels ask for, but when words are published."""
    for panel in panels:
        if isinstance(panel, PublishingPanel):
            continue
        if isinstance(panel, PanelGroup):
            yield from named_fields(panel.children)
        elif isinstance(panel, InlinePanel):
            yield panel.relation_name
        elif isinstance(panel, FieldPanel):
            yield panel.field_name


class RecordViewSet(GuardedViews, SnippetViewSet):
    """List, search, filter, create, edit, history and delete, each guarded."""

    policy_class: type[ModelPermissionPolicy] = ModelPermissionPolicy
    record_form: type[RecordForm] = RecordForm
    panels: ClassVar[list[Panel]]
    list_related: tuple[str, ...] = ()
    inspect_hidden: tuple[str, ...] = ()  # what is edited here, but not shown to everybody who may read the record

    index_view_class = views.RecordIndexView
    add_view_class = views.RecordCreateView
    edit_view_class = views.RecordEditView
    history_view_class = views.RecordHistoryView
    inspect_view_class = views.RecordInspectView
    usage_view_class = views.RecordUsageView
    revisions_view_class = views.RecordVersionView
    revisions_compare_view_class = views.RecordCompareView
    workflow_history_view_class = views.RecordWorkflowHistoryView
    workflow_history_detail_view_class = views.RecordWorkflowDetailView
    create_template_name = "admin/record_create.html"
    edit_template_name = "admin/record_edit.html"
    copy_view_enabled = False  # a copy would carry the first record's code, sources and people
    inspect_view_enabled = True
    search_backend_name = None  # the database searches `search_fields`
    add_to_settings_menu = False

    @property
    def inspect_view_fields(self) -> list[str]:
        """What the form asks for, in its order; Wagtail would show every column, private ones too."""
        return [name for name in named_fields(self.panels) if name not in self.inspect_hidden]

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        return self.policy_class(self.model)

    @property
    def url_finder_class(self) -> type:
        """Wagtail's own for snippets asks about the model only, and would link to what is then refused."""
        names = {"permission_policy": self.permission_policy, "edit_url_name": self.get_url_name("edit")}
        return type("RecordURLFinder", (ModelAdminURLFinder,), names)

    def get_edit_handler(self) -> Panel:
        return ObjectList(self.panels, base_form_class=self.record_form).bind_to_model(self.model)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return self.model._default_manager.select_related(*self.list_related)

    def register_chooser_viewset(self) -> None:
        """None: a chooser's window asks nobody's permission and shows every record, the roster's too.

        A foreign key is a plain list in a form, which can be narrowed to what may be chosen.
        """


class TermViewSet(RecordViewSet):
    """A vocabulary. Read by all who work here, changed by administrators."""

    icon = "tag"
    panels: ClassVar[list[Panel]] = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]
    list_display = ["name", "slug", "order"]
    list_filter: list[str] | dict[str, list[str]] = {"slug": ["icontains"]}
    search_fields = ["name", "slug"]
