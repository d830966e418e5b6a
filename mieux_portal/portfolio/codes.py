"""The codes of Actions that the CSV names by a label only."""

import re
from itertools import chain, count

from django.utils.text import slugify

ORDINAL = re.compile(r"\s+[IVX]+$")
LONGEST_STEM = 30


def stem(label: str, start_year: int | None) -> str:
    """«Malawi II: migration …» with a start in 2013 gives MALAWI-2013, without one MALAWI-II."""
    name = label.partition(":")[0].strip()
    if start_year is not None:
        name = ORDINAL.sub("", name)
    code = slugify(name).upper()[:LONGEST_STEM].strip("-") or "ACTION"
    return code if start_year is None else f"{code}-{start_year}"


class Codes:
    """Gives each label a code of its own, and always the one that it had before.

    `known`: label → code of the rows loaded earlier, so that a row put in above them moves no code.
    `owners`: code → label of the Actions that exist; None for one without a label, which a row may turn out to be.
    """

    def __init__(self, known: dict[str, str], owners: dict[str, str | None]) -> None:
        self._known = known
        self._owners = {**owners, **{code: label for label, code in known.items()}}

    def of(self, label: str, start_year: int | None) -> str:
        if label not in self._known:
            wanted = stem(label, start_year)
            candidates = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
            self._known[label] = next(code for code in candidates if self._owners.get(code) in (None, label))
            self._owners[self._known[label]] = label
        return self._known[label]

    def take(self, code: str, label: str) -> None:
        """Set a code aside that a content file gives to an Action itself."""
        self._known[label] = code
        self._owners[code] = label
