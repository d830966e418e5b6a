"""People who use the admin."""

import pytest
from django.test import Client

from actions.base.models import User
from tests.factories import UserFactory


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def administrator(db: None) -> Client:
    """An administrator by role, not a superuser: whom nobody asks about rights."""
    return client_of(UserFactory(groups=["Administrators"]))


@pytest.fixture
def manager(db: None) -> User:
    return UserFactory(groups=["Programme managers"])


@pytest.fixture
def manager_client(manager: User) -> Client:
    return client_of(manager)


@pytest.fixture
def editor_client(db: None) -> Client:
    return client_of(UserFactory(groups=["Editors"]))
