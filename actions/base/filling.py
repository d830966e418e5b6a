"""For migrations: the addresses of the records that were there before `RecordAddress` was."""

from collections.abc import Callable
from typing import Any

AT_ONCE = 1000


def note_addresses(label: str, *names: str) -> Callable[[Any, Any], None]:
    """A step for RunPython: what is the slug of a record now is its address. Run twice, it changes nothing.

    `label` and `names`: of the app and its models of records with slugs.
    """

    def note(apps: Any, schema_editor: Any) -> None:
        alias = schema_editor.connection.alias
        kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
        noted = apps.get_model("base", "RecordAddress").objects.using(alias)
        for name in names:
            # Django makes these rows after all migrations: in a new database there is none yet.
            kind, _is_new = kinds.get_or_create(app_label=label, model=name)
            slugs = apps.get_model(label, name).objects.using(alias).values_list("pk", "slug")
            rows = (noted.model(content_type=kind, object_id=pk, slug=slug) for pk, slug in slugs.iterator())
            noted.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)

    return note
