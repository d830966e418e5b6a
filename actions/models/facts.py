"""What all facts of an Action share: the Action, their sources, and whether they are internal."""

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from actions.base.models import Record, User
from actions.base.references import references_to

from .action import Action
from .sources import Source

Fact = TypeVar("Fact", bound="ActionFact")


class ActionFactQuerySet(models.QuerySet[Fact]):
    def public(self) -> Self:
        """Facts that a visitor may see: of a published Action, and not marked internal."""
        return self.filter(action__published=True, internal=False)

    def shown_with(self, action: Action) -> Self:
        """Facts that stand on the page of this Action as soon as it is published: those not marked internal."""
        return self.filter(action=action, internal=False)

    def kept_inside(self, action: Action) -> Self:
        """Facts of this Action that no reader sees, published or not."""
        return self.filter(action=action, internal=True)

    def editable_by(self, user: User) -> Self:
        """Facts of the Actions that this person may edit."""
        return self.filter(action__in=Action.objects.editable_by(user))

    def near(self, name: str, first: date, last: date) -> Self:
        """Those whose date of this name begins or ends in these days, with its first day among them as `day`.

        A date of which only the year is known is near in its first and in its last days, and not all year round.
        """
        begins, ends = (Q(**{f"{name}_{end}__range": (first, last)}) for end in ("first", "last"))
        day = Case(When(begins, then=F(f"{name}_first")), default=F(f"{name}_last"))
        return self.filter(begins | ends).annotate(day=day)


def refuse_parts_of_another_action(record: models.Model, *parts: str) -> None:
    """ValidationError beside each of the fields `parts` whose record belongs to another Action than `record`."""
    sentence = _("This belongs to another Action: choose one of the same Action.")
    chosen = {name: getattr(record, name) for name in parts}
    home = record.action_id  # type: ignore[attr-defined]
    strange = {name: sentence for name, part in chosen.items() if part and part.action_id != home}
    if strange:
        raise ValidationError(strange)


def refuse_to_leave_parts_behind(record: Record) -> None:
    """ValidationError where `record` moves to another Action while others still name it as a part of the first."""
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    moved = stored is not None and stored.action_id != record.action_id
    if moved and references_to(record):
        raise ValidationError({"action": _("Other records name this as a part of its Action: change those first.")})


class ActionFact(Record):
    """A fact of one Action. It is public on save, unless marked internal."""

    internal = models.BooleanField(
        _("internal"), default=False, help_text=_("Internal facts are shown to nobody outside and counted nowhere.")
    )
    sources = ParentalManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    objects: ClassVar[Any] = ActionFactQuerySet.as_manager()

    class Meta:
        abstract = True
