"""The screens of what Actions refer to: organisations, sources, and the initiative's own headline figures."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from actions.base.admin.dates import PartialDatePanel
from actions.base.admin.panels import RowsPanel, several
from actions.base.admin.viewsets import RecordViewSet
from actions.models import HeadlineFigure, Organisation, Source


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "home"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("acronym"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("country"),
        FieldPanel("part_of"),
        PartialDatePanel("founded"),
        FieldPanel("about"),
        several("sources"),
        RowsPanel(
            "memberships",
            panels=[FieldPanel("country"), PartialDatePanel("start"), PartialDatePanel("end")],
            heading=_("Member states"),
            label=_("Membership"),
        ),
    ]
    list_display = ["name", "acronym", "kind", "country"]
    list_related = ("kind", "country")
    list_filter = ["kind", "country"]
    search_fields = ["name", "acronym", "about"]


class SourceViewSet(RecordViewSet):
    model = Source
    icon = "link"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("citation"),
        FieldPanel("address"),
        PartialDatePanel("published"),
        PartialDatePanel("seen"),
    ]
    list_display = ["citation", "address", "published", "seen"]
    list_filter = {"address": ["icontains"], "published_first": ["gte", "lte"]}
    search_fields = ["citation", "address"]


class HeadlineFigureViewSet(RecordViewSet):
    model = HeadlineFigure
    icon = "title"
    panels: ClassVar[list[Panel]] = [
        FieldPanel("measure"),
        FieldPanel("wording"),
        FieldPanel("number"),
        FieldPanel("label"),
        PartialDatePanel("as_of"),
        FieldPanel("on_home"),
        FieldPanel("order"),
        several("sources"),
    ]
    list_display = ["wording", "label", "measure", "as_of", "on_home"]
    list_filter = ["measure", "on_home"]
    search_fields = ["wording", "label"]
