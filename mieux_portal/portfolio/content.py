"""All content of a folder as plain records, each once, in the order in which they can be loaded."""

from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path

from .codes import Codes
from .csv_rows import Row, action_record, body_records, fact_records, partner_records, read_rows, source_records
from .kinds import MODELS, REFERS_TO_ITS_OWN
from .records import ContentError, ContentRecord
from .toml_files import read_toml_files
from .wording import Wording


@dataclass
class Content:
    """The records, found by any of their names."""

    records: list[ContentRecord] = field(default_factory=list)
    by_name: dict[tuple[str, str], ContentRecord] = field(default_factory=dict)

    def find(self, kind: str, name: str) -> ContentRecord | None:
        return self.by_name.get((kind, name))

    def add(self, record: ContentRecord) -> None:
        """ContentError where another record has one of its names already."""
        for name in record.names:
            if other := self.find(record.kind, name):
                raise ContentError(f"{record.where}: the name “{name}” is that of {other.where} already.")
        self.records.append(record)
        self.by_name.update({(record.kind, name): record for name in record.names})

    def add_if_new(self, record: ContentRecord) -> None:
        """For what a row names by the way: where it is there already, or a TOML file declares it, that one counts."""
        if not any(self.find(record.kind, name) for name in record.names):
            self.add(record)

    def in_order(self) -> list[ContentRecord]:
        """Each record after those that it refers to. ContentError where two of a kind refer to each other."""
        graph = {(record.kind, record.key): self._precursors(record) for record in self.records}
        try:
            place = {key: at for at, key in enumerate(TopologicalSorter(graph).static_order())}
        except CycleError as error:
            first = self.by_name[error.args[1][0]]
            raise ContentError(f"{first.where}: it comes after itself, by way of what it refers to.") from error
        order = list(MODELS).index
        return sorted(self.records, key=lambda record: (order(record.kind), place[record.kind, record.key]))

    def _precursors(self, record: ContentRecord) -> list[tuple[str, str]]:
        name = record.values.get(REFERS_TO_ITS_OWN.get(record.kind, ""))
        other = self.find(record.kind, name) if isinstance(name, str) else None
        return [(other.kind, other.key)] if other else []


def read_content(folder: Path, codes: Codes) -> Content:
    """Everything that the folder's TOML files and its portfolio.csv say. `codes`: for the rows, which have none."""
    if not folder.is_dir():
        raise ContentError(f"There is no folder {folder}.")
    content, written = Content(), read_toml_files(folder)
    for record in written.declared:
        content.add(record)
        if record.kind == "action":
            codes.take(record.values["code"], record.values.get("label", ""))
    rows = read_rows(folder)
    # Of a row whose Action a TOML file declares, only the sources count: the file has the facts.
    open_rows = [row for row in rows if not content.find("action", row.label)]
    additions = _by_label(written.additions, {row.label for row in open_rows}, codes)
    for source in chain.from_iterable(map(source_records, rows)):
        content.add_if_new(source)
    wording = Wording.read(folder) if rows else Wording({})
    for row in open_rows:
        _add_row(content, row, wording, codes, additions.get(row.label))
    return content


def _by_label(additions: list[ContentRecord], labels: set[str], codes: Codes) -> dict[str, ContentRecord]:
    """What is laid over each row; where several files add to one, all of it together."""
    found: dict[str, ContentRecord] = {}
    for addition in additions:
        if addition.key not in labels:
            raise ContentError(f"{addition.where}: it has no key, and no row of the CSV has this label to add to.")
        earlier = found.get(addition.key)
        found[addition.key] = addition.over(earlier) if earlier else addition
        if code := addition.values.get("code"):
            codes.take(code, addition.key)
    return found


def _add_row(content: Content, row: Row, wording: Wording, codes: Codes, addition: ContentRecord | None) -> None:
    for organisation in partner_records(row, wording) + body_records(row, wording):
        content.add_if_new(organisation)
    action = action_record(row, wording, codes.of(row.label, row.year("start_year")))
    content.add(addition.over(action) if addition else action)
    for fact in fact_records(row, wording):
        content.add(fact)
