"""Panels of records beyond Wagtail's own."""

from typing import Any

from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from .forms import ChildFormSet, RecordForm
from .tick_list import TickList


class RowsPanel(InlinePanel):
    """An InlinePanel whose rows may have partial dates and are compared with each other."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        row_form = get_form_for_model(
            self.db_field.related_model, form_class=RecordForm, defer_required_on_fields=deferred
        )
        options["formsets"][self.relation_name] |= {"form": row_form, "formset": ChildFormSet}
        return options


def several(field_name: str, **options: Any) -> FieldPanel:
    """A panel for choosing several of a list; a long one can be searched."""
    return FieldPanel(field_name, widget=TickList, **options)
