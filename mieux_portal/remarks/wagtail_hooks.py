"""What the remarks of readers add to Wagtail's admin. This file only registers."""

from wagtail import hooks

from .queue import queue_addresses
from .trail import register_entries
from .ways_in import RemarksMenuItem, put_panel, rights

hooks.register("register_admin_urls", queue_addresses)
hooks.register("register_admin_menu_item", RemarksMenuItem)
hooks.register("construct_homepage_panels", put_panel)
hooks.register("register_log_actions", register_entries)
hooks.register("register_permissions", rights)
