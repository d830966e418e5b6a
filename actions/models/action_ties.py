"""What an Action is tied to by its lists of terms and institutions, as far as its page names it."""

from typing import Any, NamedTuple, TypeVar

from django.db import models
from django.db.models import F, Value

from .action_likeness import ActionsAlike

Row = TypeVar("Row", bound=models.Model)
TERMS = ("areas", "reported_pillars")  # in the order of their vocabularies
ORGANISATIONS = ("requesting_organisations", "partner_organisations")  # in the order of their names


class Tied(NamedTuple):
    """A term or an institution; `acronym` is empty for a term."""

    pk: int
    slug: str
    name: str
    acronym: str


class ActionsWithTies(ActionsAlike[Row]):
    """For a QuerySet of Actions."""

    def ties(self) -> dict[str, list[Tied]]:
        """Relation («areas») → what these Actions hold there, in its order. One query for all four relations."""
        rows = [self._tied_by(relation, F(f"{relation}__order"), Value("")) for relation in TERMS]
        rows += [self._tied_by(relation, Value(0), F(f"{relation}__acronym")) for relation in ORGANISATIONS]
        found: dict[str, list[Tied]] = {relation: [] for relation in (*TERMS, *ORGANISATIONS)}
        in_order = rows[0].union(*rows[1:]).order_by("relation", "place", "called")
        for relation, _place, name, pk, slug, acronym in in_order:
            found[relation].append(Tied(pk, slug, name, acronym))
        return found

    def _tied_by(self, relation: str, place: Any, acronym: Any) -> models.QuerySet[Any, tuple[Any, ...]]:
        """Rows (relation, place, name, id, slug, acronym), alike for all relations."""
        return (
            self.order_by()
            .filter(**{f"{relation}__isnull": False})
            .annotate(
                relation=Value(relation, output_field=models.CharField()),
                place=place,
                called=F(f"{relation}__name"),
                acronym=acronym,
            )
            .values_list("relation", "place", "called", f"{relation}__pk", f"{relation}__slug", "acronym")
        )
