"""Two people change one record: what each of them changed, and what is saved once the second has chosen.

Three states are compared: as the second one opened it, as it is saved now, and as they typed it. Where only one of
the two touched a field, that one's word is proposed; child rows are decided upon as a whole set.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .as_sent import Answer, StateOfForm, as_sent, told_rows

OURS, THEIRS = "mine", "theirs"
# The controls of the page, beside those of the form itself.
DECIDE, CHOICE, OPENED = "decide", "choose-", "opened_revision_id"
# What the page writes anew.
NOT_CARRIED = {"csrfmiddlewaretoken", "sending_key", "loaded_revision_id", "loaded_revision_created_at"}
NOT_CARRIED |= {"overwrite_revision_id", DECIDE, OPENED}


@dataclass(frozen=True)
class Difference:
    """One field, or one set of rows, that somebody else changed meanwhile. Each state is told in lines of text."""

    name: str
    label: str
    opened: list[str]
    theirs: list[str]
    ours: list[str]
    choice: str  # empty: both changed it, and nobody but the person can decide

    @property
    def control(self) -> str:
        return f"{CHOICE}{self.name}"


class Conflict:
    """`make_form(record, data)` gives the form of the record, bound where there is data.

    `opened`: the record as it was when the form was shown, None where nobody knows. `saved`: as it is now.
    `sent`: what was typed, with the choices that were made on the page, where it was seen.
    """

    def __init__(self, make_form: Callable[..., Any], opened: Any, saved: Any, sent: QueryDict) -> None:
        self.sent = sent
        self.opened, self.theirs = (
            StateOfForm(make_form(record, as_sent(make_form(record, None)))) for record in (opened or saved, saved)
        )
        self.knows_opened = opened is not None
        self.ours = StateOfForm(make_form(saved, sent))

    @property
    def relations(self) -> list[str]:
        return list(getattr(self.ours.form, "formsets", {}))

    @property
    def undecided(self) -> list[Difference]:
        return [difference for difference in self.differences if not difference.choice]

    @cached_property
    def differences(self) -> list[Difference]:
        """What they changed, in the order of the form, but where both wrote the same."""
        return [*self._of_fields(), *self._of_rows()]

    def _of_fields(self) -> Iterator[Difference]:
        opened, theirs, ours = (state.answers() for state in (self.opened, self.theirs, self.ours))
        for name, saved in theirs.items():
            meanings = [state[name].meaning for state in (opened, theirs, ours)]
            if self._is_theirs(*meanings):
                texts = [[state[name].text] for state in (opened, theirs, ours)]
                yield self._difference(name, saved.label, texts, meanings)

    def _of_rows(self) -> Iterator[Difference]:
        for name in self.relations:
            states = [state.rows(name) for state in (self.opened, self.theirs, self.ours)]
            meanings = [[[answer.meaning for answer in row] for row in rows] for rows in states]
            if self._is_theirs(*meanings):
                label = capfirst(str(self.ours.form.formsets[name].model._meta.verbose_name_plural))
                yield self._difference(name, label, [_told(rows) for rows in states], meanings)

    def _is_theirs(self, opened: Any, theirs: Any, ours: Any) -> bool:
        return theirs not in ([opened, ours] if self.knows_opened else [ours])

    def _difference(self, name: str, label: str, texts: list[list[str]], meanings: list[Any]) -> Difference:
        opened, _theirs, ours = meanings
        proposed = THEIRS if self.knows_opened and ours == opened else ""
        made = self.sent.get(f"{CHOICE}{name}", "")
        choice = made if made in (OURS, THEIRS) else proposed
        return Difference(name, label, texts[0] if self.knows_opened else [], texts[1], texts[2], choice)

    def merged(self, choices: Mapping[str, str]) -> QueryDict:
        """What is to be saved. `choices`: by name; what is not named stays as it was typed."""
        data = self.sent.copy()
        for name in [name for name in data if name in NOT_CARRIED or name.startswith(CHOICE)]:
            del data[name]
        for name in self.theirs.answers():
            if choices.get(name) == THEIRS:
                control, values = self.theirs.sent_of(name)
                data.setlist(control, values)
        for name in self.relations:
            self._put_rows(data, name, self.theirs.data if choices.get(name) == THEIRS else self._own_rows(name))
        for name in [name for name, values in data.lists() if not values]:
            del data[name]  # a box without its tick
        return data

    def _put_rows(self, data: QueryDict, relation: str, rows: QueryDict) -> None:
        start = f"{self.ours.form.formsets[relation].prefix}-"
        for name in [name for name in data if name.startswith(start)]:
            del data[name]
        for name, values in rows.lists():
            if name.startswith(start):
                data.setlist(name, values)

    def _own_rows(self, relation: str) -> QueryDict:
        """Our rows, numbered over the saved ones: a saved row that we do not have goes, ours that is gone is new."""
        theirs, ours = (state.form.formsets[relation] for state in (self.theirs, self.ours))
        own = {row["id"].data: row for row in ours.forms if row["id"].data}
        rows = QueryDict(mutable=True)
        for saved in theirs.forms:
            row = own.pop(saved["id"].data, None)
            self._copy_row(rows, row or saved, saved.prefix)
            if row is None:
                rows[f"{saved.prefix}-DELETE"] = "on"
        saved_ids = {saved["id"].data for saved in theirs.forms} - {"", None}  # rows of a draft have none yet
        new = [row for row in ours.forms if row["id"].data not in saved_ids and not row["DELETE"].data]
        for at, row in enumerate(new, len(theirs.forms)):
            self._copy_row(rows, row, f"{ours.prefix}-{at}")
            rows[f"{ours.prefix}-{at}-id"] = ""
        for field in ours.management_form:
            rows[field.html_name] = str(field.data if field.data is not None else field.initial)
        rows[f"{ours.prefix}-INITIAL_FORMS"] = str(len(theirs.forms))
        rows[f"{ours.prefix}-TOTAL_FORMS"] = str(len(theirs.forms) + len(new))
        return rows

    @staticmethod
    def _copy_row(rows: QueryDict, row: Any, prefix: str) -> None:
        start = f"{row.prefix}-"
        for name, values in row.data.lists():
            if name.startswith(start):
                rows.setlist(f"{prefix}-{name.removeprefix(start)}", values)

    def carried(self) -> list[tuple[str, str]]:
        """Name and value of each hidden field of the page: all that was typed, files excepted."""
        data = self.merged({})
        return [(name, value) for name, values in data.lists() for value in values]

    def settled(self) -> QueryDict:
        """What is to be saved once nothing is undecided."""
        return self.merged({difference.name: difference.choice for difference in self.differences})


def choices_made(sent: QueryDict) -> dict[str, str]:
    """What was chosen on the page, by name; the page names what it asked in `decide`."""
    made = {name: sent.get(f"{CHOICE}{name}", "") for name in sent.getlist(DECIDE)}
    return {name: choice for name, choice in made.items() if choice in (OURS, THEIRS)}


def _told(rows: list[list[Answer]]) -> list[str]:
    return told_rows(rows) or [_("no rows")]
