"""The filters and facets of the Action list: those of an Action's own facts, and those that join two floors."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.filters import ActionFilter, Narrow, SlugFilter, ValuesFilter
from actions.models import Country, Criterion, Phase
from actions.models.action_queryset import ActionQuerySet
from experts.models import Deployment, ExpertCategory
from experts.models.deployment import count_by_category, count_by_origin
from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import KnowledgeItemQuerySet

from .facets import CountBy
from .word_filter import FiltersByWords


def _learnt(narrow: Narrow) -> Narrow:
    """Actions with a knowledge item that `narrow` finds. Live items only: a draft is no evidence."""

    def find(actions: ActionQuerySet, values: Any, **options: bool) -> ActionQuerySet:
        items = narrow(KnowledgeItem.objects.live(), values, **options)
        return actions.filter(pk__in=items.order_by().values("action"))

    return find


def _with_experts(actions: ActionQuerySet, countries: Any) -> ActionQuerySet:
    deployments = Deployment.objects.public().from_countries(countries)
    return actions.filter(pk__in=deployments.order_by().values("action"))


def _with_categories(actions: ActionQuerySet, categories: Any, unknown: bool = False) -> ActionQuerySet:
    deployments = Deployment.objects.public().of_categories(categories, unknown)
    return actions.filter(pk__in=deployments.order_by().values("action"))


# Where a number on the page of an organisation or of the experts leads; counted as the facets below.
COUNTED_IN_USE: dict[str, CountBy] = {
    "organisation": lambda records: records.count_by_organisation(),
    "expert_category": count_by_category,
}


class BrowseFilter(FiltersByWords, ActionFilter):
    """Everything that the public list of Actions can be filtered by."""

    criterion = SlugFilter(Criterion, _learnt(KnowledgeItemQuerySet.speaking_to), label=_("Criterion"))
    kind = ValuesFilter(
        lambda: KnowledgeItem.Kind.choices, _learnt(KnowledgeItemQuerySet.of_kinds), label=_("What was learnt")
    )
    impact_level = ValuesFilter(
        lambda: KnowledgeItem.ImpactLevel.choices,
        _learnt(KnowledgeItemQuerySet.at_levels),
        label=_("Level of impact"),
        unknown=True,
    )
    expert_country = SlugFilter(Country, _with_experts, rows=Country.objects.by_name, label=_("Experts from"))
    expert_category = SlugFilter(ExpertCategory, _with_categories, label=_("Category of the experts"), unknown=True)

    counted_in_use = COUNTED_IN_USE

    @cached_property
    def ids_of_words(self) -> list[int]:
        """Of what the words find, asked once for all that is counted."""
        return list(self.query.actions())

    def found_by_words(self, actions: ActionQuerySet) -> ActionQuerySet:
        return actions.filter(pk__in=self.ids_of_words)


def _evidence(actions: ActionQuerySet) -> KnowledgeItemQuerySet:
    """What was learnt in these Actions and is public."""
    return KnowledgeItem.objects.live().filter(action__in=actions.order_by().values("pk"))


def _count_years(records: Any) -> dict[str | None, int]:
    """As the address has the years: text."""
    return {str(year) if year else None: count for year, count in records.count_by_year().items()}


# What both lists count in the same way: facts of an Action. In the order in which the facets are shown.
FACETS_OF_FACTS: dict[str, CountBy] = {
    "pillar": lambda records: records.count_by_pillar(),
    "region": lambda records: records.count_by_fact("region__slug"),
    "country": lambda records: records.count_by_country(),
    "partner_kind": lambda records: records.count_by_partner_kind(),
    "year": _count_years,
    "phase": lambda records: records.count_by_phase(Phase.objects.all()),
    "status": lambda records: records.count_by_fact("status__slug"),
    "expert_country": count_by_origin,
    "activity_type": lambda records: records.count_by_activity_type(),
    "output_kind": lambda records: records.count_by_output_kind(),
    "sdg_target": lambda records: records.count_by_fact("target_readings__target__slug"),
    "compact_objective": lambda records: records.count_by_fact("compact_readings__objective__slug"),
}

# The facets of the Action list in the order in which they are shown, each with its way of counting.
ACTION_FACETS: dict[str, CountBy] = {
    "area": lambda actions: actions.count_by("areas__slug"),
    **{name: FACETS_OF_FACTS[name] for name in ("pillar", "region", "country")},
    "criterion": lambda actions: _evidence(actions).actions_by("readings__criterion__slug"),
    "kind": lambda actions: _evidence(actions).actions_by("kind"),
    **FACETS_OF_FACTS,
    "impact_level": lambda actions: _evidence(actions).actions_by_level(),
}
