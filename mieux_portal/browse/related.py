"""Related Actions, each with the reasons for it: what it shares with the Action that is read, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.base.models import Term
from actions.models import Action, Criterion, Organisation
from actions.models.action_ties import Tied
from practices.models import CaseStudyPage, KnowledgeItem

MOST = 4


@dataclass(frozen=True)
class Shared:
    """One thing that two Actions share, and where all that share it are listed; no address where no list has them."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Reason:
    """Why an Action is related: «Same area» with the areas, or a sentence by itself."""

    label: str
    shared: tuple[Shared, ...] = ()


@dataclass(frozen=True)
class Related:
    """An Action that is like the one that is read; `heading`: of its case study, empty without one."""

    action: Action
    heading: str
    reasons: list[Reason]


def related_to(
    action: Action, areas: Sequence[Tied], left_out: Iterable[int], criteria: Sequence[Criterion]
) -> list[Related]:
    """At most four published Actions, the most alike first: by what they share, and among equals by their evidence.

    `areas`: its own. `left_out`: ids of its series, which is shown by itself. `criteria`: those to which its own items
    speak; with each of them in common, two Actions are a little more alike. Two queries, whatever the portfolio's size.
    """
    items = KnowledgeItem.objects.live()
    ranked = (
        Action.objects.published()
        .exclude(pk__in=list(left_out))
        .alike(action)
        .annotate(
            weight=F("likeness") + items.criteria_per_action(criteria),
            heading=CaseStudyPage.objects.readable().heading_per_action(),
            evidence=items.count_per_action(),
        )
        .order_by("-weight", Case(When(heading=None, then=1), default=0), "-evidence", "title")
    )
    found = ranked.select_related("region", "regional_body")[:MOST]
    shared = found.shared_with(action, items.criteria_of_actions(found))
    return [
        Related(other, other.heading or "", reasons(action, other, shared[other.pk], areas, criteria))
        for other in found
    ]


def reasons(
    action: Action,
    other: Action,
    shared: dict[str, set[int]],
    areas: Iterable[Tied],
    criteria: Iterable[Criterion],
) -> list[Reason]:
    """What two Actions share, the closest first. `shared` as of `shared_with`; areas and criteria of `action`."""
    same = [area for area in areas if area.pk in shared["area"]]
    countries = [country for country in action.partner_countries.all() if country.pk in shared["country"]]
    both = [criterion for criterion in criteria if criterion.pk in shared["criterion"]]
    same_region = action.region if action.region == other.region else None
    found = [
        Reason(ngettext("Same area", "Same areas", len(same)), tuple(listed("area", area) for area in same)),
        Reason(
            ngettext("Same country", "Same countries", len(countries)),
            tuple(Shared(country.name, country.get_absolute_url()) for country in countries),
        ),
        *bodies(action.regional_body, other.regional_body),
        Reason(_("Same region"), (listed("region", same_region),) if same_region else ()),
        Reason(_("Both show evidence for"), tuple(Shared(row.name, row.get_absolute_url()) for row in both)),
    ]
    return [reason for reason in found if reason.shared]


def bodies(own: Organisation | None, other: Organisation | None) -> list[Reason]:
    if own is None or other is None:
        return []
    if own == other:
        return [Reason(_("Same regional body"), (Shared(own.acronym or own.name, own.get_absolute_url()),))]
    return [Reason(_("Both with a regional body"), (Shared(other.acronym or other.name, other.get_absolute_url()),))]


def listed(facet: str, value: Term | Tied) -> Shared:
    """A term with the address of all Actions that have it."""
    return Shared(value.name, f"{reverse('actions')}?{facet}={value.slug}")
