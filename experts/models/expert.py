"""The roster: persons. Names stay private unless the person agreed to be shown."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.images.models import Image, Rendition

from actions.base.models import SluggedRecord, Term
from actions.base.words import plain, words_of
from actions.models import Area, Country, Organisation
from experts.photographs import roster_collection

ON_A_PROFILE = "fill-320x320|format-webp"  # the size of a person's picture: as its template draws it


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

    def public_photographs(self) -> models.QuerySet:
        """Ids of the pictures that a visitor may see: those of persons who agreed."""
        return self.public().filter(photo__isnull=False).values("photo")

    def private_photographs(self) -> models.QuerySet:
        """Ids of the pictures that no visitor may see, whatever else they show: of persons who did not agree."""
        return self.filter(consent_to_publish=False, photo__isnull=False).values("photo")

    def for_list(self) -> Self:
        return self.select_related("category", "country")

    def from_country(self, country: Country) -> Self:
        return self.filter(country=country)

    def of_organisation(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def for_profile(self) -> Self:
        """What the public profile shows of a person, and never how to reach them or when they are free: four queries.

        The picture's rendition is among them, in the size of the profile.
        """
        rendition = models.Prefetch(
            "photo__renditions", Rendition.objects.filter(filter_spec=ON_A_PROFILE), to_attr="prefetched_renditions"
        )
        related = self.select_related("category", "country", "organisation", "photo")
        return related.prefetch_related("areas", "languages", rendition).defer("contact", "availability", "account")

    def for_roster(self) -> Self:
        """What the roster's list shows of a person, but deployments: three queries."""
        return self.select_related("category", "country", "organisation").prefetch_related("areas", "languages")

    def on_areas(self, areas: Iterable[Area]) -> Self:
        """Persons who know one of the areas."""
        return self.filter(pk__in=Expert.areas.through.objects.filter(area__in=list(areas)).values("expert"))

    def speaking(self, languages: Iterable[Language]) -> Self:
        """Persons who can work in one of the languages."""
        return self.filter(
            pk__in=Expert.languages.through.objects.filter(language__in=list(languages)).values("expert")
        )

    def with_words(self, text: str) -> Self:
        """Persons whom `found_by` finds, or in whose biography each of the words stands."""
        in_biography = Q()
        for word in words_of(text):
            in_biography &= Q(biography__icontains=word)
        return self.filter(in_biography | Q(pk__in=[person.pk for person in Expert.objects.found_by(text)]))

    def to_choose(self) -> Self:
        """What tells one person from another when one is chosen, and nothing private: one query."""
        told = ("name", "category__name", "country__code", "country__english_name", "organisation__name")
        return self.select_related("category", "country", "organisation").only(*told)

    def found_by(self, text: str) -> list["Expert"]:
        """Persons in whose name, category, country or organisation each of the words stands; none without a word.

        First those whose name begins with them. One query; accents and capitals are folded here, because SQLite and
        PostgreSQL do not fold them alike.
        """
        words = words_of(plain(text))
        found = [person for person in self.to_choose() if words and all(word in person.plain_words for word in words)]
        return sorted(found, key=lambda person: (not plain(person.name).startswith(words[0]), person.name))

    def called(self, names: Iterable[str]) -> dict[str, list["Expert"]]:
        """Each of these names → the persons who bear it, whatever its accents, capitals and order. One query."""
        wanted = {name: sorted(words_of(plain(name))) for name in names}
        persons = [(sorted(words_of(plain(person.name))), person) for person in self.to_choose()] if wanted else []
        return {name: [person for words, person in persons if words == asked] for name, asked in wanted.items()}


class Expert(SluggedRecord):
    """A person on the roster. The contact is never public; the rest only with consent."""

    class Availability(models.TextChoices):
        AVAILABLE = "available", _("available")
        NOT_NOW = "not-now", _("not at the moment")
        NO_LONGER = "no-longer", _("no longer")

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
    availability = models.CharField(
        _("availability"),
        max_length=10,
        choices=Availability.choices,
        blank=True,
        help_text=_("Whether the person goes on missions. Seen by managers only."),
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

    def get_absolute_url(self) -> str:
        """The public profile, which is there with the person's consent only."""
        return reverse("expert", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A photograph moves to where persons' photographs lie apart, wherever it was uploaded."""
        super().save(*args, **kwargs)
        if self.photo_id:
            Image.objects.filter(pk=self.photo_id).update(collection=roster_collection())

    @property
    def told_apart(self) -> str:
        """Category, country and organisation, as far as they are known: beside the name where a person is chosen."""
        parts = (self.category, self.country, self.organisation)
        return ", ".join(str(part) for part in parts if part)

    @property
    def plain_words(self) -> str:
        return plain(f"{self.name} {self.told_apart}")
