"""What all facts of an Action share: the Action, their sources, and whether they are internal."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from actions.base.models import Record, User

from .action import Action
from .sources import Source

Fact = TypeVar("Fact", bound="ActionFact")


class ActionFactQuerySet(models.QuerySet[Fact]):
    def public(self) -> Self:
        """Facts that a visitor may see: of a published Action, and not marked internal."""
        return self.filter(action__published=True, internal=False)

    def editable_by(self, user: User) -> Self:
        """Facts of the Actions that this person may edit."""
        return self.filter(action__in=Action.objects.editable_by(user))


class ActionFact(Record):
    """A fact of one Action. It is public on save, unless marked internal."""

    internal = models.BooleanField(
        _("internal"), default=False, help_text=_("Internal facts are shown to nobody outside and counted nowhere.")
    )
    sources = ParentalManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    objects: ClassVar[Any] = ActionFactQuerySet.as_manager()

    class Meta:
        abstract = True
