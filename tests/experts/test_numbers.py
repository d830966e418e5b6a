"""How many persons a source may state."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import DeploymentFactory

pytestmark = pytest.mark.django_db


def test_more_persons_than_anybody_sends_are_a_slip_of_the_finger(client):
    """Two of the largest numbers that SQLite takes have no sum: the public page of experts was a server error."""
    contribution = DeploymentFactory(action__published=True)
    contribution.number = 1_000_000
    contribution.full_clean()
    contribution.number = 2**63 - 1
    with pytest.raises(ValidationError, match="less than or equal to 1000000"):
        contribution.full_clean()
