"""How many records a choice of facts of an Action would give: of Actions, or of what belongs to one.

Every method counts what the filter of the same meaning in `ActionQuerySet` lists, in one query. Leave the facet's own
filter out of the records that are counted, or it hides its siblings.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from actions.spans import Span

from .organisations import Membership
from .vocabularies import Phase
from .years import is_member_then, known_years, members_then, span_years

Counted = TypeVar("Counted", bound=models.Model)
# The relations that tie an institution to an Action: it asked for it, worked in it, or is its regional body.
INSTITUTIONS = ("requesting_organisations", "partner_organisations", "regional_body")


class CountsByFacts(models.QuerySet[Counted]):
    """Counting for the QuerySet of Actions, and for those of records that have an Action."""

    to_action: ClassVar[str] = ""  # the lookup from one of these records to its Action

    def once(self) -> Self:
        """The same records, whatever has been joined or annotated to find them."""
        every = self.model._default_manager.filter(pk__in=self.order_by().values("pk"))
        return every.order_by()  # type: ignore[return-value]

    def count_by(self, path: str) -> dict[Any, int]:
        """Value of `path` («areas__slug») → how many of these records have it; None: those that hold nothing there."""
        return dict(self.once().values_list(path).annotate(Count("pk", distinct=True)))

    def count_by_fact(self, path: str) -> dict[Any, int]:
        """As `count_by`, with a path that begins at the Action."""
        return self.count_by(f"{self.to_action}{path}")

    def count_by_year(self) -> dict[int | None, int]:
        """Year → how many of these records have an Action that covers it; None: an Action with no year at all."""
        spans = self.once().annotate(**span_years(self.to_action)).values_list("first_year", "last_year")
        counts: Counter[int | None] = Counter()
        for first, last, number in spans.annotate(Count("pk")):
            for year in Span(first, last).years() or [None]:
                counts[year] += number
        return dict(counts)

    def count_by_phase(self, phases: Iterable[Phase]) -> dict[str | None, int]:
        """Slug of a phase → how many; None: an Action with neither a phase nor a year. `phases`: all that there are."""
        known = list(phases)
        rows = self.once().annotate(**span_years(self.to_action))
        grouped = rows.values_list(f"{self.to_action}phase", "first_year", "last_year").annotate(Count("pk"))
        counts: Counter[str | None] = Counter()
        for recorded, first, last, number in grouped:
            years = Span(first, last).years()
            within = [phase for phase in known if (phase.pk == recorded if recorded else phase.covers(years))]
            for phase in within:
                counts[phase.slug] += number
            counts[None] += 0 if recorded or years else number
        return dict(+counts)

    def count_by_country(self) -> dict[str | None, int]:
        """Slug of a country → how many have an Action that worked there, as a partner or as a member state then.

        None: neither a partner country nor a member state is known. The only one that takes two queries.
        """
        countries = f"{self.to_action}partner_countries"
        member_states = f"{self.to_action}regional_body__memberships__country"
        same = {"pk": OuterRef("pk"), countries: OuterRef(member_states)}
        partner_as_well = Exists(self.model._default_manager.filter(**same))
        members = self.once().alias(**known_years(self.to_action))
        members = members.filter(members_then(self.to_action), ~partner_as_well)
        partners = self.once().filter(**{f"{countries}__isnull": False})
        as_member = members.values_list(f"{member_states}__slug").annotate(Count("pk", distinct=True))
        as_partner = partners.values_list(f"{countries}__slug").annotate(Count("pk"))
        counts: Counter[str | None] = Counter()
        for slug, number in as_partner.union(as_member, all=True):
            counts[slug] += number
        dated = self.once().alias(**known_years(self.to_action)).filter(**{f"{countries}__isnull": True})
        counts[None] = dated.exclude(is_member_then(Membership.objects.all(), self.to_action)).count()
        return dict(+counts)

    def count_by_pillar(self) -> dict[str | None, int]:
        """Slug of a pillar → how many have an Action with a tie to it; None: with none to any."""
        return self._count_ties("main_pillar__slug", "reported_pillars__slug", "areas__pillar__slug")

    def count_by_partner_kind(self) -> dict[str | None, int]:
        """Slug of a kind of institution → how many have an Action that such a one asked for, took part in or covered.

        None: of no institution of the Action the kind is recorded.
        """
        return self._count_ties(*(f"{institution}__kind__slug" for institution in INSTITUTIONS))

    def count_by_organisation(self) -> dict[str | None, int]:
        """Slug of an organisation → how many have an Action that it asked for, took part in or covered."""
        return self._count_ties(*(f"{institution}__slug" for institution in INSTITUTIONS))

    def count_by_activity_type(self) -> dict[str, int]:
        """Slug of an activity type → how many have an Action with a public activity of it, or that reports the type."""
        public = Q(**{f"{self.to_action}activities__internal": False})
        typed = Q(**{f"{self.to_action}activities__type__isnull": False})
        happened = self.once().filter(public, typed).values_list(f"{self.to_action}activities__type__slug", "pk")
        reported = f"{self.to_action}reported_activity_types"
        named = self.once().filter(**{f"{reported}__isnull": False}).values_list(f"{reported}__slug", "pk")
        return dict(Counter(slug for slug, _record in named.union(happened)))

    def count_by_output_kind(self) -> dict[str, int]:
        """Slug of an output kind → how many have an Action with a public output of it."""
        outputs = f"{self.to_action}outputs"
        public = self.once().filter(**{f"{outputs}__internal": False, f"{outputs}__kind__isnull": False})
        return dict(public.values_list(f"{outputs}__kind__slug").annotate(Count("pk", distinct=True)))

    def _count_ties(self, *paths: str) -> dict[str | None, int]:
        """Slug at the end of one of the paths → how many records; None: those that none of the paths leads anywhere.

        A union keeps each pair once, so that a record with two ties to one value counts once.
        """
        first, *others = (self.once().values_list(f"{self.to_action}{path}", "pk") for path in paths)
        counts: Counter[str | None] = Counter()
        tied, every = set(), set()
        for slug, record in first.union(*others):
            every.add(record)
            if slug is not None:
                tied.add(record)
                counts[slug] += 1
        return dict(counts) | ({None: len(every - tied)} if every - tied else {})
