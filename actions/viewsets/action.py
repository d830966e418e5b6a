"""The screens of an Action."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.admin.views.generic import RevisionsRevertMixin

from actions.base.admin.dates import PartialDatePanel
from actions.base.admin.panels import RowsPanel, several
from actions.base.admin.policies import OwnRecordsPolicy
from actions.base.admin.reasons import KeepsTheReason
from actions.base.admin.views import RecordEditView
from actions.base.admin.viewsets import RecordViewSet
from actions.models import Action

from .forms import ActionForm


class ToldPanel(FieldPanel):
    """What has a screen of its own: told in the form, compared in the history, and changed elsewhere."""

    def __init__(self, field_name: str, **options: Any) -> None:
        super().__init__(field_name, **{**options, "read_only": True})

    def format_value_for_display(self, value: Any) -> str:
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        return gettext("not recorded") if value is None else str(value)


WHO = [
    several("partner_countries"),
    FieldPanel("region"),
    FieldPanel("regional_body"),
    several("requesting_organisations"),
    several("partner_organisations"),
    FieldPanel("partners_as_reported"),
]
WHAT = [
    FieldPanel("main_pillar"),
    several("areas"),
    several("reported_pillars"),
    several("reported_activity_types"),
    FieldPanel("activities_as_reported"),
]
WHEN = [
    ToldPanel("status", help_text=_("Changed by “Change status” on the screen of the Action.")),
    FieldPanel("phase"),
    FieldPanel("reported_from"),
    FieldPanel("reported_to"),
    *(PartialDatePanel(name) for name in ("requested", "decided", "started", "ended", "closed")),
]


def goals_panel(relation: str, goal: str, heading: str | Promise, label: str | Promise) -> RowsPanel:
    """Rows that link the Action to goals of the world, each with why, and with the source that names it if one does."""
    panels = [FieldPanel(goal), FieldPanel("reason"), FieldPanel("named_by")]
    return RowsPanel(relation, panels=panels, heading=heading, label=label)


SERVES = [
    goals_panel("target_readings", "target", _("SDG targets"), _("SDG target")),
    goals_panel(
        "compact_readings", "objective", _("Objectives of the Global Compact"), _("Objective of the Global Compact")
    ),
]


class ActionEditView(KeepsTheReason, RecordEditView):
    pass


class ActionRestoreView(KeepsTheReason, RevisionsRevertMixin, RecordEditView):
    """Brings back what an earlier version says; who manages the Action, its status and its door to readers stay."""

    view_name = "revisions_revert"

    def get_object(self, *args: Any, **kwargs: Any) -> Action:
        version: Action = super().get_object(*args, **kwargs)
        current = Action.objects.get(pk=version.pk)
        version.status, version.published = current.status, current.published
        version.managers.set(current.managers.all())
        return version


class ActionViewSet(RecordViewSet):
    model = Action
    policy_class = OwnRecordsPolicy
    record_form = ActionForm
    icon = "folder-open-inverse"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("code"),
        FieldPanel("slug"),
        ToldPanel("published", help_text=_("Changed by “Publish” or “Take back” on the screen of the Action.")),
        several("managers"),
        FieldPanel("summary"),
        FieldPanel("overall_objective"),
        RowsPanel(
            "objectives",
            panels=[FieldPanel("text"), FieldPanel("target"), FieldPanel("result")],
            label=_("Specific objective"),
        ),
        MultiFieldPanel(WHO, _("With whom and where")),
        MultiFieldPanel(WHAT, _("What it is about")),
        *SERVES,
        MultiFieldPanel(WHEN, _("When")),
        MultiFieldPanel([FieldPanel("follows"), FieldPanel("related_initiatives")], _("What it belongs to")),
        MultiFieldPanel([several("sources"), FieldPanel("source_note"), FieldPanel("label")], _("Where this is from")),
        FieldPanel("reason"),
    ]
    inspect_hidden = ("reason",)
    edit_view_class = ActionEditView
    revisions_revert_view_class = ActionRestoreView
    list_display = ["title", "code", "status", "started", "published"]
    list_related = ("status",)
    list_filter = ["published", "status", "region", "main_pillar", "phase"]
    search_fields = ["title", "code", "partners_as_reported", "summary"]
