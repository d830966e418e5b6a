"""The screens of the roster and of what was contributed; the roof registers them.

The roster is read by managers and administrators only. Editors read deployments, but who stands behind one is told
in the public words: no column, filter, search or comparison of theirs names a person.
"""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from actions.base.admin.panels import several
from actions.base.admin.viewsets import RecordViewSet, TermViewSet
from actions.viewsets.facts import KEPT_WITH, FactViewSet

from .models import Deployment, Expert, ExpertCategory, Language
from .roster import COLUMNS, ExpertInspectView, RosterFilter, RosterView

SEES_ROSTER = "experts.view_expert"


class ExpertViewSet(RecordViewSet):
    model = Expert
    icon = "user"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("account"),
        FieldPanel("category"),
        FieldPanel("country"),
        FieldPanel("organisation"),
        several("areas"),
        several("languages"),
        FieldPanel("biography"),
        FieldPanel("photo"),
        FieldPanel("availability"),
        FieldPanel("consent_to_publish"),
        FieldPanel("contact"),
    ]
    index_view_class = RosterView
    inspect_view_class = ExpertInspectView
    filterset_class = RosterFilter
    list_display = COLUMNS
    search_fields = ["name"]  # that there is a search; how it looks is said in `RosterView`
    inspect_hidden = ("contact",)  # it is seen where it is edited, and nowhere else

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return Expert.objects.for_roster().annotate(**Deployment.objects.by_expert())


class DeploymentViewSet(FactViewSet):
    model = Deployment
    icon = "group"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("action"),
        FieldPanel("component"),
        FieldPanel("activity"),
        MultiFieldPanel(
            [
                FieldPanel("expert", permission=SEES_ROSTER),
                FieldPanel("country"),
                FieldPanel("category"),
                FieldPanel("wording"),
                FieldPanel("number"),
            ],
            _("Who"),
        ),
        FieldPanel("role"),
        FieldPanel("days"),
        FieldPanel("mode"),
        *KEPT_WITH,
    ]
    list_display = ["who", "action", "role", "number", "days", "internal"]
    list_filter = ["action", "role", "category", "country", "internal"]
    search_fields = ["wording", "country__english_name", "category__name", "action__title"]
    inspect_view_fields = [
        *("action", "component", "activity", "who", "number", "role", "days", "mode", "sources", "internal"),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return Deployment.objects.for_page().select_related("action")


class ExpertCategoryViewSet(TermViewSet):
    model = ExpertCategory


class LanguageViewSet(TermViewSet):
    model = Language
    icon = "globe"
