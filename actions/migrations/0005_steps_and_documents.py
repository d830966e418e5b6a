"""Which status leads to which, and the documents that were kept before they had a language.

The rows keep their ids, because outputs name them; 0006 points the outputs to the new table.
"""

from django.core.management.color import no_style
from django.db import migrations

# Status → where an Action may go from it. A closed Action is taken up again only by way of «ongoing».
STEPS = {
    "in-preparation": ["ongoing", "on-hold", "closed-early"],
    "ongoing": ["on-hold", "completed", "closed-early"],
    "on-hold": ["in-preparation", "ongoing", "closed-early"],
    "completed": ["ongoing"],
    "closed-early": ["ongoing"],
}
RUNNING = ["ongoing", "on-hold"]
CLOSING = ["completed", "closed-early"]
COPIED = ["id", "title", "file", "created_at", "uploaded_by_user_id", "file_size", "file_hash", "collection_id"]


def write_steps(apps, schema_editor):
    statuses = {status.slug: status for status in apps.get_model("actions", "ActionStatus").objects.all()}
    through = apps.get_model("actions", "ActionStatus").leads_to.through
    for slug, names in STEPS.items():
        for name in names:
            if slug in statuses and name in statuses:
                through.objects.create(from_actionstatus_id=statuses[slug].pk, to_actionstatus_id=statuses[name].pk)
    known = apps.get_model("actions", "ActionStatus").objects
    known.filter(slug__in=RUNNING).update(running=True)
    known.filter(slug__in=CLOSING).update(closing=True)


def forget_steps(apps, schema_editor):
    apps.get_model("actions", "ActionStatus").leads_to.through.objects.all().delete()


def copy_documents(apps, schema_editor):
    old, new = apps.get_model("wagtaildocs", "Document"), apps.get_model("actions", "ActionDocument")
    for row in old.objects.values(*COPIED):
        created_at = row.pop("created_at")
        new.objects.create(**row)
        new.objects.filter(pk=row["id"]).update(created_at=created_at)
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [new]):
        schema_editor.execute(statement)


def forget_copies(apps, schema_editor):
    """0006 has brought them back already, to where they were."""
    apps.get_model("actions", "ActionDocument").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_life_of_an_action"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [
        migrations.RunPython(write_steps, forget_steps),
        migrations.RunPython(copy_documents, forget_copies),
    ]
