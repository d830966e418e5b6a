"""How the words of the CSV are read in the portal's vocabularies: the tables of wording.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from .records import ContentError

FILE = "wording.toml"


@dataclass(frozen=True)
class Wording:
    tables: dict[str, dict[str, str]]

    @classmethod
    def read(cls, folder: Path) -> Self:
        try:
            return cls(tomllib.loads((folder / FILE).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise ContentError(f"There is no {FILE} in {folder}: the words of the CSV cannot be read.") from None
        except tomllib.TOMLDecodeError as error:
            raise ContentError(f"{FILE} is no TOML: {error}.") from error

    def find(self, table: str, words: str) -> str | None:
        """The slug for these words; None where the table leaves them out, which means «not recorded»."""
        return self.tables.get(table, {}).get(words)

    def need(self, table: str, words: str, where: str) -> str:
        """The slug for these words. ContentError where the table lacks them; `where` names the row."""
        slug = self.find(table, words)
        if slug is None:
            raise ContentError(f"{where}: “{words}” is not in the table [{table}] of {FILE}.")
        return slug
