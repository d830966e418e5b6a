"""The roster's list: who could go. Managers and administrators read it; a private contact is in no column of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from actions.base.admin.views import RecordIndexView, RecordInspectView
from actions.base.partial_dates import PartialDate
from actions.models import Area, Country

from .models import Deployment, Expert, ExpertCategory, Language

NOT_RECORDED = "not-recorded"  # the empty value of a column cannot stand in an address


def _several(model: Any, label: Any, **options: Any) -> django_filters.ModelMultipleChoiceFilter:
    return django_filters.ModelMultipleChoiceFilter(
        queryset=options.pop("queryset", model.objects.all()),
        label=label,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
        **options,
    )


class RosterFilter(WagtailFilterSet):
    area = _several(Area, gettext_lazy("Area"), method="on_areas")
    language = _several(Language, gettext_lazy("Language"), method="speaking")
    country = _several(
        Country, gettext_lazy("Country"), queryset=Country.objects.filter(experts__isnull=False).distinct()
    )
    category = _several(ExpertCategory, gettext_lazy("Category"))
    availability = django_filters.MultipleChoiceFilter(
        choices=[*Expert.Availability.choices, (NOT_RECORDED, gettext_lazy("not recorded"))],
        label=gettext_lazy("Availability"),
        widget=forms.CheckboxSelectMultiple,
        method="as_available",
    )
    not_since = django_filters.DateFilter(
        method="not_deployed_since",
        label=gettext_lazy("Not deployed since"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    never = django_filters.BooleanFilter(
        method="never_deployed",
        label=gettext_lazy("Never deployed"),
        widget=forms.RadioSelect(choices=[("", gettext_lazy("All")), ("true", gettext_lazy("Never deployed"))]),
    )

    class Meta:
        model = Expert
        fields: ClassVar[list[str]] = [
            *("area", "language", "country", "category", "availability", "not_since", "never", "consent_to_publish"),
        ]

    def on_areas(self, experts: Any, name: str, areas: Iterable[Area]) -> QuerySet[Expert]:
        return experts.on_areas(areas) if areas else experts

    def speaking(self, experts: Any, name: str, languages: Iterable[Language]) -> QuerySet[Expert]:
        return experts.speaking(languages) if languages else experts

    def as_available(self, experts: QuerySet[Expert], name: str, chosen: Iterable[str]) -> QuerySet[Expert]:
        known = ["" if one == NOT_RECORDED else one for one in chosen]
        return experts.filter(availability__in=known) if known else experts

    def not_deployed_since(self, experts: Any, name: str, day: date) -> QuerySet[Expert]:
        """Whoever was never deployed was not deployed since, either."""
        return experts.filter(Q(last_deployed_last__lt=day) | Q(last_deployed_last=None))

    def never_deployed(self, experts: Any, name: str, never: bool) -> QuerySet[Expert]:
        return experts.filter(deployment_count=0) if never else experts


class NamesColumn(Column):
    """The names of what was fetched along with the row."""

    def get_value(self, instance: Any) -> str:
        return ", ".join(str(one) for one in getattr(instance, self.name).all())


class LastDeployedColumn(Column):
    def get_value(self, instance: Any) -> str:
        if not instance.deployment_count:
            return _("never")
        day = instance.last_deployed_last
        return str(PartialDate(instance.last_deployed_first, day)) if day else _("not recorded")


COLUMNS = [
    "name",
    "category",
    "country",
    NamesColumn("languages", label=gettext_lazy("Languages"), classname="names"),
    NamesColumn("areas", label=gettext_lazy("Areas"), classname="names"),
    "availability",
    LastDeployedColumn("last_deployed", label=gettext_lazy("Last deployed"), sort_key="last_deployed_last"),
    Column("deployment_count", label=gettext_lazy("Deployments"), sort_key="deployment_count"),
]


class RosterView(RecordIndexView):
    def search_queryset(self, queryset: Any) -> Any:
        """Accents and capitals are as one likes: «Zsofia» finds Zsófia."""
        return queryset.with_words(self.search_query) if self.is_searching else queryset


class ExpertInspectView(RecordInspectView):
    """A person, and what they contributed: internal facts as well, for this is read inside only."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = super().get_fields_context()
        return [*told, {"label": _("Deployments"), "value": self._deployments(), "component": None}]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Wagtail shows a picture that is not there as «None»."""
        if field_name == "photo" and self.object.photo is None:
            return _("not recorded")
        return super().get_field_display_value(field_name, field)

    def _deployments(self) -> SafeString | str:
        rows = list(Deployment.objects.of_expert(self.object))
        lines = ((_address(row), row.activity or row.action, _told(row)) for row in rows)
        listed = format_html_join("", '<li><a href="{}">{}</a> {}</li>', lines)
        return format_html("<ul>{}</ul>", listed) if rows else _("never deployed")


def _address(deployment: Deployment) -> str:
    return reverse(deployment.snippet_viewset.get_url_name("inspect"), args=[deployment.pk])


def _told(deployment: Any) -> str:
    """When and in what role, as far as it is known; and the Action, where the line is called by the activity."""
    day = PartialDate(deployment.day_first, deployment.day_last) if deployment.day_last else ""
    days = deployment.days
    how_long = ngettext("%(days)s day", "%(days)s days", 1 if days == 1 else 2)
    told = [
        deployment.action.title if deployment.activity else "",
        str(day),
        deployment.get_role_display(),
        how_long % {"days": number_format(days.normalize())} if days is not None else "",
        _("internal") if deployment.internal else "",
    ]
    return ", ".join(part for part in told if part)
