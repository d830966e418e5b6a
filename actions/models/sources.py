"""Where a fact comes from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.base.models import Record
from actions.base.partial_dates import PartialDateField, partial_date_constraint


class Source(Record):
    """A page, document or book that states a fact. Two sources may disagree: each fact names its own."""

    citation = models.TextField(_("citation"))
    address = models.URLField(_("address"), max_length=500, blank=True)
    published = PartialDateField(_("published"))
    seen = PartialDateField(_("seen"), help_text=_("The day on which the address was read."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["citation"]
        constraints = [
            partial_date_constraint("source", "published"),
            partial_date_constraint("source", "seen"),
            models.UniqueConstraint(
                fields=["address"],
                condition=~Q(address=""),
                name="source_address_once",
                violation_error_code="address",
                violation_error_message=_("This address is recorded already: choose that source instead."),
            ),
        ]

    def __str__(self) -> str:
        return self.citation
