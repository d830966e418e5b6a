"""The hand-written content files: TOML, an array of tables for each kind of record.

    [[activity]]
    key = "comesa-workshop"                # its own among the activities, for good: the record is known by it
    action = "COMESA-2012"                 # another record by its key; an Action by its label, a source by its address
    type = "workshop"                      # a term by its slug, as in addresses
    countries = ["ZM", "KE"]               # countries by their ISO codes; lists for many
    start = "2013-10"                      # as closely as it is known: "2013", "2013-10", "2013-10-05"
    sources = ["comesa-case-study"]

All else is a field of the model; what is left out is not recorded. Rows that belong to a record are tables in a
list: `objectives = [{text = "…"}]`. The key of an Action is its code. An Action without a key, but with the label of
a row of the CSV, adds its fields to that row. An organisation of the portal may be named by its slug.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from . import wording
from .institutions import organisation_name
from .kinds import MODELS
from .records import ContentError, ContentRecord


@dataclass
class TomlContent:
    """What the files declare, and the Actions without a key: these add to the row of their label."""

    declared: list[ContentRecord] = field(default_factory=list)
    additions: list[ContentRecord] = field(default_factory=list)


def read_toml_files(folder: Path) -> TomlContent:
    """All TOML files of the folder but wording.toml. ContentError for what is no record of a known kind."""
    content = TomlContent()
    for path in sorted(folder.glob("*.toml")):
        if path.name == wording.FILE:
            continue
        for kind, entry in _entries(path):
            if kind == "action" and "key" not in entry and "label" in entry:
                content.additions.append(ContentRecord(kind, entry["label"], entry, path.name))
            else:
                content.declared.append(_record(kind, entry, path.name))
    return content


def _entries(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name} is no TOML: {error}.") from error
    for kind, entries in tables.items():
        if kind not in MODELS or not isinstance(entries, list):
            raise ContentError(f"{path.name}: [[{kind}]] is no kind of record; there are {', '.join(MODELS)}.")
        for entry in entries:
            yield kind, _plain(entry)


def _plain(value: Any) -> Any:
    """As JSON could hold it: a date of TOML becomes its text."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _record(kind: str, entry: dict[str, Any], file: str) -> ContentRecord:
    key = entry.get("key")
    if not key or not isinstance(key, str):
        raise ContentError(f"{file}, {kind} “{_first_words(entry)}”: every record needs a key.")
    values = {name: value for name, value in entry.items() if name != "key"}
    if kind == "action":
        values = {"code": key, "published": True, **values}
    also = tuple(name for name in _other_names(kind, values) if name and name != key)
    return ContentRecord(kind, key, values, file, also)


def _other_names(kind: str, values: dict[str, Any]) -> list[str]:
    """The names that the CSV gives to the same record."""
    if kind == "source":
        return [values.get("address", "")]
    if kind == "action":
        return [values.get("label", "")]
    if kind == "organisation":
        return [organisation_name(values.get("name", ""), values.get("country"))]
    return []


def _first_words(entry: dict[str, Any]) -> str:
    return str(next(iter(entry.values()), ""))[:60]
