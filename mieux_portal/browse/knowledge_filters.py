"""The filters and facets of the list of knowledge items: their own, and those of the Action they were learnt in."""

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from actions.filters import SlugFilter, ValuesFilter
from actions.models import Action, Area, Criterion
from practices.models import KnowledgeItem
from practices.models.knowledge_queryset import KnowledgeItemQuerySet

from .facets import CountBy
from .filters import COUNTED_IN_USE, FACETS_OF_FACTS, BrowseFilter
from .word_filter import FiltersByWords


def _of_its_action(name: str, label: Any) -> ValuesFilter:
    """The filter of Actions of this name, for the items that were learnt in the Actions that it finds."""
    filter_of_actions: ValuesFilter = BrowseFilter.base_filters[name]

    def narrow(items: KnowledgeItemQuerySet, values: Any, **options: bool) -> KnowledgeItemQuerySet:
        return items.of_actions(filter_of_actions.narrow(Action.objects.all(), values, **options))

    return filter_of_actions.for_others(narrow, label)


class KnowledgeFilter(FiltersByWords):
    """Everything that the list of knowledge items can be filtered by."""

    kind = ValuesFilter(lambda: KnowledgeItem.Kind.choices, KnowledgeItemQuerySet.of_kinds, label=_("Kind"))
    criterion = SlugFilter(Criterion, KnowledgeItemQuerySet.speaking_to, label=_("Criterion"))
    area = SlugFilter(Area, KnowledgeItemQuerySet.on_areas, label=_("Area"), unknown=True)
    impact_level = ValuesFilter(
        lambda: KnowledgeItem.ImpactLevel.choices,
        KnowledgeItemQuerySet.at_levels,
        label=_("Level of impact"),
        unknown=True,
    )
    pillar = _of_its_action("pillar", _("Pillar of the Action"))
    region = _of_its_action("region", _("Region of the Action"))
    country = _of_its_action("country", _("Country of the Action"))
    partner_kind = _of_its_action("partner_kind", _("Kind of partner of the Action"))
    organisation = _of_its_action("organisation", _("Organisation of the Action"))
    expert_category = _of_its_action("expert_category", _("Category of the experts of the Action"))
    action = SlugFilter(Action, KnowledgeItemQuerySet.of_actions, rows=Action.objects.published, label=_("Action"))
    year = _of_its_action("year", _("Year of the Action"))
    phase = _of_its_action("phase", _("Phase of the Action, by its years"))
    status = _of_its_action("status", _("Status of the Action"))
    expert_country = _of_its_action("expert_country", _("Experts of the Action from"))
    activity_type = _of_its_action("activity_type", _("Activity type in the Action"))
    output_kind = _of_its_action("output_kind", _("Output kind of the Action"))
    sdg_target = _of_its_action("sdg_target", _("SDG target of the Action"))
    compact_objective = _of_its_action("compact_objective", _("Objective of the Global Compact of the Action"))

    counted_in_use: ClassVar[dict[str, CountBy]] = {
        **COUNTED_IN_USE,
        "action": lambda items: items.count_by_fact("slug"),
    }

    class Meta:
        model = KnowledgeItem
        fields: list[str] = []

    @cached_property
    def ids_of_words(self) -> list[int]:
        """Of what the words find, asked once for all that is counted."""
        return list(self.query.items())

    def found_by_words(self, items: KnowledgeItemQuerySet) -> KnowledgeItemQuerySet:
        return items.among(self.ids_of_words)


# In the order in which they are shown: the item's own facets first, those of its Action after them.
ITEM_FACETS: dict[str, CountBy] = {
    "kind": lambda items: items.count_by("kind"),
    "criterion": lambda items: items.count_by("readings__criterion__slug"),
    "area": lambda items: items.count_by("areas__slug"),
    **FACETS_OF_FACTS,
    "impact_level": lambda items: items.count_by_level(),
}
