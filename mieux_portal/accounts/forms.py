"""The form of the sign-in page."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Django's, in our words. One sentence for a wrong name, a wrong password and a closed account alike."""

    error_messages = {
        "invalid_login": _("The name and the password do not belong together. Check both: capital letters matter."),
        "inactive": _("The name and the password do not belong together. Check both: capital letters matter."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"
