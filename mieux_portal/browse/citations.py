"""Which source says what: the numbered references of a page, and the numbers that stand beside each fact."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from actions.models import Source


@dataclass(frozen=True)
class Reference:
    """A source with its number on the page and, where given, the place in it («p. 134»)."""

    number: int
    source: Source
    place: str = ""


class Citations:
    """The references of one page. Every fact gets `cited`, the references that it names, in two queries for all."""

    def __init__(self, first: Iterable[tuple[Source, str]] = ()) -> None:
        """`first`: sources that stand in the list in any case, with the place in each."""
        self._places = {source.pk: (source, place) for source, place in first}
        self.references: list[Reference] = []

    def cite(self, facts: Iterable[models.Model]) -> None:
        """Number the sources of `facts` in their order, then those given at first, and put `cited` on each fact."""
        wanted = list(facts)
        named = _sources_by_fact(wanted)
        order = list(dict.fromkeys(pk for fact in wanted for pk in named.get(_key(fact), [])))
        order += [pk for pk in self._places if pk not in order]
        sources = Source.objects.in_bulk(order)
        numbered = {
            pk: Reference(number, sources[pk], self._places[pk][1] if pk in self._places else "")
            for number, pk in enumerate(order, 1)
        }
        self.references = list(numbered.values())
        for fact in wanted:
            cited = sorted((numbered[pk] for pk in named.get(_key(fact), [])), key=lambda reference: reference.number)
            fact.cited = cited  # type: ignore[attr-defined]


def _key(fact: models.Model) -> tuple[str, int]:
    return fact._meta.label, fact.pk


def _sources_by_fact(facts: list[models.Model]) -> dict[tuple[str, int], list[int]]:
    """Fact → ids of its sources, with one query over the links of every kind of fact."""
    by_model: dict[type[models.Model], list[int]] = {}
    for fact in facts:
        by_model.setdefault(type(fact), []).append(fact.pk)
    queries = []
    for model, ids in by_model.items():
        through = model._meta.get_field("sources").remote_field.through  # type: ignore[union-attr]
        owner = f"{model._meta.model_name}_id"
        label = models.Value(model._meta.label, output_field=models.CharField())
        queries.append(
            through._default_manager.filter(**{f"{owner}__in": ids})
            .annotate(label=label)
            .order_by()
            .values_list("label", owner, "source_id")
        )
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    found: dict[tuple[str, int], list[int]] = {}
    for label, fact_id, source_id in sorted(rows):
        found.setdefault((label, fact_id), []).append(source_id)
    return found
