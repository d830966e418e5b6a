from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = _("Actions")

    def ready(self) -> None:
        from wagtail.images import get_image_model

        from .base.admin.plain_values import compare_in_words
        from .base.numbers import leave_out_what_no_row_can_have
        from .photographs import store_bare

        compare_in_words()
        leave_out_what_no_row_can_have()
        pre_save.connect(store_bare, sender=get_image_model())
