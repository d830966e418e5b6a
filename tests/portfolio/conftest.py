"""A small folder of content, loaded as often as a test wants."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from mieux_portal.portfolio.csv_rows import COLUMNS
from mieux_portal.portfolio.loader import load
from mieux_portal.portfolio.writer import Outcome

WORDING = """
[themes]
"LM - Labour Migration" = "labour-migration"
[pillars]
"Horizontal Interventions" = "horizontal-interventions"
[regions]
"Asia" = "asia"
[activity_types]
"workshop" = "workshop"
[output_kinds]
"roadmap" = "roadmap"
"""
ROW = {"action_label": "Nepal I: labour migration", "region": "Asia", "partner_countries_iso2": "NP"}


class Folder:
    """Files of content, and what loading them says."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, toml: str, name: str = "records.toml") -> "Folder":
        (self.path / name).write_text(dedent(toml), encoding="utf-8")
        return self

    def put_rows(self, *rows: dict[str, str], wording: str = WORDING) -> "Folder":
        lines = [",".join(COLUMNS)]
        lines += [",".join(f'"{({**ROW, **row}).get(column, "")}"' for column in COLUMNS) for row in rows]
        (self.path / "portfolio.csv").write_text("\n".join(lines), encoding="utf-8")
        return self.put(wording, "wording.toml")

    def load(self) -> Outcome:
        return load(self.path)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def loaded(folder: Folder, db: None) -> Callable[[str], Outcome]:
    """Put this TOML into the folder in place of what was there, and load."""
    return lambda toml: folder.put(toml).load()
