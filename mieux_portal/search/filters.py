"""By what the results of a search can be narrowed. The words are one filter among others."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from actions.filters import Narrow, ValuesFilter
from actions.models import Area, Country, Region
from mieux_portal.browse.facets import CountBy
from mieux_portal.browse.word_filter import FiltersByWords

from .models import Entry, EntryQuerySet


def _with_trait(facet: str) -> Narrow:
    def narrow(entries: EntryQuerySet, values: list[str]) -> EntryQuerySet:
        return entries.with_traits(facet, values)

    return narrow


def _count_trait(facet: str) -> CountBy:
    def count(entries: EntryQuerySet) -> Mapping[str, int]:
        return entries.count_by_trait(facet)

    return count


class EntryFilter(FiltersByWords):
    """Everything that the search can be filtered by."""

    kind = ValuesFilter(lambda: Entry.Kind.choices, EntryQuerySet.of_kinds, label=_("Kind"))
    area = ValuesFilter(lambda: Area.objects.values_list("slug", "name"), _with_trait("area"), label=_("Area"))
    region = ValuesFilter(lambda: Region.objects.values_list("slug", "name"), _with_trait("region"), label=_("Region"))
    country = ValuesFilter(
        lambda: ((country.slug, country) for country in Country.objects.by_name()),
        _with_trait("country"),
        label=_("Country"),
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    def found_by_words(self, entries: EntryQuerySet) -> EntryQuerySet:
        return self.query.among(entries)


ENTRY_FACETS: dict[str, CountBy] = {
    "kind": EntryQuerySet.count_by_kind,
    "area": _count_trait("area"),
    "region": _count_trait("region"),
    "country": _count_trait("country"),
}
