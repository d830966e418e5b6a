"""The filters of the Action list that join two floors."""

from django.utils.translation import gettext_lazy as _

from actions.filters import ActionFilter, SlugFilter
from actions.models import Country, Criterion, Phase
from actions.models.action_queryset import ActionQuerySet
from experts.models import Deployment
from practices.models import KnowledgeItem

from .facets import CountBy


class BrowseFilter(ActionFilter):
    """Everything that the public list of Actions can be filtered by."""

    criterion = SlugFilter(queryset=Criterion.objects.all(), method="evident", label=_("Criterion"))
    expert_country = SlugFilter(queryset=Country.objects.all(), method="with_experts", label=_("Experts from"))

    def evident(self, actions: ActionQuerySet, name: str, criteria: list[Criterion]) -> ActionQuerySet:
        """Through live knowledge items only: a draft is no evidence."""
        items = KnowledgeItem.objects.live().speaking_to(criteria)
        return actions.filter(pk__in=items.values("action")) if criteria else actions

    def with_experts(self, actions: ActionQuerySet, name: str, countries: list[Country]) -> ActionQuerySet:
        deployments = Deployment.objects.public().from_countries(countries)
        return actions.filter(pk__in=deployments.values("action")) if countries else actions


def _count_years(actions: ActionQuerySet) -> dict[str | None, int]:
    return {str(year) if year else None: count for year, count in actions.count_by_year().items()}


def _count_criteria(actions: ActionQuerySet) -> dict[str, int]:
    return KnowledgeItem.objects.live().filter(action__in=actions.values("pk")).actions_by_criterion()


def _count_expert_countries(actions: ActionQuerySet) -> dict[str, int]:
    return Deployment.objects.public().filter(action__in=actions.values("pk")).actions_by_origin()


# The facets in the order in which they are shown, each with its way of counting.
ACTION_FACETS: dict[str, CountBy] = {
    "area": lambda actions: actions.count_by("areas__slug"),
    "region": lambda actions: actions.count_by("region__slug"),
    "criterion": _count_criteria,
    "country": lambda actions: actions.count_by("partner_countries__slug"),
    "year": _count_years,
    "pillar": lambda actions: actions.count_by_pillar(),
    "phase": lambda actions: actions.count_by_phase(Phase.objects.all()),
    "status": lambda actions: actions.count_by("status__slug"),
    "expert_country": _count_expert_countries,
    "activity_type": lambda actions: actions.count_by_activity_type(),
    "output_kind": lambda actions: actions.count_by_output_kind(),
}
