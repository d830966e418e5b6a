"""Keeps the index fresh: what it says of a record is written anew once a change of that record is committed.

What has changed is collected during a transaction and written once at its end: a thousand records that a command loads
are one pass. Only words need this; whether something may be seen is asked on every search.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from actions.models import (
    Action,
    ActionDocument,
    Activity,
    Area,
    CompactObjective,
    CompactReading,
    Component,
    Country,
    Criterion,
    GoalTarget,
    InstitutionKind,
    Membership,
    Milestone,
    Objective,
    Organisation,
    Output,
    OutputKind,
    Phase,
    Pillar,
    Region,
    TargetReading,
)
from actions.models.action_counts import INSTITUTIONS
from experts.models import Deployment, Expert, ExpertCategory, Language
from practices.models import CaseStudyPage, CriterionReading, ItemFigure, KnowledgeItem

from .indexing import index, index_everything
from .models import Entry

FACTS = (Objective, Component, Activity, Output, Milestone, Deployment, TargetReading, CompactReading)
# Their words stand in those of an Action, of an item or of whatever else names them.
PARTS_OF_ACTIONS: dict[type[models.Model], Callable[[Any], Iterable[int]]] = {
    Action: lambda action: [action.pk],
    **{part: lambda fact: [fact.action_id] for part in FACTS},
    KnowledgeItem: lambda item: [item.action_id],
    CaseStudyPage: lambda page: [page.action_id],
    CriterionReading: lambda reading: [reading.item.action_id],
    ItemFigure: lambda figure: [figure.item.action_id],
    ActionDocument: lambda document: Output.objects.filter(document=document.pk).values_list("action", flat=True),
}
MOVABLE = (Component, Activity, Output, Milestone, Deployment, KnowledgeItem, CaseStudyPage)
# Each vocabulary → the owners of entries in which its words stand, each with the lookups that lead there.
CARRIERS: dict[type[models.Model], dict[type[models.Model], tuple[str, ...]]] = {
    Area: {Action: ("areas", "knowledge_items__areas"), Expert: ("areas",)},
    CompactObjective: {Action: ("compact_readings__objective",)},
    Country: {
        Country: ("pk",),
        Action: (
            "partner_countries",
            "regional_body__memberships__country",
            "deployments__country",
            "deployments__expert__country",
        ),
        Organisation: ("country", "memberships__country"),
        Expert: ("country",),
    },
    Criterion: {Criterion: ("pk",), Action: ("knowledge_items__readings__criterion",)},
    ExpertCategory: {Expert: ("category",)},
    GoalTarget: {Action: ("target_readings__target",)},
    InstitutionKind: {Organisation: ("kind",)},
    Language: {Expert: ("languages",)},
    OutputKind: {Action: ("outputs__kind",)},
    Phase: {Action: ("phase",)},
    Pillar: {Action: ("main_pillar", "reported_pillars", "areas__pillar")},
    Region: {Action: ("region",)},
}


class Changes:
    """What changed in one transaction; called at its commit, it writes the index."""

    def __init__(self) -> None:
        self.is_written = False
        self.everything = False
        self.owners: dict[type[models.Model], set[int]] = defaultdict(set)

    def __call__(self) -> None:
        if self.is_written:
            return
        self.is_written = True
        # An empty index is made in full: countries and criteria come with the migrations, of which nobody tells.
        if self.everything or not Entry.objects.exists():
            index_everything()
            return
        if organisations := self.owners.get(Organisation):
            self.owners[Action].update(_leading_to(Action, INSTITUTIONS, organisations))
            self.owners[Expert].update(_leading_to(Expert, ["organisation"], organisations))
            self.owners[Organisation].update(_leading_to(Organisation, ["part_of"], organisations))
        if experts := self.owners.get(Expert):
            self.owners[Action].update(_leading_to(Action, ["deployments__expert"], experts))
        for model, pks in self.owners.items():
            index(model, sorted(pks))


def changes() -> Changes:
    """The changes of the transaction that is under way; without a transaction they are written at once.

    They are looked up among what Django is to do at its commit, so that what is rolled back takes its changes along.
    """
    for _savepoints, waiting, _robust in transaction.get_connection().run_on_commit:
        if isinstance(waiting, Changes) and not waiting.is_written:
            return waiting
    return Changes()


def note(model: type[models.Model] | None, pks: Iterable[int] = ()) -> None:
    """These owners of entries changed; None: everything may have."""
    noted = changes()
    if model is None:
        noted.everything = True
    else:
        noted.owners[model].update(pks)
    # Each time, as a savepoint that is rolled back takes its own away; what is written already is not written again.
    # Robust: an index that cannot be written must not make a change look lost that is saved.
    transaction.on_commit(noted, robust=True)


def _pks(records: models.QuerySet) -> Iterable[int]:
    return records.order_by().values_list("pk", flat=True)


def _leading_to(model: type[models.Model], lookups: Iterable[str], wanted: Iterable[int]) -> set[int]:
    """The ids of the records of a model that one of the lookups leads to one of the ids: a query for each."""
    among = list(wanted)
    return {pk for lookup in lookups for pk in _pks(model._default_manager.filter(**{f"{lookup}__in": among}))}


# --- What Django tells ----------------------------------------------------------------------------------


def part_changed(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    note(Action, PARTS_OF_ACTIONS[sender](instance))


def part_moves(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Before a fact or an item is saved: the Action that it leaves loses its words."""
    if instance.pk:
        note(Action, sender._default_manager.filter(pk=instance.pk).values_list("action", flat=True))


def owner_changed(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    note(sender, [instance.pk])


def membership_changed(sender: type[models.Model], instance: Membership, **kwargs: Any) -> None:
    note(Organisation, [instance.organisation_id])


def word_changed(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """A word of a vocabulary that is new stands nowhere yet; that of a row that is renamed, where the row is named."""
    for owner, lookups in CARRIERS[sender].items():
        note(owner, _leading_to(owner, lookups, [instance.pk]))


def word_removed(sender: type[models.Model], **kwargs: Any) -> None:
    """Nobody knows any more where it stood."""
    note(None)


def links_changed(sender: Any, instance: models.Model, action: str, reverse: bool, **kwargs: Any) -> None:
    """Areas, countries and organisations of an Action, areas of an item or an expert: changed from either side."""
    if not action.startswith("post_"):
        return
    if reverse:
        note(None)  # from the side of a vocabulary
    elif isinstance(instance, Expert):
        note(Expert, [instance.pk])
    else:
        note(Action, PARTS_OF_ACTIONS[type(instance)](instance))


def listen() -> None:
    """Called once, when all models are known."""
    for model in PARTS_OF_ACTIONS:
        _after_changes(part_changed, model)
    for model in MOVABLE:
        pre_save.connect(part_moves, model)
    for model in (Organisation, Expert):
        _after_changes(owner_changed, model)
    _after_changes(membership_changed, Membership)
    for model in CARRIERS:
        post_save.connect(word_changed, model)
        post_delete.connect(word_removed, model)
    for model in (Action, KnowledgeItem, Expert):
        for field in model._meta.many_to_many:
            m2m_changed.connect(links_changed, field.remote_field.through)


def _after_changes(receiver: Callable[..., None], model: type[models.Model]) -> None:
    post_save.connect(receiver, model)
    post_delete.connect(receiver, model)
