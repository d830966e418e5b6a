"""What the forms of the public pages share, and the form of the sign-in page."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 254  # of an e-mail address; a user name is shorter


class PlainFields:
    """Goes before a form: its fields look like the portal's, and the first wrong one gets the focus."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "field"

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        wrong = [field for name, field in self.fields.items() if name in self._errors]  # type: ignore[attr-defined]
        if wrong:
            for field in self.fields.values():  # type: ignore[attr-defined]
                field.widget.attrs.pop("autofocus", None)
            wrong[0].widget.attrs["autofocus"] = True


class SignInForm(PlainFields, AuthenticationForm):
    """Django's, in our words. One sentence for a wrong name, a wrong password and a closed account alike."""

    error_messages = {
        "invalid_login": _("The name and the password do not belong together. Check both: capital letters matter."),
        "inactive": _("The name and the password do not belong together. Check both: capital letters matter."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.label = _("User name or e-mail address")
        name.max_length = name.widget.attrs["maxlength"] = LONGEST_NAME  # type: ignore[attr-defined]
