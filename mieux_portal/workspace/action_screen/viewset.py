"""The list and the form of Actions lead to their screen, which brings the floors together."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from actions.base.admin.views import RecordCreateView, RecordIndexView
from actions.viewsets import ActionViewSet
from actions.viewsets.action import ActionEditView, ActionRestoreView
from mieux_portal.workspace.addresses import action_address


class IndexView(RecordIndexView):
    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: Any) -> Column:
        if "get_url" in kwargs:  # the column of the title
            kwargs["get_url"] = action_address
        return super()._get_custom_column(field_name, column_class, **kwargs)


class CreateView(RecordCreateView):
    def get_success_url(self) -> str:
        return action_address(self.object)


class BackToTheScreen:
    """Goes before a view of an Action that exists."""

    object: Any

    def get_success_url(self) -> str:
        return action_address(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        screen = Button(
            _("Screen of the Action"),
            url=action_address(self.object),
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
