"""The roster: persons. Names stay private unless the person agreed to be shown."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.images.models import Image

from actions.base.models import SluggedRecord, Term
from actions.models import Area, Country, Organisation


class ExpertCategory(Term):
    """What kind of expert: public official of an EU member state, ICMPD, academic, …"""

    class Meta(Term.Meta):
        verbose_name = _("expert category")
        verbose_name_plural = _("expert categories")


class Language(Term):
    """A language that an expert can work in; its code is that of ISO 639-1."""

    class Meta(Term.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")


class ExpertQuerySet(models.QuerySet["Expert"]):
    def public(self) -> Self:
        """Persons who agreed that their profile is shown."""
        return self.filter(consent_to_publish=True)

    def for_list(self) -> Self:
        return self.select_related("category", "country")


class Expert(SluggedRecord):
    """A person on the roster. The contact is never public; the rest only with consent."""

    name = models.CharField(_("name"), max_length=150)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expert",
        verbose_name=_("account"),
    )
    category = models.ForeignKey(
        ExpertCategory, models.PROTECT, null=True, blank=True, related_name="experts", verbose_name=_("category")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="experts", verbose_name=_("country")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="experts", verbose_name=_("organisation")
    )
    areas = ParentalManyToManyField(Area, blank=True, related_name="experts", verbose_name=_("areas"))
    languages = ParentalManyToManyField(Language, blank=True, related_name="experts", verbose_name=_("languages"))
    biography = models.TextField(_("biography"), blank=True)
    photo = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photograph")
    )
    consent_to_publish = models.BooleanField(_("agreed to a public profile"), default=False)
    contact = models.TextField(_("private contact"), blank=True, help_text=_("Seen by managers only."))

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
