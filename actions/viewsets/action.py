"""The screens of an Action."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from actions.base.admin.dates import PartialDatePanel
from actions.base.admin.panels import RowsPanel, several, ticked
from actions.base.admin.policies import OwnRecordsPolicy
from actions.base.admin.viewsets import RecordViewSet
from actions.models import Action

from .forms import ActionForm

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
    ticked("areas"),
    ticked("reported_pillars"),
    ticked("reported_activity_types"),
    FieldPanel("activities_as_reported"),
]
WHEN = [
    FieldPanel("status"),
    FieldPanel("phase"),
    FieldPanel("reported_from"),
    FieldPanel("reported_to"),
    *(PartialDatePanel(name) for name in ("requested", "decided", "started", "ended", "closed")),
]


class ActionViewSet(RecordViewSet):
    model = Action
    policy_class = OwnRecordsPolicy
    record_form = ActionForm
    icon = "folder-open-inverse"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("code"),
        FieldPanel("slug"),
        FieldPanel("published"),
        several("managers"),
        FieldPanel("summary"),
        FieldPanel("overall_objective"),
        RowsPanel("objectives", panels=[FieldPanel("text")], label=_("Specific objective")),
        MultiFieldPanel(WHO, _("With whom and where")),
        MultiFieldPanel(WHAT, _("What it is about")),
        MultiFieldPanel(WHEN, _("When")),
        MultiFieldPanel([FieldPanel("follows"), FieldPanel("related_initiatives")], _("What it belongs to")),
        MultiFieldPanel([several("sources"), FieldPanel("source_note"), FieldPanel("label")], _("Where this is from")),
    ]
    list_display = ["title", "code", "status", "started", "published"]
    list_related = ("status",)
    list_filter = ["published", "status", "region", "main_pillar", "phase"]
    search_fields = ["title", "code", "partners_as_reported", "summary"]
