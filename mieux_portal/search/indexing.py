"""Writes the index: everything, or what belongs to some records. Only what differs from it is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import translation

from actions.models import Action, Country, Criterion, Organisation
from experts.models import Expert

from . import entries
from .entries import Description
from .models import LONGEST_TITLE, RECORD_OF, Entry, Occurrence, Trait, Word

AT_ONCE = 50  # records whose words are held in memory together
HIGHEST_WEIGHT = 32_000  # what the column takes


@dataclass(frozen=True)
class Owner:
    """A kind of record that entries belong to: `link` is the field of `Entry` that leads to it."""

    link: str
    model: type[models.Model]
    describe: Callable[[Iterable[int]], Iterator[Description]]


OWNERS = {
    owner.model: owner
    for owner in (
        Owner("action", Action, entries.describe_actions),
        Owner("organisation", Organisation, entries.describe_organisations),
        Owner("expert", Expert, entries.describe_experts),
        Owner("country", Country, entries.describe_countries),
        Owner("criterion", Criterion, entries.describe_criteria),
    )
}


def index_everything(tick: Callable[[int], object] = lambda done: None) -> int:
    """Bring the whole index in line with the records. Returns how many entries had to be written or taken out.

    `tick` is told after each step how many records were looked at. Tests call this after making records.
    """
    written = 0
    for owner in OWNERS.values():
        for pks in in_steps(owner.model._default_manager.order_by("pk").values_list("pk", flat=True)):
            written += index(owner.model, pks)
            tick(len(pks))
    unused = Word.objects.filter(occurrences=None)
    unused._raw_delete(unused.db)
    return written


def how_many_records() -> int:
    """How many records `index_everything` looks at."""
    return sum(owner.model._default_manager.count() for owner in OWNERS.values())


def index(model: type[models.Model], pks: Iterable[int]) -> int:
    """Bring all entries in line that belong to these records of one of the `OWNERS`. Returns how many differed."""
    owner, differed = OWNERS[model], 0
    for step in in_steps(pks):
        with transaction.atomic():
            # Two who save at the same time write one after the other, and the second reads what both have saved.
            list(owner.model._default_manager.select_for_update().filter(pk__in=step).values_list("pk"))
            for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
                with translation.override(language):
                    described = {description.key: description for description in owner.describe(step)}
                # By key as well: an item that moved still stands under the Action to which it belonged.
                theirs = Q(**{f"{owner.link}__in": step}) | Q(key__in=described)
                stored = Entry.objects.filter(theirs, language=language)
                differed += _replace(stored, described, language)
    return differed


def in_steps(pks: Iterable[int]) -> Iterator[list[int]]:
    ordered = list(pks)
    return (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))


def _replace(stored: models.QuerySet[Entry], described: dict[str, Description], language: str) -> int:
    """Take out what is there no more or differs, and write it anew."""
    kept, outdated = set(), []
    for pk, key, digest in stored.values_list("pk", "key", "digest"):
        if key in described and described[key].digest == digest:
            kept.add(key)
        else:
            outdated.append(pk)
    new = [description for key, description in described.items() if key not in kept]
    _take_out(outdated)
    _write(new, language)
    return max(len(outdated), len(new))


def _take_out(pks: list[int]) -> None:
    """Nothing hears of these deletions: what listens to all (`actions.base.references`) would fetch each row first."""
    for rows in (
        Occurrence.objects.filter(entry__in=pks),
        Trait.objects.filter(entry__in=pks),
        Entry.objects.filter(pk__in=pks),
    ):
        rows._raw_delete(rows.db)


def _write(described: list[Description], language: str) -> None:
    entries = Entry.objects.bulk_create(_entry(description, language) for description in described)
    weights = [description.weights() for description in described]
    ids = _ids_of({word for words in weights for word in words})
    Occurrence.objects.bulk_create(
        Occurrence(entry=entry, word_id=ids[word], weight=min(weight, HIGHEST_WEIGHT))
        for entry, words in zip(entries, weights, strict=True)
        for word, weight in words.items()
    )
    Trait.objects.bulk_create(
        Trait(entry=entry, facet=facet, value=value)
        for entry, description in zip(entries, described, strict=True)
        for facet, value in sorted(description.traits)
    )


def _entry(description: Description, language: str) -> Entry:
    entry = Entry(
        kind=description.kind,
        language=language,
        key=description.key,
        digest=description.digest,
        title=description.title[:LONGEST_TITLE],
        text=description.text,
        action=description.action,
    )
    setattr(entry, RECORD_OF[description.kind], description.record)
    return entry


def _ids_of(words: set[str]) -> dict[str, int]:
    """The id of each word; new ones are written, by two at once if need be."""
    Word.objects.bulk_create([Word(text=word) for word in sorted(words)], ignore_conflicts=True)
    return dict(Word.objects.filter(text__in=words).values_list("text", "pk"))
