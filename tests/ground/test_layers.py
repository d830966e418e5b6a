"""Dependencies point down only, in the ways that import-linter cannot see too.

These are relations between models whose target is a name in quotes, dependencies of migrations, and names that
Django gives a lower floor on behalf of a higher one: `action.knowledge_items`, `filter(deployments__role=…)`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["actions", "experts", "practices", "surveys", "mieux_portal"]  # from the ground up
LOWER_FLOORS = [floor for floor in FLOORS[:-1] if (ROOT / floor).is_dir()]


def height(module: str) -> int | None:
    """How high a module of ours stands, None for one of a library."""
    floor = module.partition(".")[0]
    return FLOORS.index(floor) if floor in FLOORS else None


OUR_MODELS = [model for model in apps.get_models(include_auto_created=True) if height(model.__module__) is not None]
HEIGHT_OF_LABEL = {config.label: height(config.name) for config in apps.get_app_configs()}


def relations(model: type[models.Model]) -> list[Any]:
    """The fields with which a model itself points to another."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in own if field.is_relation and isinstance(field.related_model, type)]


def names_from_above(floor: str) -> dict[str, str]:
    """Each name that a model of this floor or a lower one bears because a higher floor points to it → who does.

    A name that a model at or below this floor bears by itself is left out: in its code it means that one.
    """
    limit = FLOORS.index(floor)
    borrowed: dict[str, str] = {}
    own: set[str] = set()
    for model in OUR_MODELS:
        is_higher = (height(model.__module__) or 0) > limit
        if not is_higher:
            own |= {field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]}
        for field in relations(model):
            target = height(field.related_model.__module__)
            is_reached = target is not None and target <= limit
            names = {field.remote_field.get_accessor_name(), field.related_query_name()} - {None}
            if not is_higher:
                own |= names
            elif is_reached and not field.remote_field.hidden:
                borrowed |= dict.fromkeys(names, f"{model.__name__}.{field.name}")
    return {name: owner for name, owner in borrowed.items() if name not in own}


def words(tree: ast.AST) -> set[ast.AST]:
    """The strings that are words for people or values of a choice, and so no path through relations."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        is_choices = isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases)
        is_translation = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        if is_choices or is_translation:
            found |= {part for part in ast.walk(node) if isinstance(part, ast.Constant)}
    return found


def names_used(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each attribute, lookup or panel in the code: whatever may be a path through relations."""
    left_out = words(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield from ((node.value.lineno, part) for part in node.arg.split("__"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in left_out:
            path = node.value.lstrip("-")
            if path.isidentifier():
                yield from ((node.lineno, part) for part in path.split("__"))


def models_named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and app of each name in quotes that looks like a model or module of ours: "practices.KnowledgeItem"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            app, dot, rest = node.value.partition(".")
            if dot and rest.replace(".", "").isidentifier() and (app in FLOORS or HEIGHT_OF_LABEL.get(app) is not None):
                yield node.lineno, app


def sources(floor: str) -> list[Path]:
    """Migrations have a test of their own: they repeat the words of the models."""
    return [path for path in sorted((ROOT / floor).rglob("*.py")) if "migrations" not in path.parts]


def test_the_searches_see_what_they_look_for():
    tree = ast.parse(
        "action.knowledge_items.all()\n"
        "actions.filter(deployments__role='trainer')\n"
        "order_by('-knowledge_items__order')\n"
        "ForeignKey('practices.KnowledgeItem')\n"
        "FieldPanel('experts', heading=_('case_studies'))\n"
    )
    used = set(names_used(tree))
    assert {(1, "knowledge_items"), (2, "deployments"), (3, "knowledge_items"), (5, "experts")} <= used
    assert (5, "case_studies") not in used  # a word for people
    assert list(models_named(tree)) == [(4, "practices")]


def test_the_names_from_above_are_known():
    assert {"knowledge_items", "deployments", "case_studies"} <= names_from_above("actions").keys()
    assert "knowledge_items" not in names_from_above("practices")


def test_relations_point_down():
    pairs = [(model, field) for model in OUR_MODELS for field in relations(model)]
    assert pairs
    upward = [
        f"{model.__name__}.{field.name}"
        for model, field in pairs
        if (height(field.related_model.__module__) or 0) > (height(model.__module__) or 0)
    ]
    assert upward == []


def test_migrations_depend_downwards():
    migrations = MigrationLoader(None).disk_migrations
    ours = [key for key in migrations if HEIGHT_OF_LABEL[key[0]] is not None]
    assert ours
    upward = [
        f"{app}.{name} on {needed[0]}"
        for app, name in ours
        for needed in migrations[app, name].dependencies
        if (HEIGHT_OF_LABEL.get(needed[0]) or 0) > (HEIGHT_OF_LABEL[app] or 0)
    ]
    assert upward == []


@pytest.mark.parametrize("floor", LOWER_FLOORS)
def test_no_name_in_quotes_reaches_a_higher_floor(floor):
    upward = [
        f"{path.relative_to(ROOT)}:{line} {app}"
        for path in sources(floor)
        for line, app in models_named(ast.parse(path.read_text()))
        if (HEIGHT_OF_LABEL.get(app, height(app)) or 0) > FLOORS.index(floor)
    ]
    assert upward == []


@pytest.mark.parametrize("floor", LOWER_FLOORS)
def test_no_accessor_or_lookup_reaches_a_higher_floor(floor):
    borrowed = names_from_above(floor)
    upward = [
        f"{path.relative_to(ROOT)}:{line} {name} (of {borrowed[name]})"
        for path in sources(floor)
        for line, name in names_used(ast.parse(path.read_text()))
        if name in borrowed
    ]
    assert upward == []
