"""Editors and administrators deal with the remarks of readers; nobody else sees them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("Editors", "Administrators")


def make_permissions(apps):
    """Django makes them after all migrations: too late for this one."""
    app = apps.get_app_config("remarks")
    app.models_module = True  # without one, nothing is made for the app
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None


def _groups_and_permissions(apps):
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="remarks")
    return apps.get_model("auth", "Group").objects.filter(name__in=ROLES), list(permissions)


def give_rights(apps, schema_editor):
    make_permissions(apps)
    groups, permissions = _groups_and_permissions(apps)
    for group in groups:
        group.permissions.add(*permissions)


def take_back(apps, schema_editor):
    groups, permissions = _groups_and_permissions(apps)
    for group in groups:
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("remarks", "0001_initial"), ("accounts", "0003_administrators_keep_collections")]
    operations = [migrations.RunPython(give_rights, take_back)]
