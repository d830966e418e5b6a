"""Wagtail's views of a snippet, made to fit records: facts are public on save, and many readers may not edit."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry
from wagtail.snippets.views import snippets

from .overwriting import NoSilentOverwrite
from .sent_once import CreatedOnce, EditedOnce
from .trail import keep_first_version, one_line_per_change


class RecordIndexView(snippets.IndexView):
    """The list: links to edit or delete stand only beside what this person may edit or delete."""

    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: Any) -> Column:
        if definition := self.model.partial_dates.get(field_name):
            label = capfirst(definition.verbose_name)
            return column_class(field_name, label=label, sort_key=f"{field_name}_first", **kwargs)
        fields = {field.name: field for field in self.model._meta.get_fields()}
        if isinstance(fields.get(field_name), models.BooleanField):
            column_class = BooleanColumn
        return super()._get_custom_column(field_name, column_class, **kwargs)

    @cached_property
    def _allowed(self) -> dict[str, set[int]]:
        """For «change» and «delete», the ids of the records that this person may do it to: one query each."""
        wanted = ("change", "delete")
        allowed = {
            action: self.permission_policy.instances_user_has_permission_for(self.request.user, action)
            for action in wanted
        }
        return {action: set(records.values_list("pk", flat=True)) for action, records in allowed.items()}

    def get_edit_url(self, instance: models.Model) -> str | None:
        return super().get_edit_url(instance) if instance.pk in self._allowed["change"] else None

    def get_delete_url(self, instance: models.Model) -> str | None:
        return super().get_delete_url(instance) if instance.pk in self._allowed["delete"] else None


class SavedOnRequest:
    """Autosave writes drafts. A fact has none: it would write the public row, word by word."""

    draftstate_enabled: bool

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if not self.draftstate_enabled:
            self.autosave_enabled = False


class RecordCreateView(CreatedOnce, SavedOnRequest, snippets.CreateView):
    pass


class RecordEditView(EditedOnce, NoSilentOverwrite, SavedOnRequest, snippets.EditView):
    def save_instance(self) -> models.Model:
        """Keeps the state before the first change, too: a record made by a migration has no version yet."""
        stored: Any = self.model._default_manager.get(pk=self.object.pk)
        if stored.latest_revision_id is None:
            keep_first_version(stored)
        return super().save_instance()


class RecordHistoryView(snippets.HistoryView):
    """Whoever may read the record may read its history."""

    any_permission_required = ["add", "change", "delete", "view"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return super().header_buttons if self.edit_url_name else []

    def get_base_queryset(self) -> Any:
        return self._annotate_queryset(one_line_per_change(registry.get_logs_for_instance(self.object)))


class RecordCompareView(snippets.RevisionsCompareView):
    permission_required = "view"


class RecordUsageView(snippets.UsageView):
    permission_required = "view"


class RecordVersionView(snippets.PreviewRevisionView):
    permission_required = "view"


class RecordWorkflowHistoryView(snippets.WorkflowHistoryView):
    permission_required = "view"


class RecordWorkflowDetailView(snippets.WorkflowHistoryDetailView):
    permission_required = "view"


class RecordInspectView(snippets.InspectView):
    """Shows what is unknown as such."""

    def get_field_label(self, field_name: str, field: models.Field | None) -> str:
        definition = self.model.partial_dates.get(field_name)
        return capfirst(definition.verbose_name) if definition else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: models.Field | None) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        nothing = value is None or value in ("", "-")  # Wagtail's sign for a relation without members
        return gettext("not recorded") if nothing else value
