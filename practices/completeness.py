"""What should be known of what was learnt in an Action."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from actions.completeness import ACTIONS, HAS_BEGUN, IS_OVER
from actions.gaps import Place, Rule, Step, Subject, without
from actions.models import Action, Criterion

from .models import CriterionReading, KnowledgeItem

ITEMS = Subject(KnowledgeItem)

# A published item counts whether or not its Action is published yet: completeness is the manager's view.
EVIDENCE = CriterionReading.objects.filter(item__live=True)
SOME_CRITERION_SILENT = Q(
    Exists(
        Criterion.objects.exclude(
            pk__in=EVIDENCE.filter(item__action=OuterRef(OuterRef("pk"))).order_by().values("criterion")
        )
    )
)
NO_IMPACT = Q(~Exists(KnowledgeItem.objects.filter(action=OuterRef("pk"), kind=KnowledgeItem.Kind.IMPACT)))
SPEAKS_TO_NOTHING = Q(~Exists(CriterionReading.objects.filter(item=OuterRef("pk"))))


def over_for_a_year(today: date) -> Q:
    """Closed, and its end lies more than a year back; by the years of a source where it has no end date."""
    a_year_ago = date(today.year - 1, today.month, min(today.day, 28))
    by_years = Q(started_first=None, ended_first=None, reported_to__lt=today.year - 1)
    return IS_OVER & (Q(ended_last__lt=a_year_ago) | by_years)


def _new_item(label: str, control: str, action: Action, **given: str) -> Step:
    return Step(label, Place(KnowledgeItem, control, given=(("action", str(action.pk)), *given.items())))


def _silent_criteria(actions: Sequence[Action]) -> dict[int, list[Step]]:
    """For each criterion without evidence the form for a new item, which speaks to it."""
    heard: dict[int, set[int]] = defaultdict(set)
    for action_id, criterion_id in EVIDENCE.filter(item__action__in=actions).values_list("item__action", "criterion"):
        heard[action_id].add(criterion_id)
    criteria = list(Criterion.objects.all())
    return {
        action.pk: [
            _new_item(criterion.name, "heading", action, criterion=criterion.slug)
            for criterion in criteria
            if criterion.pk not in heard[action.pk]
        ]
        for action in actions
    }


def _new_impact(actions: Sequence[Action]) -> dict[int, list[Step]]:
    return {action.pk: [_new_item("", "heading", action, kind=KnowledgeItem.Kind.IMPACT.value)] for action in actions}


RULES = (
    Rule(
        "criterion-without-evidence",
        _("Criteria without evidence in a published knowledge item"),
        ACTIONS,
        "heading",
        SOME_CRITERION_SILENT,
        HAS_BEGUN,
        steps=_silent_criteria,
    ),
    Rule(
        "no-impact",
        _("No impact recorded, a year after its end or later"),
        ACTIONS,
        "heading",
        NO_IMPACT,
        over_for_a_year,
        steps=_new_impact,
        urgent=True,
    ),
    Rule("item-without-criterion", _("Knowledge item without a criterion"), ITEMS, "readings-ADD", SPEAKS_TO_NOTHING),
    Rule(
        "item-without-source",
        _("Knowledge item without a source"),
        ITEMS,
        "sources",
        without(KnowledgeItem, "sources"),
    ),
)
