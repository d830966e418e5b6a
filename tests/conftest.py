"""What all tests stand on: plain static files, a folder of its own for media, quick passwords, an account a role."""

from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client, override_settings
from django.test.utils import _TestState

from actions.base.models import User
from tests.factories import UserFactory
from tests.people import client_of


@pytest.fixture(scope="session", autouse=True)
def light_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the product differs but where files lie: hashed names need `collectstatic` first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def contexts_of_whole_pages(django_test_environment: None) -> Iterator[None]:
    """`response.context` is that of the page, without those of its includes: to copy each took most of the time."""
    told, plain = Template._render, _TestState.saved_data.template_render  # type: ignore[attr-defined]

    def render(template: Template, context: Context) -> str:
        return (told if context.template is template else plain)(template, context)

    with mock.patch.object(Template, "_render", render):
        yield


@pytest.fixture
def signed_in_as(db: None) -> Callable[[str], Client]:
    """A browser in which a new account with this role is signed in."""
    return lambda role: client_of(UserFactory(groups=[role]))


@pytest.fixture
def administrator(signed_in_as: Callable[[str], Client]) -> Client:
    """An administrator by role, not a superuser: whom nobody asks about rights."""
    return signed_in_as("Administrators")


@pytest.fixture
def manager(db: None) -> User:
    return UserFactory(groups=["Programme managers"])


@pytest.fixture
def manager_client(manager: User) -> Client:
    return client_of(manager)


@pytest.fixture
def editor_client(signed_in_as: Callable[[str], Client]) -> Client:
    return signed_in_as("Editors")
