"""What the portal adds to Wagtail's admin. This file only registers."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from actions.base.admin.deleting import log_bulk_deletion, refuse_deletion

from .documents import refuse_internal_document
from .publishing import refuse_second_publication
from .records import RecordsGroup

register_snippet(RecordsGroup)
hooks.register("before_delete_snippet", refuse_deletion)
hooks.register("before_bulk_action", log_bulk_deletion)
hooks.register("before_bulk_action", refuse_second_publication)
hooks.register("before_serve_document", refuse_internal_document)
