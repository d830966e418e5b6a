"""What some may not read stands in no answer to them, whatever they open and send, search for or export."""

from unittest import mock

import pytest
from wagtail.admin.menu import Menu

from .conftest import DRAWN_MENU
from .table import Right, rows_by_name
from .visits import every_visit
from .walk import Walker
from .world import CONTACT, DRAFT, DRAFT_OF_COLLEAGUE, INTERNAL, PERSON, REMARK, UNPUBLISHED

pytestmark = pytest.mark.django_db

OUTSIDE = {PERSON, CONTACT, INTERNAL, UNPUBLISHED, DRAFT}
FROM_OUTSIDERS = {*OUTSIDE, REMARK}
HIDDEN_FROM = {
    **dict.fromkeys(("visitor", "partner", "evaluator"), FROM_OUTSIDERS),
    "editor": {PERSON, CONTACT},
    "manager": {DRAFT_OF_COLLEAGUE, REMARK},
}
every_role = pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.xdist_group(f"walk of {role}")) for role in HIDDEN_FROM]
)
# Beginnings of those words: a page that only repeats what was searched for tells nothing.
BEGINNINGS = [word[: len(word) - 3] for word in (PERSON.split()[-1], CONTACT, INTERNAL, UNPUBLISHED, DRAFT)]
WHERE_A_CONTACT_STANDS = {f"wagtailsnippets_experts_expert:{door}" for door in ("edit", "revisions_revert")}


def told(where, answer, hidden):
    return [f"{where} tells «{word}»" for word in sorted(answer.tells & hidden)]


@every_role
def test_no_answer_tells_what_is_hidden_from_a_role(walk_of, role):
    hidden = HIDDEN_FROM[role]
    leaks = []
    for seen in walk_of(role).seen:
        leaks += told(f"GET {seen.path}", seen.opened, hidden) + told(f"POST {seen.path}", seen.sent, hidden)
    assert not leaks, f"For {role}:\n" + "\n".join(leaks)


@pytest.mark.parametrize("role", ["visitor", "editor"])
def test_neither_a_search_nor_an_export_tells_it(world, role):
    walker, rows = Walker(world.people.get(role)), rows_by_name()
    lists = [visit for visit in every_visit() if not visit.address.keys and visit.address.name != "sign-in"]
    open_lists = [visit for visit in lists if (row := rows.get(visit.name)) and getattr(row, role) == Right.READ]
    assert open_lists
    beginnings = BEGINNINGS if role == "visitor" else BEGINNINGS[:2]
    leaks = []
    for visit in open_lists:
        path = visit.path(world, world.another).partition("?")[0]
        for query in [*(f"q={text}" for text in beginnings), "export=csv"]:
            leaks += told(f"{path}?{query}", walker.open(f"{path}?{query}"), HIDDEN_FROM[role])
    assert not leaks, f"For {role}:\n" + "\n".join(leaks)


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_the_menu_tells_nothing_hidden(world, role):
    with mock.patch.object(Menu, "render_component", DRAWN_MENU):
        answer = Walker(world.people[role]).open("/admin/")
    assert "/admin/snippets/actions/action/" in answer.text
    assert not answer.tells & HIDDEN_FROM[role]


@pytest.mark.xdist_group("walk of manager")
def test_a_contact_stands_only_where_it_is_edited(walk_of):
    seen = walk_of("manager").seen
    found = {one.visit.name for one in seen if CONTACT in one.opened.tells | one.sent.tells}
    assert found == WHERE_A_CONTACT_STANDS


@pytest.mark.xdist_group("walk of manager")
def test_the_words_looked_for_are_there_for_those_who_may_read_them(walk_of):
    """Or else nothing would be found wherever it stood."""
    told = set().union(*(one.opened.tells for one in walk_of("manager").seen))
    assert told >= OUTSIDE


@pytest.mark.xdist_group("walk of editor")
def test_the_remarks_of_readers_are_there_for_editors(walk_of):
    assert REMARK in set().union(*(one.opened.tells for one in walk_of("editor").seen))
