"""Which forms have been saved already, so that a second press of Save makes nothing twice."""

from datetime import timedelta
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import Revision

# A browser keeps what was typed for thirty days, and with it the key: nothing older can be sent again.
REMEMBERED_FOR = timedelta(days=60)


def version_of(revision: Revision | None) -> str:
    """What tells one state of a record from another. Autosave writes a revision over: the moment belongs to it."""
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""


class SentFormQuerySet(models.QuerySet["SentForm"]):
    def outlived(self) -> Self:
        """Those that no browser can send any more."""
        return self.filter(sent_at__lt=timezone.now() - REMEMBERED_FOR)

    def that_wrote(self, form: UUID, user: models.Model, revision: Revision) -> Self:
        """Whether it was this very form that wrote the revision."""
        return self.filter(form=form, user=user, version=version_of(revision))

    def last_version(self, form: UUID, user: models.Model) -> str | None:
        """The version that this form wrote last, None where it has written none."""
        wrote = self.filter(form=form, user=user).exclude(version="").order_by("-sent_at")
        return wrote.values_list("version", flat=True).first()


class SentForm(models.Model):
    """One form that was saved, by the key that it carried, and the record that came of it."""

    key = models.UUIDField(primary_key=True, editable=False)
    form = models.UUIDField(db_index=True, editable=False, help_text="The key as the form carries it.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content = models.CharField(max_length=64, help_text="A digest of what was sent.")
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    object_id = models.CharField(max_length=64, blank=True)
    record = GenericForeignKey("content_type", "object_id")
    version = models.CharField(max_length=64, blank=True, help_text="The revision of the record that it wrote.")
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects: ClassVar[SentFormQuerySet] = SentFormQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return str(self.key)

    def made(self, record: models.Model, revision: Revision | None = None) -> None:
        """Note what came of it: a second press of Save leads there."""
        self.record = record
        self.version = version_of(revision)
        self.sent_at = timezone.now()
        self.save(update_fields=["content_type", "object_id", "version", "sent_at"])
