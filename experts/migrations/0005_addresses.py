"""Persons of the roster who were there before earlier addresses were kept."""

from django.db import migrations

from actions.base.filling import note_addresses


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0004_number_at_most"),
        ("base", "0004_record_addresses"),
    ]
    operations = [
        migrations.RunPython(note_addresses("experts", "expert"), migrations.RunPython.noop),
    ]
