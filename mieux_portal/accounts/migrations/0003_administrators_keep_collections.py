"""Administrators may make, rename and remove collections. Wagtail asks for rights on the collection, not on its model."""

from django.db import migrations


def let_administrators_keep_collections(apps, schema_editor):
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    group = apps.get_model("auth", "Group").objects.filter(name="Administrators").first()
    if group is None:
        return  # renamed or removed by somebody who may
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=["add_collection", "change_collection", "delete_collection"],
    )
    for permission in permissions:
        rights.get_or_create(group=group, collection=root, permission=permission)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_collections")]
    operations = [migrations.RunPython(let_administrators_keep_collections, migrations.RunPython.noop)]
