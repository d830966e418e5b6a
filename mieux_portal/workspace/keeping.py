"""The scripts that keep what is typed, with the addresses that only the roof knows."""

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.safestring import SafeString

from actions.base.admin import scripts


def keeping_scripts() -> SafeString:
    """For the hook `insert_global_admin_js`."""
    return scripts.keeping_scripts(still_here=resolve_url("still-here"), sign_in=resolve_url(settings.LOGIN_URL))
