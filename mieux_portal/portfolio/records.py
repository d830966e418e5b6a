"""What the content files say, before anything is looked up in the database."""

from dataclasses import dataclass, replace
from typing import Any, Self


class ContentError(Exception):
    """The content cannot be loaded; its text is one sentence for people, with the file, the record and the value."""


@dataclass(frozen=True)
class ContentRecord:
    """One record of the content, its values still words: slugs, codes and keys instead of references.

    `key` stays the same however the record's other values change. `also`: other names that the content may call it
    by (an Action's label, the address of a source), and under which it may have been loaded before.
    """

    kind: str
    key: str
    values: dict[str, Any]
    file: str
    also: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        return f"{self.file}, {self.kind} “{self.key}”"

    @property
    def names(self) -> tuple[str, ...]:
        return self.key, *self.also

    def over(self, other: Self) -> Self:
        """The other record, with the values of this one laid over its own."""
        file = other.file if other.file == self.file else f"{other.file} with {self.file}"
        return replace(other, values={**other.values, **self.values}, file=file)


def ledger_key(kind: str, name: str) -> str:
    """For example «action:COMESA-2012»."""
    return f"{kind}:{name}"
