"""What the loader remembers, so that it never overwrites what a person has edited."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """A record that came from the content files, with the values that the files had when it was last loaded."""

    key = models.CharField(_("key in the content files"), max_length=600, unique=True)
    model = models.CharField(_("model"), max_length=60)
    record_id = models.BigIntegerField(_("record"))
    values = models.JSONField(_("values as last loaded"))

    class Meta:
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")

    def __str__(self) -> str:
        return self.key
