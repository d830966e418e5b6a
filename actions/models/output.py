"""What was delivered, with a life of its own."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from actions.base.partial_dates import PartialDateField, partial_date_constraint
from actions.spans import PLAUSIBLE_YEARS

from .action import Action
from .activity import Activity
from .document import ActionDocument
from .facts import ActionFact, ActionFactQuerySet, refuse_parts_of_another_action
from .vocabularies import OutputKind


class OutputQuerySet(ActionFactQuerySet["Output"]):
    def for_screen(self) -> Self:
        """What a row of the workspace shows of them: one query."""
        return self.select_related("kind", "document", "activity")

    def count_by_state(self) -> dict[str, int]:
        """State → how many of these outputs are in it; the empty one is «not recorded». One query."""
        return dict(self.order_by().values_list("state").annotate(outputs=models.Count("pk")))

    def for_page(self) -> Self:
        """What the page of their Action shows of them, but their sources: one query."""
        return self.select_related("kind", "document")

    def drafted_before(self, day: date) -> Self:
        """Still drafts since this day or longer: by the date of that state, or else by their last change, as `day`."""
        since = Coalesce("date_last", TruncDate("latest_revision__created_at"))
        return self.filter(state=Output.State.DRAFTED).annotate(day=since).filter(day__lte=day)

    def hand_out(self, document: ActionDocument) -> bool:
        """Whether a visitor may read the document: a public output shows it. One that hangs on nothing is private."""
        return self.public().filter(document=document).exists()


class Output(ActionFact):
    """A thing delivered, titled as its source words it. Kind and state may be «not recorded»."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        FINAL = "final", _("final")
        ADOPTED = "adopted", _("adopted")
        IN_FORCE = "in-force", _("in force")
        REPLACED = "replaced", _("replaced")

    action = models.ForeignKey(Action, models.PROTECT, related_name="outputs", verbose_name=_("Action"))
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="outputs", verbose_name=_("activity")
    )
    title = models.CharField(_("title as reported"), max_length=250)
    kind = models.ForeignKey(
        OutputKind, models.PROTECT, null=True, blank=True, related_name="outputs", verbose_name=_("kind")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, blank=True)
    date = PartialDateField(_("date of this state"))
    description = models.TextField(_("description"), blank=True)
    document = models.ForeignKey(
        ActionDocument, models.PROTECT, null=True, blank=True, related_name="outputs", verbose_name=_("file")
    )
    address = models.URLField(_("address"), max_length=500, blank=True)

    objects: ClassVar[Any] = OutputQuerySet.as_manager()

    class Meta:
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        ordering = ["action", "pk"]
        constraints = [partial_date_constraint("output", "date", PLAUSIBLE_YEARS)]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        refuse_parts_of_another_action(self, "activity")

    @property
    def link(self) -> str:
        """Where readers find it: its address, or that of its file; empty where neither is known."""
        return self.address or (self.document.url if self.document else "")
