"""The list and the form of Actions lead to their screen, which brings the floors together."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from actions.base.admin.views import RecordCreateView, RecordIndexView
from actions.models import Action
from actions.viewsets import ActionViewSet
from actions.viewsets.action import ActionEditView, ActionRestoreView


def address_of_screen(action: models.Model) -> str:
    assert isinstance(action, Action)
    return reverse("workspace_action", args=[action.slug])


class IndexView(RecordIndexView):
    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: Any) -> Column:
        if "get_url" in kwargs:  # the column of the title
            kwargs["get_url"] = address_of_screen
        return super()._get_custom_column(field_name, column_class, **kwargs)


class CreateView(RecordCreateView):
    def get_success_url(self) -> str:
        return address_of_screen(self.object)


class BackToTheScreen:
    """Goes before a view of an Action that exists."""

    object: Any

    def get_success_url(self) -> str:
        return address_of_screen(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        screen = Button(
            _("Screen of the Action"),
            url=address_of_screen(self.object),
            icon_name="folder-open-inverse",
            priority=1,
        )
        return [screen, *super().header_more_buttons]  # type: ignore[misc]


class EditView(BackToTheScreen, ActionEditView):
    pass


class RestoreView(BackToTheScreen, ActionRestoreView):
    pass


class ScreenedActionViewSet(ActionViewSet):
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    revisions_revert_view_class = RestoreView
