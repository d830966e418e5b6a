"""The screen as one form: the activity and its rows are checked together, and shown together where one is refused."""

from typing import Any

from django.forms import Media
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from actions.base.models import User
from actions.files import document_limits, photograph_accept, photograph_limits
from actions.models import Action

from .activity_form import ActivityForm, CountryRow
from .attachments import NewSourceRow, OutputRow, PhotographRow
from .people import ExpertRow, ExpertRows, GroupRow, NewExpertRow, NewExpertRows
from .rows import Choices, Rows, rows_of
from .start import Start

# What stands in rows, by prefix, and the rights that it needs: without them the rows are neither shown nor read.
ROWS: dict[str, tuple[type[Rows], tuple[str, ...]]] = {
    "countries": (rows_of(CountryRow, open_at_once=1), ()),
    "experts": (rows_of(ExpertRow, ExpertRows), ("experts.add_deployment", "experts.view_expert")),
    "newcomers": (
        rows_of(NewExpertRow, NewExpertRows),
        ("experts.add_deployment", "experts.view_expert", "experts.add_expert"),
    ),
    "groups": (rows_of(GroupRow), ("experts.add_deployment",)),
    "outputs": (rows_of(OutputRow, open_at_once=1), ("actions.add_output",)),
    "photographs": (rows_of(PhotographRow), ()),
    "new_sources": (rows_of(NewSourceRow), ("actions.add_source",)),
}


class LogForm:
    """`actions`: those that the person may edit, as they are listed. Unbound, it shows what `start` says."""

    def __init__(
        self,
        user: User,
        actions: list[Action],
        data: Any = None,
        files: MultiValueDict[str, Any] | None = None,
        start: Start | None = None,
    ) -> None:
        start = start or Start()
        self.is_bound = data is not None
        initial = None if self.is_bound else start.fields
        self.activity = ActivityForm(data, files, initial=initial, for_user=user, actions=actions)
        choices = Choices()
        self.rows: dict[str, Rows] = {}
        for prefix, (rows, rights) in ROWS.items():
            if user.has_perms(rights):
                given = start.rows.get(prefix)
                self.rows[prefix] = rows(data, files, prefix=prefix, initial=given, form_kwargs={"choices": choices})

    @property
    def document_limits(self) -> str:
        return document_limits()

    @property
    def photograph_limits(self) -> str:
        return photograph_limits()

    @property
    def photograph_accept(self) -> str:
        return photograph_accept()

    @cached_property
    def media(self) -> Media:
        return self.activity.media

    def is_valid(self) -> bool:
        """Asks every part, so that all that is wrong is told at once."""
        parts = [self.activity.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        return all(parts)

    def filled(self, prefix: str) -> list[Any]:
        """The rows of this kind that say something."""
        return self.rows[prefix].filled if prefix in self.rows else []
