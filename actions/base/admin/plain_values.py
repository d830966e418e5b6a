"""Numbers, and yes or no, in the comparison of two versions: in words, where Wagtail writes «None» and «True»."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin import compare


def in_words(value: Any) -> str:
    """What a reader is told of this value."""
    if value is None:
        return _("not recorded")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


class PlainValueComparison(compare.FieldComparison):
    def htmldiff(self) -> str:
        before, after = in_words(self.val_a), in_words(self.val_b)
        changes = [("deletion", before), ("addition", after)] if self.has_changed() else [("equal", after)]
        return compare.TextDiff(changes, separator=" ").to_html()


def compare_in_words() -> None:
    """For every screen that compares two versions. Called once, when the portal starts."""
    for kind in (models.IntegerField, models.DecimalField, models.BooleanField):
        compare.register_comparison_class(kind, comparison_class=PlainValueComparison)
