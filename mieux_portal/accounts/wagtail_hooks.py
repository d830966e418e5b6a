"""What the accounts of the portal add to Wagtail's admin. This file only registers."""

from wagtail import hooks

from .own.links import own_account_item
from .people.buttons import listing_buttons
from .people.refusals import invite_instead, refuse_deletion, refuse_in_bulk
from .people.trail import register_entries
from .people.urls import people_urls

hooks.register("register_admin_urls", people_urls)
hooks.register("register_user_listing_buttons", listing_buttons)
hooks.register("register_log_actions", register_entries)
hooks.register("register_account_menu_item", own_account_item)
hooks.register("before_create_user", invite_instead)
hooks.register("before_delete_user", refuse_deletion)
hooks.register("before_bulk_action", refuse_in_bulk)
