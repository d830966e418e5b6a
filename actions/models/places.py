"""Countries. Names and flags come from a library, in the reader's language."""

from functools import reduce
from operator import or_

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import Country as NamedCountry

from actions.base.models import Record


class CountryQuerySet(models.QuerySet["Country"]):
    def by_name(self) -> list["Country"]:
        """In the order of their names in the reader's language, which the database does not know."""
        return sorted(self, key=lambda country: country.name)

    def slugs_in(self, *linked: models.QuerySet) -> set[str]:
        """Slugs of these countries to which one of the rows of `linked` points by its `country`. One query."""
        ties = [models.Q(pk__in=rows.order_by().values("country")) for rows in linked]
        return set(self.filter(reduce(or_, ties)).order_by().values_list("slug", flat=True))


class Country(Record):
    """A country of ISO 3166. A region is not kept here: only an Action says where it counts itself."""

    code = models.CharField(_("ISO code"), max_length=2, unique=True, help_text=_("Two letters of ISO 3166-1."))
    slug = models.SlugField(_("slug"), max_length=60, unique=True, help_text=_("Used in addresses; it never changes."))
    english_name = models.CharField(_("name in English"), max_length=80)

    fixed_once_created = ("code", "slug")

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["english_name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.slug])

    @property
    def name(self) -> str:
        """The name in the reader's language; for a code that the library lacks, the English one kept here."""
        return str(NamedCountry(self.code).name) or self.english_name
