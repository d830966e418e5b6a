"""Knowledge items that were there before earlier addresses were kept."""

from django.db import migrations

from actions.base.filling import note_addresses


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0003_learnt_in"),
        ("base", "0004_record_addresses"),
    ]
    operations = [
        migrations.RunPython(note_addresses("practices", "knowledgeitem"), migrations.RunPython.noop),
    ]
