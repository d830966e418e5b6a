"""Who sees which files: two collections below the root, which only administrators see.

            Programme managers   Editors              Administrators (at the root)   others
Records     add, choose          add, change, choose  add, change, delete, choose    -
Roster      add, choose          -                    add, change, delete, choose    -

«Records» holds documents and photographs of Actions, «Roster» photographs of experts. Whoever may add may also change
and delete what they added themselves. This says who works with files; who is handed one out is asked of the record
that shows it, see `browse/media.py` and `workspace/documents.py`.
"""

from django.db import migrations
from treebeard.mp_tree import MP_Node

RECORDS, ROSTER = "Records", "Roster"
# Group → the collections to which its rights on the root move. On the roster only images are kept.
MOVES = {"Programme managers": (RECORDS, ROSTER), "Editors": (RECORDS,)}


def make_collection(apps, name):
    """The collection of this name below the root: made by hand, because models of migrations know nothing of trees."""
    model = apps.get_model("wagtailcore", "Collection")
    if found := model.objects.filter(depth=2, name=name).first():  # this migration was taken back, which leaves it
        return found
    root = model.objects.get(depth=1)
    last = model.objects.filter(depth=2).order_by("path").last()
    step = MP_Node._str2int(last.path[-MP_Node.steplen :]) + 1 if last else 1
    made = model.objects.create(name=name, depth=2, numchild=0, path=MP_Node._get_path(root.path, 2, step))
    root.numchild += 1
    root.save()
    return made


def move_rights(apps, root, collections):
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for right in rights.filter(collection=root, group__name__in=MOVES).select_related("group", "permission__content_type"):
        for name in MOVES[right.group.name]:
            if name == RECORDS or right.permission.content_type.model == "image":
                rights.create(group=right.group, permission=right.permission, collection=collections[name])
        right.delete()


def move_files(apps, root, collections):
    """What lay at the root stays within reach of those who put it there."""
    images = apps.get_model("wagtailimages", "Image").objects
    persons = apps.get_model("experts", "Expert").objects.filter(photo__isnull=False)
    images.filter(pk__in=persons.values("photo")).update(collection=collections[ROSTER])
    images.filter(collection=root).update(collection=collections[RECORDS])
    apps.get_model("actions", "ActionDocument").objects.filter(collection=root).update(collection=collections[RECORDS])


def make_collections(apps, schema_editor):
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    collections = {name: make_collection(apps, name) for name in (RECORDS, ROSTER)}
    move_rights(apps, root, collections)
    move_files(apps, root, collections)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_roles"),
        ("actions", "0006_outputs_name_documents"),
        ("experts", "0003_availability"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(make_collections, migrations.RunPython.noop)]
