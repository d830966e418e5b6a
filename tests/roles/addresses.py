"""Every address of the site, as the URLconf has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.snippets.models import get_snippet_models

BULK = "wagtail_bulk_action"


@dataclass(frozen=True)
class Address:
    """`name`: as `reverse` knows it, or the route itself where nobody named it. `keys`: what stands in for ids."""

    name: str
    route: str
    keys: tuple[str, ...]
    pattern: URLPattern

    def __str__(self) -> str:
        return f"{self.name} (/{self.route})"


def every_address() -> list[Address]:
    get_snippet_models()  # finds the hooks files, which register screens and bulk actions
    return list(_walk(get_resolver().url_patterns))


def bulk_actions() -> list[tuple[str, str, str]]:
    """App, model and action of each bulk action; they share one address."""
    bulk_action_registry._scan_for_bulk_actions()
    return [
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


def _walk(patterns: list[Any], route: str = "", names: str = "", keys: tuple[str, ...] = ()) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        asked = keys + _keys_of(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _walk(entry.url_patterns, here, inside, asked)
        else:
            yield Address(names + entry.name if entry.name else f"/{here}", here, asked, entry)


def _keys_of(pattern: Any) -> tuple[str, ...]:
    """Names of its keys; of a regular expression without names their places: "0", "1"."""
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    if not hasattr(pattern, "regex"):
        return ()
    named = tuple(pattern.regex.groupindex)
    return named or tuple(str(at) for at in range(pattern.regex.groups))
