"""What the portal adds to Wagtail's admin. This file only registers."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from actions.base.admin.deleting import log_bulk_deletion, refuse_deletion
from actions.base.admin.reasons import show_reasons
from actions.base.admin.scripts import keeping_styles
from actions.base.admin.trail import name_first_version
from actions.history import name_changes

from .action_screen import action_urls
from .action_screen.history import keep_trace_of_deleted
from .boards import CompletenessMenuItem, board_addresses, workspace_styles
from .dashboard.panels import leave_out_numbers, put_portal_panels
from .documents import refuse_private_document
from .giving.bulk_actions import GiveAreas, GiveCriteria, GiveSources
from .keeping import keeping_scripts
from .log_activity.urls import log_activity_addresses
from .log_activity.ways_in import LogActivityMenuItem, copy_button
from .media_lists import lists_before_wagtails_own, narrow_lists_of_files
from .page_conflicts import ask_before_overwriting
from .publishing import refuse_second_publication
from .records import RecordsGroup
from .worklist.menu import WorklistMenuItem
from .writing import write_button

register_snippet(RecordsGroup)
hooks.register("before_delete_snippet", refuse_deletion)
hooks.register("before_bulk_action", log_bulk_deletion)
hooks.register("before_bulk_action", refuse_second_publication)
hooks.register("before_serve_document", refuse_private_document)
hooks.register("register_admin_urls", lists_before_wagtails_own, order=-1)
hooks.register("construct_admin_api", narrow_lists_of_files, order=1)
hooks.register("register_admin_urls", log_activity_addresses)
hooks.register("register_admin_menu_item", LogActivityMenuItem)
hooks.register("register_snippet_listing_buttons", copy_button)
hooks.register("register_admin_urls", action_urls)
hooks.register("register_log_actions", name_changes)
hooks.register("register_log_actions", name_first_version)
hooks.register("register_log_actions", show_reasons, order=100)  # after Wagtail's own, whose words it keeps
hooks.register("after_delete_snippet", keep_trace_of_deleted)
hooks.register("insert_global_admin_css", workspace_styles)
hooks.register("register_admin_urls", board_addresses)
hooks.register("register_admin_menu_item", WorklistMenuItem)
hooks.register("register_admin_menu_item", CompletenessMenuItem)
hooks.register("register_snippet_listing_buttons", write_button)
for giving in (GiveAreas, GiveCriteria, GiveSources):
    hooks.register("register_bulk_action", giving)
hooks.register("construct_homepage_panels", put_portal_panels)
hooks.register("construct_homepage_summary_items", leave_out_numbers)
hooks.register("insert_global_admin_js", keeping_scripts)
hooks.register("insert_global_admin_css", keeping_styles)
hooks.register("before_edit_page", ask_before_overwriting)
