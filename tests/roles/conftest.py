"""The world is made once for all walks: each request is taken back, so nothing of one visit is left for the next."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template import Template
from django.test.utils import _TestState
from wagtail.admin.menu import Menu

from .walk import Walk
from .world import World, make_world

DRAWN_MENU = Menu.render_component


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """A fifth of the time went into looking for garbage among the many objects of a running site."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@contextmanager
def quick_pages() -> Iterator[None]:
    """Without what only takes time here: the copies of all contexts that the test client keeps, and the admin's menu.

    The menu is the same on every page: `test_leaks` looks at it once.
    """
    plain = _TestState.saved_data.template_render  # type: ignore[attr-defined]
    with (
        mock.patch.object(Template, "_render", plain),
        mock.patch.object(Menu, "render_component", return_value=[]),
    ):
        yield


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), quick_pages(), seldom_tidied(), transaction.atomic():
        cache.clear()
        yield make_world()
        transaction.set_rollback(True)
        cache.clear()


@pytest.fixture(scope="package")
def walk_of(world: World) -> Callable[[str], Walk]:
    """The walk of a role through the whole site, made when it is first asked for."""
    shown_to_administrators: dict[str, str] = {}
    walks: dict[str, Walk] = {}

    def walk(role: str) -> Walk:
        if role not in walks:
            walks[role] = Walk(role, world, shown_to_administrators).through_the_site()
        return walks[role]

    return walk
