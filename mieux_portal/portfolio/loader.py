"""Loads the demonstration portfolio, as often as wanted: the second run of the same content changes nothing."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction

from actions.models import Action

from .codes import Codes
from .content import read_content
from .ledger import Ledger
from .records import ContentRecord
from .writer import Outcome, Writer

CONTENT = Path(__file__).parent / "content"
Progress = Callable[[list[ContentRecord]], Iterable[ContentRecord]]


def load(folder: Path = CONTENT, progress: Progress = iter) -> Outcome:
    """Bring the content of the folder into the portal, without touching what a person has edited or deleted since.

    All of it or, on ContentError, nothing. Nothing is ever deleted. `progress`: sees the records that are written.
    """
    with transaction.atomic():
        ledger, outcome = Ledger.read(), Outcome()
        codes = Codes(ledger.codes(), dict(Action.objects.values_list("code", "label")))
        content = read_content(folder, codes)
        writer = Writer(content, ledger, outcome)
        for record in progress([record for record in content.in_order() if not ledger.is_current(record)]):
            writer.write(record)
        ledger.write()
    return outcome
