"""Brings the index of the search in line with the records."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext
from tqdm import tqdm

from mieux_portal.search.indexing import how_many_records, index_everything


class Command(BaseCommand):
    help = "Bring the index of the search in line with the records. Only what differs is written."

    def handle(self, *args: Any, **options: Any) -> None:
        # `disable=None`: no bar where nobody looks at a terminal.
        with tqdm(total=how_many_records(), desc="Indexing", unit=" records", leave=False, disable=None) as bar:
            written = index_everything(lambda looked_at: bar.update(looked_at))
        self.stdout.write(summary(written))


def summary(written: int) -> str:
    """What the run did, in a sentence."""
    if not written:
        return "The search index is up to date: nothing was changed."
    entries = ngettext("%(number)d entry was", "%(number)d entries were", written) % {"number": written}
    return f"The search index is up to date: {entries} written or taken out."
