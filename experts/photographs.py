"""Photographs of persons lie apart: whoever may not read the roster finds no picture of it in a list."""

from wagtail.models import Collection

ROSTER = "Roster"  # a migration of the accounts makes it


def roster_collection() -> Collection:
    """Where photographs of persons lie. Where it was renamed or removed, the root, which only administrators see."""
    return Collection.objects.filter(name=ROSTER).first() or Collection.get_first_root_node()
