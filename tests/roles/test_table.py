"""The table is whole: a row for every address, and an address for every row."""

from collections import Counter

import pytest
from django.urls import resolve

from .table import SHADOWED, TABLE, rows_by_name
from .visits import every_visit

WHERE = "tests/roles/table.py"


def test_every_address_has_a_row():
    known = {*rows_by_name(), *SHADOWED}
    unknown = [str(visit) for visit in every_visit() if visit.name not in known]
    assert not unknown, f"Say in {WHERE} what each role may do at:\n" + "\n".join(unknown)


def test_every_row_has_an_address():
    there = {visit.name for visit in every_visit()}
    gone = sorted({*rows_by_name(), *SHADOWED} - there)
    assert not gone, f"Nothing is called so any more; take it out of {WHERE}:\n" + "\n".join(gone)


def test_no_address_has_two_rows():
    counts = Counter(name for row in TABLE for name in row.names)
    assert [name for name, number in counts.items() if number > 1] == []


@pytest.mark.django_db
def test_an_address_that_another_one_hides_is_known_as_such(world):
    """Or else what is walked would be the other one."""
    for visit in every_visit():
        path = visit.path(world, world.own).partition("?")[0]
        answering = resolve(path)
        hidden = answering.func is not visit.address.pattern.callback
        assert hidden is (visit.name in SHADOWED), f"{visit} is answered by {answering.route}; see {WHERE}"
