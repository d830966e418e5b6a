"""What the screens of the workspace are tried on."""

import pytest

from actions.base.models import User
from actions.models import Action
from tests.factories import ActionFactory


@pytest.fixture
def action(manager: User) -> Action:
    """An Action of the manager, in one country."""
    return ActionFactory(managers=[manager], partner_countries=["ZM"])
