"""What every page of the admin loads: nothing typed is lost, and the focus goes where something is to be done."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def keeping_words() -> dict[str, str]:
    """What keep.js says, in the language of the reader. {date} and {time} are put in by the browser."""
    return {
        "put_back": _("We put back what you typed on {date} at {time}. It is not saved yet."),
        "afresh": _("Start afresh"),
        "sure": _("Throw away what you typed, and start afresh?"),
        "offline": _(
            "No connection. What you typed is kept in this browser; press Save again when you are back on line."
        ),
        "trouble": _(
            "The portal cannot answer just now. What you typed is kept in this browser; press Save again later."
        ),
        "signed_out": _("Your session has ended. What you typed is kept in this browser; sign in again to save it."),
        "sign_in": _("Sign in again"),
        "offline_here": _(
            "No connection. What you typed stays on this page; press Save again when you are back on line."
        ),
        "trouble_here": _("The portal cannot answer just now. Leave this page open, and press Save again later."),
        "signed_out_here": _(
            "Your session has ended. What you typed stays on this page: sign in in another tab, then press Save here."
        ),
        "sign_in_there": _("Sign in (in a new tab)"),
        "somebody_else": _(
            "Somebody else is signed in in this browser now, so this cannot be saved under your name. What you typed "
            "is kept until one of you signs out."
        ),
    }


def keeping_scripts(still_here: str, sign_in: str) -> SafeString:
    """For the hook `insert_global_admin_js`. In: where a script asks who is signed in, and the address of the door."""
    settings = {"words": keeping_words(), "addresses": {"still_here": still_here, "sign_in": sign_in}}
    files = [(static(f"base/{name}.js"),) for name in ("keep", "focus")]
    scripts = format_html_join("", '<script defer src="{}"></script>', files)
    return format_html("{}{}", json_script(settings, "keep-settings"), scripts)


def keeping_styles() -> SafeString:
    """For the hook `insert_global_admin_css`."""
    return format_html('<link rel="stylesheet" href="{}">', static("base/keep.css"))
