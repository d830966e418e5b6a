"""Every role meets, at every address, exactly what the table says."""

import pytest

from .judging import faults_of
from .table import rows_by_name

pytestmark = pytest.mark.django_db
WALKERS = ["visitor", "partner", "manager", "evaluator", "editor", "administrator"]
# The walk and the probe of one role on one worker: the walk is made once.
every_role = pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.xdist_group(f"walk of {role}")) for role in WALKERS]
)


@every_role
def test_a_role_may_do_what_the_table_says_and_nothing_else(walk_of, role):
    rows = rows_by_name()
    walk = walk_of(role)
    faults = [fault for seen in walk.seen for fault in faults_of(seen, rows[seen.visit.name])]
    assert not faults, "\n" + "\n".join(faults)
