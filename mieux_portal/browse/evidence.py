"""Puts what was learnt beside the Actions of a page: rosette, kinds of knowledge items, case study."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.models import Action, Criterion
from practices.models import CaseStudyPage, KnowledgeItem
from practices.rosette import Rosette, rosette


@dataclass(frozen=True)
class Evidence:
    """What one Action taught: its rosette, its items by kind, and the heading of its case study, empty without one."""

    rosette: Rosette
    practices: int
    impacts: int
    lessons: int
    theme_heading: str


def put_evidence(actions: Iterable[Action]) -> None:
    """Give each Action an attribute `learnt`. Four queries, whatever the number of Actions."""
    shown = list(actions)
    items = KnowledgeItem.objects.live().filter(action__in=shown)
    by_criterion, by_kind = items.evidence_by_action(), items.kinds_by_action()
    headings = CaseStudyPage.objects.readable().headings_by_action(shown)
    criteria = list(Criterion.objects.all())
    kind = KnowledgeItem.Kind
    for action in shown:
        kinds = by_kind.get(action.pk, {})
        action.learnt = Evidence(
            rosette=rosette(criteria, by_criterion.get(action.pk, {})),
            practices=kinds.get(kind.PRACTICE, 0),
            impacts=kinds.get(kind.IMPACT, 0),
            lessons=kinds.get(kind.LESSON, 0),
            theme_heading=headings.get(action.pk, ""),
        )
