"""The addresses of records, the earlier ones too: whoever wrote one down is led to the record for as long as it exists.

A record's own row says what its address is now, this table whose each address is or was. Because it holds the current
ones as well, the database refuses to a record what has ever led to another of its kind.
When a record is deleted its addresses go with it: there is nothing left that they could lead to, and whoever makes it
again may have them back.
"""

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.dispatch import Signal

if TYPE_CHECKING:
    from .models import SluggedRecord

# Sent inside the transaction of the save, by the record's class, with the `record` and the slug it had `before`.
address_changed = Signal()


class RecordAddressQuerySet(models.QuerySet["RecordAddress"]):
    def of_kind(self, model: type[models.Model]) -> Self:
        """Of all records of one model."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def of_others(self, record: "SluggedRecord") -> Self:
        """Of the other records of its kind: what `record` may not be called. A new record has only others."""
        return self.of_kind(type(record)).exclude(object_id=record.pk)

    def led_to(self, model: type[models.Model], slug: str) -> models.QuerySet:
        """Ids of the record of this kind, one at most, whose address this is or was: for `pk__in`."""
        return self.of_kind(model).filter(slug=slug).values("object_id")

    def note(self, record: "SluggedRecord") -> str | None:
        """`record` has its slug as its address from now on. The slug that it had before, None if it had this or none.

        IntegrityError where the slug is or was another record's.
        """
        own = self.of_kind(type(record)).filter(object_id=record.pk)
        before = own.filter(current=True).values_list("slug", flat=True).first()
        if before == record.slug:
            return None
        own.filter(current=True).update(current=False)
        taken_back = own.filter(slug=record.slug).update(current=True)
        if not taken_back:
            kind = ContentType.objects.get_for_model(type(record))
            self.create(content_type=kind, object_id=record.pk, slug=record.slug, current=True)
        return before


class RecordAddress(models.Model):
    """One address that leads to a record: its current one, or one that it had before."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=120, db_index=False, help_text="Indexed together with the kind of record.")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    current = models.BooleanField(default=True)

    objects: ClassVar[RecordAddressQuerySet] = RecordAddressQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "slug"], name="address_leads_to_one_record"),
            models.UniqueConstraint(
                fields=["content_type", "object_id"], condition=Q(current=True), name="address_current_once_a_record"
            ),
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="address_of_record")]

    def __str__(self) -> str:
        return self.slug
