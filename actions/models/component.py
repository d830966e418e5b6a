"""The strands of an Action."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .action import Action
from .facts import ActionFact, refuse_to_leave_parts_behind


class Component(ActionFact):
    """A strand of an Action, for example «migration data»."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="components", verbose_name=_("Action"))
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("component")
        verbose_name_plural = _("components")
        ordering = ["action", "order", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "title"],
                condition=~models.Q(title=""),
                name="component_title_once",
                violation_error_code="title",
                violation_error_message=_("This Action has a component of this title already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_title(self) -> str:
        """Its title for readers; empty where it is internal."""
        return "" if self.internal else self.title

    def clean(self) -> None:
        super().clean()
        refuse_to_leave_parts_behind(self)
