"""Ids that do not belong together, or to nothing: never another record, never a server error."""

import pytest

from .table import Right, rows_by_name
from .visits import every_visit
from .walk import Came, Walker

pytestmark = pytest.mark.django_db

NOWHERE = 987654
OPEN = {Right.READ, Right.CHANGE, Right.SEND, Right.POSTED, Right.LED, Right.LED_SEND}
# Ids of what belongs to the record whose id stands before them in the address.
PARTS = {
    *("revision_id", "revision_id_a", "revision_id_b", "task_state_id", "workflow_state_id"),
    *("wagtailadmin_pages:revisions_compare 1", "wagtailadmin_pages:revisions_compare 2"),
}
# A step of another record's workflow: Wagtail takes it for the record's own. Whoever may approve may approve every one.
APPROVING = ("workflow_action", "collect_workflow_action_data")
SHOWN_ALL_THE_SAME = {
    ("wagtailadmin_editing_sessions:ping#fact", "session_id"),  # it gets a session of its own
    ("wagtailadmin_editing_sessions:ping#case-study", "session_id"),
    ("wagtailadmin_editing_sessions:release", "session_id"),
}


def opened_with(world, walker, visit, holding, key, value):
    path = visit.path(world, holding, **{key: value})
    return path, walker.open(path), walker.send(path, {})


def keyed(column):
    rows = rows_by_name()
    for visit in every_visit():
        if visit.address.keys and visit.name in rows and getattr(rows[visit.name], column) in OPEN:
            yield visit


def is_part(visit, key):
    return key in PARTS or f"{visit.name} {key}" in PARTS


def test_an_id_of_nothing_leads_nowhere(world):
    walker, faults = Walker(world.people["administrator"]), []
    for visit in keyed("administrator"):
        for key in visit.address.keys:
            if not (key.endswith(("pk", "id")) or is_part(visit, key)) or (visit.name, key) in SHOWN_ALL_THE_SAME:
                continue
            path, *answers = opened_with(world, walker, visit, world.another, key, NOWHERE)
            came = {answer.came for answer in answers}
            if came & {Came.SHOWN, Came.BROKEN} or any(answer.wrote for answer in answers):
                faults.append(f"{visit.name} {path}: {', '.join(map(str, answers))}")
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("role", ["manager", "administrator"])
def test_a_part_of_another_record_is_not_shown_with_an_own_one(world, role):
    """A version, or a step of a workflow: of a colleague's record of the same kind, and of a record of another kind."""
    walker, faults, tried = Walker(world.people[role]), [], 0
    strays = {"revision": world.stray.latest_revision_id}
    for visit in keyed("own" if role == "manager" else "administrator"):
        if visit.address.name.endswith(APPROVING):
            continue
        for key in filter(lambda key: is_part(visit, key), visit.address.keys):
            of_colleague = visit.part(key, world, world.another)
            if of_colleague == visit.part(key, world, world.own):
                continue  # a record of nobody's Action: it is the same
            for value in {of_colleague, strays.get(key.partition("_")[0], of_colleague)}:
                path, *answers = opened_with(world, walker, visit, world.own, key, value)
                tried += 1
                if {answer.came for answer in answers} & {Came.SHOWN, Came.BROKEN} or any(a.wrote for a in answers):
                    faults.append(f"{visit.name} {path}: {', '.join(map(str, answers))}")
    assert not faults, "\n" + "\n".join(faults)
    assert tried > 30


def test_nobody_ends_the_editing_session_of_somebody_else(world):
    session = world.another.session
    walker = Walker(world.people["manager"])
    walker.client.post(f"/admin/editing-sessions/release/{session.pk}/")
    assert type(session).objects.filter(pk=session.pk).exists()
