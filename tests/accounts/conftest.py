"""One account per role."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import UserFactory


@pytest.fixture
def signed_in_as(db: None) -> Callable[[str], Client]:
    """A browser in which a new account with this role is signed in."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(UserFactory(groups=[role]))
        return client

    return sign_in
