"""What a script saves while somebody types asks the same as a press of Save."""

import pytest

from .table import Right, rows_by_name
from .visits import every_visit
from .walk import Came, Walker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "column"), [("manager", "anothers"), ("editor", "editor")])
def test_nothing_is_saved_by_a_script_that_may_not_be_saved_by_hand(world, role, column):
    walker, administrator = Walker(world.people[role]), Walker(world.people["administrator"])
    closed, faults = closed_forms(column), []
    assert closed
    for visit in closed:
        path = visit.path(world, world.another)
        answer = walker.send_form_of(path, administrator, headers={"Accept": "application/json"})
        if answer.came not in (Came.REFUSED, Came.MISSING) or answer.wrote:
            faults.append(f"{visit.name}: {answer}")
    assert not faults, "\n" + "\n".join(faults)


def closed_forms(column):
    rows = rows_by_name()
    forms = [visit for visit in every_visit() if visit.address.name.endswith((":edit", ":revisions_revert"))]
    return [visit for visit in forms if visit.name in rows and getattr(rows[visit.name], column) is Right.REFUSED]
