"""A large portfolio in a moment: rows written at once, for tests that ask how a page fares with thousands."""

from collections.abc import Iterable
from itertools import cycle
from typing import Any

from django.db import models

from actions.models import (
    Action,
    ActionStatus,
    Activity,
    ActivityType,
    Area,
    CompactObjective,
    CompactReading,
    Country,
    Criterion,
    GoalTarget,
    InstitutionKind,
    Organisation,
    Output,
    OutputKind,
    Pillar,
    Region,
    TargetReading,
)
from experts.models import Deployment
from practices.models import CriterionReading, KnowledgeItem


def fill_portfolio(number: int) -> None:
    """Published Actions that differ in everything that a facet shows; every third with COMESA.

    Each has two areas, two countries, two organisations, an activity, an output, a contribution and a knowledge item
    with two criteria.
    """
    actions = _actions(number)
    countries, organisations = list(Country.objects.all()), _organisations()
    _tie(actions, "areas", Area.objects.all(), 2)
    _tie(actions, "partner_countries", countries[:60], 2)
    _tie(actions, "reported_pillars", Pillar.objects.all(), 1)
    _tie(actions, "requesting_organisations", organisations, 1)
    _tie(actions, "partner_organisations", organisations, 1)
    _tie(actions, "reported_activity_types", ActivityType.objects.all(), 1)
    _add(Activity, actions, type=ActivityType.objects.all(), state=["done"], title=["Workshop"])
    _add(Output, actions, kind=OutputKind.objects.all(), title=["Draft law"])
    _add(Deployment, actions, country=countries[60:90])
    _add(TargetReading, actions, target=GoalTarget.objects.all(), reason=["It says so."])
    _add(CompactReading, actions, objective=CompactObjective.objects.all(), reason=["It says so."])
    _items(actions)


def _actions(number: int) -> list[Action]:
    start = Action.objects.count()
    regions, statuses = cycle(Region.objects.all()), cycle([None, *ActionStatus.objects.all()])
    body = Organisation.objects.get(slug="comesa")
    return Action.objects.bulk_create(
        Action(
            code=f"bulk-{at}",
            slug=f"bulk-{at}",
            title=f"Migration profiles {at}",
            published=True,
            region=next(regions),
            status=next(statuses),
            regional_body=None if at % 3 else body,
            reported_from=2009 + at % 12,
            reported_to=2009 + at % 12 + at % 4,
        )
        for at in range(start, start + number)
    )


def _organisations() -> list[Organisation]:
    """One of each kind; the same ones however often this is asked for."""
    for kind in InstitutionKind.objects.all():
        Organisation.objects.get_or_create(slug=f"bulk-{kind.slug}", name=f"Partner, {kind}", kind=kind)
    return list(Organisation.objects.filter(slug__startswith="bulk-"))


def _tie(actions: list[Action], relation: str, values: Iterable[models.Model], times: int) -> None:
    """Gives each Action so many of the values by turns."""
    kind: Any = Action._meta.get_field(relation).remote_field.through  # type: ignore[union-attr]
    target = Action._meta.get_field(relation).m2m_reverse_field_name()  # type: ignore[union-attr]
    turns = cycle(values)
    kind._default_manager.bulk_create(
        kind(action=action, **{target: next(turns)}) for action in actions for _time in range(times)
    )


def _add(model: type[models.Model], actions: list[Action], /, **columns: Iterable[Any]) -> list[Any]:
    """A record for each of the Actions (as often as it comes), its columns filled with the values by turns."""
    turns = {name: cycle(values) for name, values in columns.items()}
    return model._default_manager.bulk_create(
        model(action=action, **{name: next(values) for name, values in turns.items()}) for action in actions
    )


def _items(actions: list[Action]) -> None:
    start = KnowledgeItem.objects.count()
    slugs = [f"bulk-{at}" for at in range(start, start + len(actions))]
    kinds, criteria = ["good-practice", "lesson-learnt", "impact"], cycle(Criterion.objects.all())
    live, texts = [True], {"heading": ["Ask those who use the data"], "takeaway": ["They know what is missing."]}
    items = _add(KnowledgeItem, actions, slug=slugs, kind=kinds, live=live, **texts)
    CriterionReading.objects.bulk_create(
        CriterionReading(item=item, criterion=next(criteria), reason="It says so.")
        for item in items
        for _time in range(2)
    )
    areas, through = cycle(Area.objects.all()), KnowledgeItem.areas.through
    through._default_manager.bulk_create(through(knowledgeitem=item, area=next(areas)) for item in items)
