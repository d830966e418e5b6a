"""The goals of the world are vocabularies like the others: read by all who work here, kept by administrators."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GOALS = ("developmentgoal", "goaltarget", "compactobjective")
RIGHTS = {
    "Programme managers": ("view",),
    "Editors": ("view",),
    "Administrators": ("add", "change", "delete", "view"),
}


def make_permissions(apps):
    """Django makes them after all migrations: too late for this one."""
    app = apps.get_app_config("actions")
    app.models_module = True  # without one, nothing is made for the app
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None


def _groups(apps):
    """Each group of these that is still there, with its permissions on the goals."""
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="actions")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        names = [f"{right}_{model}" for right in RIGHTS[group.name] for model in GOALS]
        yield group, permissions.filter(codename__in=names)


def give_rights(apps, schema_editor):
    make_permissions(apps)
    for group, permissions in _groups(apps):
        group.permissions.add(*permissions)


def take_back(apps, schema_editor):
    for group, permissions in _groups(apps):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_administrators_keep_collections"), ("actions", "0008_goals_of_the_world")]
    operations = [migrations.RunPython(give_rights, take_back)]
