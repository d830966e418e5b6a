"""Deleting what is referenced is refused, and what refers to it is named.

Foreign keys refuse by PROTECT; Django would silently cut a many-to-many link, and knows nothing of drafts. All are
asked here, for every door: form, bulk action, command or QuerySet.delete().
"""

from typing import Any

from django.db import models
from django.db.models.deletion import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey

from .models import Record
from .versions import drafts_naming


def references_to(record: models.Model) -> list[models.Model]:
    """Everything that would lose its link if `record` were deleted: by PROTECT, through a many-to-many, or in a draft.

    A link that belongs to the record itself (its own child rows, its own many-to-many) is no reference.
    """
    found: list[models.Model] = []
    for relation in record._meta.get_fields(include_hidden=True):  # with those that have no name on this side, «+»
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        if relation.many_to_many or relation.on_delete is models.PROTECT:
            origin = relation.related_model
            name = relation.field.name
            found += origin._default_manager.filter(**{name: record}).distinct()
    found += drafts_naming(record)
    return list(dict.fromkeys(found))


def owner_of(record: models.Model) -> models.Model:
    """The record that a child row belongs to, or the record itself."""
    for field in record._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            return owner_of(getattr(record, field.name))
    return record


def name_of(referrer: models.Model) -> str:
    """For example «Action: COMESA 2012–2016»; a child row answers for the record that it belongs to."""
    owner = owner_of(referrer)
    return f"{owner._meta.verbose_name}: {owner}"


@receiver(pre_delete)
def refuse_to_cut_links(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """ProtectedError where something refers to a record of ours through a many-to-many."""
    if not isinstance(instance, Record):
        return
    referrers = references_to(instance)
    if referrers:
        names = ", ".join(name_of(referrer) for referrer in referrers[:5])
        raise ProtectedError(
            _("“%(record)s” cannot be deleted: it is used by %(names)s.") % {"record": instance, "names": names},
            set(referrers),
        )
