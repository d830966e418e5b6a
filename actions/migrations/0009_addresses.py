"""Actions and organisations that were there before earlier addresses were kept."""

from django.db import migrations

from actions.base.filling import note_addresses


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0008_goals_of_the_world"),
        ("base", "0004_record_addresses"),
    ]
    operations = [
        migrations.RunPython(note_addresses("actions", "action", "organisation"), migrations.RunPython.noop),
    ]
