"""Outputs name the documents of our own model; the rows of Wagtail's, copied by 0005, go."""

import django.db.models.deletion
from django.db import migrations, models


def remove_copied(apps, schema_editor):
    apps.get_model("wagtaildocs", "Document").objects.all().delete()


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
        migrations.RunPython(remove_copied, migrations.RunPython.noop),
    ]
