"""Which source says what: the numbered references of a page, and the numbers that stand beside each fact.

A number in the text leads to its reference, and the reference leads back to each place where its number stands.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from django.db import models

from actions.models import Source
from actions.models.goals import GoalReading


@dataclass(frozen=True)
class Mention:
    """A place on the page where the number of a reference stands; `order` counts those of one reference from 0."""

    number: int
    order: int

    @property
    def letter(self) -> str:
        """a, b, … z, aa, ab, …: as the list of references names it."""
        letters, left = "", self.order + 1
        while left:
            left, at = divmod(left - 1, len(ascii_lowercase))
            letters = ascii_lowercase[at] + letters
        return letters

    @property
    def anchor(self) -> str:
        return f"cited-{self.number}-{self.letter}"


@dataclass
class Reference:
    """A source with its number on the page and, where given, the place in it («p. 134»).

    `mentions` fill up while the page is drawn: only its templates know which facts stand where, and how often.
    """

    number: int
    source: Source
    place: str = ""
    mentions: list[Mention] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"reference-{self.number}"

    def mention(self) -> Mention:
        """For a template that draws its number: the place, with an anchor of its own, to which the list leads back."""
        self.mentions.append(Mention(self.number, len(self.mentions)))
        return self.mentions[-1]


class Citations:
    """The references of one page. Every fact gets `cited`, the references that it names, in one query for all."""

    def __init__(self, first: Iterable[tuple[Source, str]] = ()) -> None:
        """`first`: sources that stand in the list in any case, with the place in each."""
        self._places = {source.pk: (source, place) for source, place in first}
        self.references: list[Reference] = []

    def cite(self, facts: Iterable[models.Model]) -> None:
        """Number the sources of `facts` in their order, then those given at first, and put `cited` on each fact."""
        wanted = list(facts)
        named = _sources_by_fact(wanted)
        in_order = [source for fact in wanted for source in named[_key(fact)]]
        in_order += [source for source, _place in self._places.values()]
        sources = {source.pk: source for source in in_order}
        numbered = {
            pk: Reference(number, source, self._places[pk][1] if pk in self._places else "")
            for number, (pk, source) in enumerate(sources.items(), 1)
        }
        self.references = list(numbered.values())
        for fact in wanted:
            cited = (numbered[source.pk] for source in named[_key(fact)])
            fact.cited = sorted(cited, key=lambda reference: reference.number)  # type: ignore[attr-defined]


def _key(fact: models.Model) -> tuple[str, int]:
    return fact._meta.label, fact.pk


def _sources_by_fact(facts: list[models.Model]) -> dict[tuple[str, int], list[Source]]:
    """Fact → its sources, in the order of their ids, with one query over the links of every kind of fact.

    A reading names one source by itself, which has been fetched with it.
    """
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    found: dict[tuple[str, int], list[Source]] = defaultdict(list)
    for fact in facts:
        if not isinstance(fact, GoalReading):
            by_model[type(fact)].append(fact.pk)
        elif fact.named_by is not None:
            found[_key(fact)] = [fact.named_by]
    links = [_links_to_sources(model, ids) for model, ids in by_model.items()]
    rows = links[0].union(*links[1:], all=True) if links else []
    for link in sorted(rows, key=lambda link: link.source_id):
        found[link.label, link.fact].append(link.source)
    return found


def _links_to_sources(model: type[models.Model], ids: Iterable[int]) -> models.QuerySet[Any]:
    """The links of these records of `model`, each with `label` and `fact`, its key, and its source.

    The tables of links have the same columns for every model: so a union reads the rows of all as the first one's.
    """
    through = model._meta.get_field("sources").remote_field.through  # type: ignore[union-attr]
    owner = f"{model._meta.model_name}_id"
    label = models.Value(model._meta.label, output_field=models.CharField())
    links: models.QuerySet[Any] = through._default_manager.filter(**{f"{owner}__in": ids})
    return links.select_related("source").annotate(label=label, fact=models.F(owner)).order_by()
