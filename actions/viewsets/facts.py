"""The screens of an Action's facts: components, milestones, activities, outputs."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.tables import Column

from actions.base.admin.dates import PartialDatePanel
from actions.base.admin.panels import RowsPanel, several
from actions.base.admin.policies import OwnRecordsPolicy
from actions.base.admin.viewsets import RecordViewSet
from actions.models import Activity, Component, Milestone, Output

from .begun import FactCreateView
from .forms import OfOwnActionForm

# At the end of each form of a fact.
KEPT_WITH = [several("sources"), FieldPanel("internal")]


class FileColumn(Column):
    """What a file is, in which language and how large."""

    def get_value(self, instance: Any) -> str:
        return instance.document.described if instance.document else ""


class FactViewSet(RecordViewSet):
    """Changed by the managers of its Action, read by all who work here."""

    policy_class = OwnRecordsPolicy
    record_form = OfOwnActionForm
    add_view_class = FactCreateView
    list_related: tuple[str, ...] = ("action",)


class ComponentViewSet(FactViewSet):
    model = Component
    icon = "list-ul"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("action"),
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("order"),
        *KEPT_WITH,
    ]
    list_display = ["title", "action", "order", "internal"]
    list_filter = ["action", "internal"]
    search_fields = ["title", "description", "action__title"]


class MilestoneViewSet(FactViewSet):
    model = Milestone
    icon = "calendar-check"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("action"),
        FieldPanel("kind"),
        FieldPanel("title"),
        PartialDatePanel("date"),
        FieldPanel("description"),
        *KEPT_WITH,
    ]
    list_display = ["title", "action", "kind", "date", "internal"]
    list_filter = ["kind", "action", "internal"]
    search_fields = ["title", "description", "action__title"]


class ActivityViewSet(FactViewSet):
    model = Activity
    icon = "calendar-alt"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("action"),
        FieldPanel("component"),
        FieldPanel("title"),
        FieldPanel("type"),
        FieldPanel("state"),
        MultiFieldPanel(
            [
                PartialDatePanel("start"),
                PartialDatePanel("end"),
                FieldPanel("mode"),
                FieldPanel("place"),
                several("countries"),
            ],
            _("When and where"),
        ),
        MultiFieldPanel(
            [FieldPanel("participants"), FieldPanel("women"), FieldPanel("institutions")],
            _("Who took part"),
            help_text=_("Left empty where it is not known; 0 says that nobody came."),
        ),
        FieldPanel("description"),
        RowsPanel(
            "photographs",
            panels=[FieldPanel("image"), FieldPanel("caption")],
            heading=_("Photographs"),
            label=_("Photograph"),
        ),
        *KEPT_WITH,
    ]
    list_display = ["title", "action", "type", "state", "start", "internal"]
    list_related = ("action", "type")
    list_filter = ["state", "type", "action", "internal"]
    search_fields = ["title", "place", "description", "action__title"]


class OutputViewSet(FactViewSet):
    model = Output
    icon = "doc-full-inverse"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("action"),
        FieldPanel("activity"),
        FieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("state"),
        PartialDatePanel("date"),
        FieldPanel("description"),
        FieldPanel("document"),
        FieldPanel("address"),
        *KEPT_WITH,
    ]
    list_display = ["title", "action", "kind", "state", "date", FileColumn("document", label=_("File")), "internal"]
    list_related = ("action", "kind", "document")
    list_filter = ["state", "kind", "action", "internal"]
    search_fields = ["title", "description", "action__title"]
