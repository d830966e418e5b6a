"""The tab of sources: what each of them tells, and which facts name none."""

from collections import defaultdict
from itertools import chain
from typing import Any

from actions.models import Action, Activity, Component, Milestone, Output
from actions.models.goals import GoalReading
from experts.models import Deployment
from mieux_portal.browse.citations import Citations
from mieux_portal.workspace.changes import name_without_person
from practices.models import KnowledgeItem

from .addresses import put_addresses
from .signed_in import SignedInRequest


def sources_tab(action: Action, request: SignedInRequest) -> dict[str, Any]:
    """Each source with the facts that name it. Two queries for all sources, one for each kind of fact."""
    kinds: list[list[Any]] = [
        [action],
        list(Component.objects.filter(action=action)),
        list(Milestone.objects.filter(action=action)),
        list(Activity.objects.filter(action=action)),
        list(Output.objects.filter(action=action)),
        list(Deployment.objects.filter(action=action).for_page()),
        list(KnowledgeItem.objects.filter(action=action)),
    ]
    for records in kinds:
        put_addresses(records, request.user)
    facts = [*chain.from_iterable(kinds), *_goals_that_sources_name(action)]
    citations = Citations()
    citations.cite(facts)
    naming: dict[int, list[Any]] = defaultdict(list)
    for fact in facts:
        fact.kind_here = fact._meta.verbose_name
        fact.name_here = name_without_person(fact)
        for reference in fact.cited:
            naming[reference.source.pk].append(fact)
    sources = [reference.source for reference in citations.references]
    put_addresses(sources, request.user)
    return {
        "sources": [(source, naming[source.pk]) for source in sources],
        "unsourced": [fact for fact in facts if not fact.cited],
    }


def _goals_that_sources_name(action: Action) -> list[GoalReading]:
    """Links of the Action to goals of the world that are no reading of ours. They are rows of its own form."""
    readings = chain(action.target_readings.all(), action.compact_readings.all())
    named = [reading for reading in readings if not reading.own_reading]
    for reading in named:
        reading.address_here = action.address_here
    return named
