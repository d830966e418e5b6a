"""The rows of portfolio.csv as plain records. What a row does not say stays absent: nothing is derived."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .citations import citation_of
from .institutions import is_proper_name, organisation_record
from .records import ContentError, ContentRecord
from .wording import Wording

FILE = "portfolio.csv"
COLUMNS = (
    "action_label partner_countries_iso2 regional_body region start_year end_year themes partner_institutions "
    "expert_countries_iso2 activity_types outputs source_url"
).split()


@dataclass(frozen=True)
class Row:
    """One row of the CSV: an Action as its sources report it."""

    cells: dict[str, str]
    line: int

    @property
    def label(self) -> str:
        return self.cells["action_label"].strip()

    @property
    def where(self) -> str:
        return f"{FILE}, line {self.line}, “{self.label}”"

    def listed(self, column: str) -> list[str]:
        """The parts of a cell, each once; none for an empty cell."""
        return list(dict.fromkeys(part.strip() for part in self.cells[column].split(";") if part.strip()))

    def year(self, column: str) -> int | None:
        text = self.cells[column].strip()
        if text and not text.isdecimal():
            raise ContentError(f"{self.where}: “{text}” in {column} is not a year.")
        return int(text) if text else None


def read_rows(folder: Path) -> list[Row]:
    """All rows; none where the folder has no CSV. ContentError where columns are missing or cells are too many."""
    path = folder / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval=None)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
        if missing:
            raise ContentError(f"{FILE} lacks the column {missing[0]}.")
        return [_checked(cells, reader.line_num) for cells in reader]


def _checked(cells: dict[str, Any], line: int) -> Row:
    if "" in cells or None in cells.values():
        raise ContentError(f"{FILE}, line {line}: the row does not have as many cells as the table has columns.")
    row = Row(cells, line)
    if not row.label:
        raise ContentError(f"{FILE}, line {line}: the row has no label.")
    return row


def source_records(row: Row) -> list[ContentRecord]:
    """One source for each address of the row, known by that address."""
    return [
        ContentRecord("source", address, {"address": address, "citation": citation_of(address)}, FILE)
        for address in row.listed("source_url")
    ]


def partner_records(row: Row, wording: Wording) -> list[ContentRecord]:
    """The partners with a proper name; the other wordings stay words."""
    partners = [words for words in row.listed("partner_institutions") if is_proper_name(words)]
    return [organisation_record(words, row.listed("partner_countries_iso2"), wording, FILE) for words in partners]


def body_records(row: Row, wording: Wording) -> list[ContentRecord]:
    """The row's regional body, unless it is one that is there already."""
    body = row.cells["regional_body"].strip()
    if not body or wording.find("regional_bodies", body):
        return []
    return [ContentRecord("organisation", body, {"name": body, "kind": "regional-organisation"}, FILE)]


def action_record(row: Row, wording: Wording, code: str) -> ContentRecord:
    """The Action of the row. Status, main pillar and phase are in no row, so they are absent: «not recorded»."""
    values = {"code": code, **_action_values(row, wording)}
    return ContentRecord("action", row.label, values, FILE, also=(code,))


def _action_values(row: Row, wording: Wording) -> dict[str, Any]:
    themes, body, region = row.listed("themes"), row.cells["regional_body"].strip(), row.cells["region"].strip()
    types = [wording.need("activity_types", words, row.where) for words in row.listed("activity_types")]
    partners = [partner.key for partner in partner_records(row, wording)]
    values = {
        "title": row.label,
        "label": row.label,
        "published": True,
        "region": wording.need("regions", region, row.where) if region else None,
        "partner_countries": row.listed("partner_countries_iso2"),
        "regional_body": wording.find("regional_bodies", body) or body,
        "reported_from": row.year("start_year"),
        "reported_to": row.year("end_year"),
        "areas": [wording.need("themes", theme, row.where) for theme in themes if not wording.find("pillars", theme)],
        "reported_pillars": [slug for theme in themes if (slug := wording.find("pillars", theme))],
        "partners_as_reported": "\n".join(row.listed("partner_institutions")),
        "partner_organisations": list(dict.fromkeys(partners)),
        "reported_activity_types": list(dict.fromkeys(types)),
        "activities_as_reported": "\n".join(row.listed("activity_types")),
        "sources": row.listed("source_url"),
    }
    return {field: value for field, value in values.items() if value not in (None, "", [])}


def fact_records(row: Row, wording: Wording) -> Iterator[ContentRecord]:
    """Outputs and contributions of the row; no activities, since a row names only their types."""
    for words in row.listed("outputs"):
        values = {"action": row.label, "title": words, "sources": row.listed("source_url")}
        if kind := wording.find("output_kinds", words):
            values["kind"] = kind
        if words.startswith("draft "):
            values["state"] = "drafted"
        yield ContentRecord("output", f"{row.label}/{words}", values, FILE)
    for country in row.listed("expert_countries_iso2"):
        values = {"action": row.label, "country": country, "sources": row.listed("source_url")}
        yield ContentRecord("deployment", f"{row.label}/{country}", values, FILE)
