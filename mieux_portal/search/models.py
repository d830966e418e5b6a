"""The index of the search: what can be found, and which words stand in it.

It is made from the records and can be made anew at any time. It holds what is not public as well: whether something
may be seen is asked of the public doors on every search, so that nothing shows that was public a moment ago.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_supported_content_language_variant

from actions.models import Action, Country, Criterion, Membership, Organisation, Output
from experts.models import Deployment, Expert
from practices.models import CaseStudyPage, KnowledgeItem

from .words import LONGEST_WORD

LONGEST_TITLE = 250


def language_of_reader() -> str:
    """The language in which the reader's words are searched for."""
    return str(get_supported_content_language_variant(get_language() or settings.LANGUAGE_CODE))


def linked_countries() -> models.QuerySet[Country]:
    """Countries with something public to tell: an Action, a membership, an institution, an expert, a contribution."""
    ways: dict[str, models.QuerySet] = {
        "actions": Action.objects.published(),
        "memberships": Membership.objects.all(),
        "organisations": Organisation.objects.public(),
        "experts": Expert.objects.public(),
        "deployments": Deployment.objects.public(),
    }
    linked = Q()
    for way, records in ways.items():
        linked |= Q(pk__in=Country.objects.filter(**{f"{way}__in": records.order_by().values("pk")}).values("pk"))
    return Country.objects.filter(linked)


def _own(model: type[models.Model]) -> Any:
    """A link to what an entry stands for. It goes with the record and never keeps it from being deleted."""
    return models.ForeignKey(model, models.CASCADE, null=True, related_name="+")


def _doors() -> "dict[Entry.Kind, Q]":
    """Each kind of entry → those of it whose record a visitor may see."""
    told = CaseStudyPage.objects.readable().live_in(language_of_reader())
    kind = Entry.Kind
    return {
        kind.ACTION: Q(action__in=Action.objects.published().values("pk"))
        & ~Q(action__in=told.order_by().values("action")),
        kind.CASE_STUDY: Q(case_study__in=told.order_by().values("pk")),
        kind.ITEM: Q(item__in=KnowledgeItem.objects.live().order_by().values("pk")),
        kind.ORGANISATION: Q(organisation__in=Organisation.objects.public().order_by().values("pk")),
        kind.EXPERT: Q(expert__in=Expert.objects.public().order_by().values("pk")),
        kind.DOCUMENT: Q(output__in=Output.objects.public().order_by().values("pk")),
        kind.COUNTRY: Q(country__in=linked_countries().order_by().values("pk")),
        kind.CRITERION: Q(),
    }


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible(self, kinds: Iterable[str] | None = None) -> Self:
        """What a visitor may see, each thing once: an Action with a readable case study is found as that one.

        `kinds`: only these; nothing is asked then about the doors of the others.
        """
        through_any = Q()
        for kind, door in _doors().items():
            if kinds is None or kind in kinds:
                through_any |= Q(kind=kind) & door
        return self.filter(through_any, language=language_of_reader())

    def with_word(self, words: "models.QuerySet[Word]") -> Self:
        """Entries in which one of the words stands."""
        return self.filter(pk__in=Occurrence.objects.filter(word__in=words.values("pk")).values("entry"))

    def with_traits(self, facet: str, values: list[str]) -> Self:
        """Entries with one of the values («malawi») of a facet («country»)."""
        return self.filter(pk__in=Trait.objects.filter(facet=facet, value__in=values).values("entry"))

    def of_kinds(self, kinds: list[str]) -> Self:
        return self.filter(kind__in=kinds)

    def by_kind(self) -> Self:
        """In the order of the kinds, within each by title: for whoever looks at what there is."""
        rank = [When(kind=kind, then=Value(at)) for at, kind in enumerate(Entry.Kind.values)]
        return self.order_by(Case(*rank, default=Value(len(rank))), "title", "pk")

    def count_by_kind(self) -> dict[str, int]:
        """Kind → how many of these entries. One query."""
        return dict(self.order_by().values_list("kind").annotate(Count("pk")))

    def count_by_trait(self, facet: str) -> dict[str, int]:
        """Value of a facet → how many of these entries have it. One query."""
        traits = Trait.objects.filter(facet=facet, entry__in=self.order_by().values("pk"))
        return dict(traits.order_by().values_list("value").annotate(Count("pk")))

    def for_results(self) -> Self:
        """All that a line of the results shows: two queries."""
        return self.select_related(
            "action__regional_body",
            "item",
            "organisation__kind",
            "organisation__country",
            "expert__category",
            "expert__country",
            "output__document",
            "country",
            "criterion",
            "case_study",
        ).prefetch_related("action__partner_countries")


class Entry(models.Model):
    """Something that can be found: a record as the readers of one language meet it."""

    class Kind(models.TextChoices):
        CASE_STUDY = "case-study", _("Case study")
        ACTION = "action", _("Action")
        ITEM = "knowledge-item", _("Practice, lesson or impact")
        DOCUMENT = "document", _("Document")
        ORGANISATION = "organisation", _("Organisation")
        COUNTRY = "country", _("Country")
        CRITERION = "criterion", _("Criterion")
        EXPERT = "expert", _("Expert")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=12)
    key = models.CharField(max_length=40, help_text="Kind and id of its record: «action:12».")
    digest = models.CharField(max_length=40, help_text="Of all that stands in it, words and traits.")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), blank=True, help_text="A passage on each line; the results show a piece of it.")
    # The Action to which it belongs, or which it is.
    action = _own(Action)
    case_study = _own(CaseStudyPage)
    item = _own(KnowledgeItem)
    organisation = _own(Organisation)
    expert = _own(Expert)
    output = _own(Output)
    country = _own(Country)
    criterion = _own(Criterion)

    objects = EntryQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # «used by the search» is nothing that an editor has to know

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        constraints = [models.UniqueConstraint(fields=["language", "key"], name="entry_once_in_a_language")]

    def __str__(self) -> str:
        return self.title

    @property
    def record(self) -> models.Model:
        """What it stands for."""
        record: models.Model = getattr(self, RECORD_OF[self.Kind(self.kind)])
        return record

    @property
    def address(self) -> str:
        """Where readers find it: a document where it lies, all else on its page."""
        if self.kind == self.Kind.DOCUMENT and self.output:
            return self.output.link
        if self.kind == self.Kind.CASE_STUDY and self.action:
            return self.action.get_absolute_url()
        return str(self.record.get_absolute_url())  # type: ignore[attr-defined]

    @property
    def label(self) -> str:
        """Its kind, of what was learnt more closely: «Lesson learnt»."""
        return str(self.item.get_kind_display() if self.item else self.get_kind_display())


# The field of an entry that leads to the record for which it stands.
RECORD_OF = {
    Entry.Kind.CASE_STUDY: "case_study",
    Entry.Kind.ACTION: "action",
    Entry.Kind.ITEM: "item",
    Entry.Kind.DOCUMENT: "output",
    Entry.Kind.ORGANISATION: "organisation",
    Entry.Kind.COUNTRY: "country",
    Entry.Kind.CRITERION: "criterion",
    Entry.Kind.EXPERT: "expert",
}


class Word(models.Model):
    """A word that stands somewhere, without accents and capitals."""

    text = models.CharField(max_length=LONGEST_WORD, unique=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.text


class Occurrence(models.Model):
    """That a word stands in an entry. `weight`: how much it tells of it, see `entries.Weight`."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="occurrences")
    word = models.ForeignKey(Word, models.CASCADE, related_name="occurrences")
    weight = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "entry"], name="occurrence_once_in_an_entry")]

    def __str__(self) -> str:
        return f"{self.word} in {self.entry}"


class Trait(models.Model):
    """By which value of a facet an entry is found: area «data-management», country «malawi»."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="traits")
    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=60)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "value", "entry"], name="trait_once_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.facet} {self.value} of {self.entry}"
