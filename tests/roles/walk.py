"""One person walks the site: what comes back from each address, and what the database was told to write."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import StrEnum
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from actions.base.models import User

from .sending import form_of_page, what_is_sent
from .table import Right, Row, rows_by_name
from .visits import Visit, every_visit
from .world import NOT_FOR_ALL, Holding, World

WRITING = re.compile(r'(?:INSERT|UPDATE|DELETE|REPLACE)\b[^"]*"(\w+)"')
# Written by reading: who is signed in, who has a form open, a form that is being previewed, the size of a picture.
HOUSEKEEPING = {
    *("django_session", "wagtailadmin_editingsession", "wagtailadmin_formstate", "wagtailimages_rendition"),
    *("wagtailcore_pagesubscription", "wagtailusers_userprofile"),
}
# To them all of the admin is closed.
CLOSED_OUT = ("visitor", "partner", "evaluator")


class Came(StrEnum):
    """What an answer says."""

    SHOWN = "shown"
    LED_ON = "led on"
    SIGN_IN = "sent to sign in"
    REFUSED = "refused"
    MISSING = "not found"
    NOT_SO = "not by this method"
    WRONG = "not accepted"
    BROKEN = "a server error"


@dataclass(frozen=True)
class Answer:
    came: Came
    text: str = ""
    where: str = ""
    wrote: frozenset[str] = frozenset()
    tells: frozenset[str] = frozenset()  # which of the words that some may not read

    def shortened(self) -> "Answer":
        """Without its text but for the first words, which name an error."""
        return replace(self, text=self.text[:300])

    def __str__(self) -> str:
        where = f" to {self.where}" if self.came is Came.LED_ON else ""
        what = f": {self.text}" if self.came is Came.BROKEN else ""
        wrote = f", and wrote {', '.join(sorted(self.wrote))}" if self.wrote else ""
        return f"{self.came}{where}{what}{wrote}"


class Walker:
    """A browser whose every request is taken back: the next visit finds all as it was."""

    def __init__(self, person: User | None) -> None:
        self.client = Client()
        self.person = person
        if person:
            self.client.force_login(person)
        self._cookies = deepcopy(self.client.cookies)

    def open(self, path: str) -> Answer:
        return self._ask(self.client.get, path)

    def send(self, path: str, data: Mapping[str, Any], **options: Any) -> Answer:
        return self._ask(self.client.post, path, data, **options)

    def send_form_of(self, path: str, other: "Walker", **options: Any) -> Answer:
        """Send what somebody else is shown at this address."""
        return self.send(path, form_of_page(other.open(path).text), **options)

    def _ask(self, method: Any, path: str, *args: Any, **options: Any) -> Answer:
        with _taken_back(), _watched() as wrote:
            try:
                answer = method(path, *args, **options)
                came, text, where = self._read(path, answer)
            except Exception as error:
                came, text, where = Came.BROKEN, f"{type(error).__name__}: {error}", ""
        self.client.cookies = SimpleCookie(self._cookies)
        tells = frozenset(word for word in NOT_FOR_ALL if word in text)
        return Answer(came, text, where, frozenset(wrote - HOUSEKEEPING), tells)

    def _read(self, path: str, answer: Any) -> tuple[Came, str, str]:
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        where = answer.get("Location", "")
        came = self._led(path, where) if answer.status_code in (301, 302, 303) else self._came(answer.status_code)
        return came, content.decode(errors="replace"), where

    def _came(self, status: int) -> Came:
        if status < 300:
            return Came.SHOWN
        refusals = {403: Came.REFUSED, 404: Came.MISSING, 405: Came.NOT_SO}
        return refusals.get(status, Came.BROKEN if status >= 500 else Came.WRONG)

    def _led(self, path: str, where: str) -> Came:
        """To sign in, which tells somebody who has, but does not work in the admin, that this is not for them.

        Wagtail answers a refusal in the admin by leading to the dashboard, with a message.
        """
        dashboard = reverse("wagtailadmin_home")
        if where.startswith((reverse("sign-in"), "/admin/login/")):
            works_here = self.person and self.person.has_perm("wagtailadmin.access_admin")
            return Came.SIGN_IN if works_here or not self.person else Came.REFUSED
        return Came.REFUSED if where == dashboard and path.startswith(dashboard) else Came.LED_ON


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _watched() -> Iterator[set[str]]:
    """The tables that are written to, but for what the address itself takes back."""
    tables: set[str] = set()
    before: dict[str, set[str]] = {}  # the name of a savepoint → what was written until then

    def watch(execute: Any, sql: str, *args: Any) -> Any:
        if match := WRITING.match(sql):
            tables.add(match.group(1))
        elif sql.startswith("SAVEPOINT"):
            before[sql.split()[-1]] = set(tables)
        elif sql.startswith("ROLLBACK TO SAVEPOINT"):
            tables.intersection_update(before[sql.split()[-1]])
        return execute(sql, *args)

    with connection.execute_wrapper(watch):
        yield tables


@dataclass(frozen=True)
class Seen:
    """One visit: the page of a GET, and what came of sending its form."""

    visit: Visit
    column: str
    path: str
    opened: Answer
    sent: Answer


class Walk:
    """A role goes through the site. The manager goes twice where own and another's records differ."""

    def __init__(self, role: str, world: World, forms: dict[str, str]) -> None:
        self.role = role
        self.world = world
        self.walker = Walker(world.people.get(role))
        self._forms = forms  # path → the page that an administrator sees there
        self._administrator = Walker(world.people["administrator"])
        self.seen: list[Seen] = []

    def through_the_site(self) -> "Walk":
        rows = rows_by_name()
        for visit in every_visit():
            if visit.name in rows:
                self.seen.extend(self._visit(visit, rows[visit.name]))
        return self

    def _visit(self, visit: Visit, row: Row) -> Iterator[Seen]:
        if self.role != "manager":
            yield self._look(visit, row, self.role, self.world.another)
            return
        own, another = (visit.path(self.world, holding) for holding in (self.world.own, self.world.another))
        yield self._look(visit, row, "own", self.world.own)
        if own != another or row.own != row.anothers:
            yield self._look(visit, row, "anothers", self.world.another)

    def _look(self, visit: Visit, row: Row, column: str, holding: Holding) -> Seen:
        path = visit.path(self.world, holding)
        opened = self.walker.open(path)
        page = self._form_at(path, opened) if Right.CHANGE in (row.own, row.administrator, row.visitor) else ""
        data, options = what_is_sent(visit, self.world, holding, page)
        sent = self.walker.send(path, data, **options)
        return Seen(visit, column, path, opened.shortened(), sent.shortened())

    def _form_at(self, path: str, opened: Answer) -> str:
        """Whoever is refused sends what an administrator would: a form left open by somebody else, or made up.

        Not so where nobody asks what is sent, because all of the admin is closed.
        """
        if opened.came is Came.SHOWN or self.role in CLOSED_OUT:
            return opened.text
        if path not in self._forms:
            self._forms[path] = self._administrator.open(path).text
        return self._forms[path]
