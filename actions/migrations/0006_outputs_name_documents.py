"""Outputs name the documents of our own model; the rows of Wagtail's, copied by 0005, go.

Backwards they come again, without their languages: the outputs have to find what they name.
"""

import django.db.models.deletion
from django.core.management.color import no_style
from django.db import migrations, models

COPIED = ["id", "title", "file", "created_at", "uploaded_by_user_id", "file_size", "file_hash", "collection_id"]


def remove_copied(apps, schema_editor):
    apps.get_model("wagtaildocs", "Document").objects.all().delete()


def bring_back(apps, schema_editor):
    old, new = apps.get_model("wagtaildocs", "Document"), apps.get_model("actions", "ActionDocument")
    for row in new.objects.values(*COPIED):
        created_at = row.pop("created_at")
        old.objects.create(**row)
        old.objects.filter(pk=row["id"]).update(created_at=created_at)
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [old]):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0005_steps_and_documents"),
    ]
    operations = [
        migrations.AlterField(
            model_name="output",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outputs",
                to="actions.actiondocument",
                verbose_name="file",
            ),
        ),
        migrations.RunPython(remove_copied, bring_back),
    ]
