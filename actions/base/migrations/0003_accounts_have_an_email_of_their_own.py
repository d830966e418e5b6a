"""An e-mail address signs in as well as a user name: no two accounts may share one."""

from collections import defaultdict

import django.db.models.functions.text
from django.core.management.base import CommandError
from django.db import migrations, models


def refuse_shared_addresses(apps, schema_editor):
    """Says which accounts have to be mended first. Nobody but an administrator knows whose address it is."""
    names = defaultdict(list)
    for username, email in apps.get_model("base", "User").objects.exclude(email="").values_list("username", "email"):
        names[email.lower()].append(username)
    shared = [f"{email}: {', '.join(sorted(several))}" for email, several in sorted(names.items()) if len(several) > 1]
    if shared:
        told = "Several accounts share an e-mail address. Give each its own, or none, then migrate again."
        raise CommandError("\n  ".join([told, *shared]))


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('base', '0002_sent_forms'),
    ]

    operations = [
        migrations.AlterModelManagers(
            name='user',
            managers=[
            ],
        ),
        migrations.RunPython(refuse_shared_addresses, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='user_email_once', violation_error_code='email', violation_error_message='Another account has this e-mail address already, in capitals or not.'),
        ),
    ]
