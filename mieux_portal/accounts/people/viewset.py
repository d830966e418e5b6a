"""Wagtail's screens of people, with our ways to invite somebody and to see somebody off."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.users.forms import UserEditForm
from wagtail.users.views import users

from actions.base.models import User

from .buttons import buttons_for
from .rules import MAY_CHANGE_PEOPLE, administrators


class PersonForm(UserEditForm):
    """Wagtail's, but an account is closed on the screen that hands its Actions over, and one administrator stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_active" in self.fields:
            self.fields["is_active"].help_text = _("To close an account, choose “Hand over and close” in its menu.")

    def clean_is_active(self) -> bool:
        stays: bool = self.cleaned_data["is_active"]
        if self.instance.is_active and not stays:
            raise ValidationError(
                format_html(
                    '{} <a href="{}">{}</a>',
                    _("An account is not closed here: its Actions have to be handed over first."),
                    reverse("people-leave", args=[self.instance.pk]),
                    _("Hand over and close"),
                )
            )
        return stays

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self._stays_administrator(cleaned) and not administrators().exclude(pk=self.instance.pk).exists():
            self.add_error("groups", _("This is the last administrator: give somebody else this role first."))
        return cleaned

    def _stays_administrator(self, cleaned: dict[str, Any]) -> bool:
        """As the account would be: with all rights, or in a group that may change accounts."""
        if cleaned.get("is_superuser", self.instance.is_superuser):
            return True
        label, codename = MAY_CHANGE_PEOPLE.split(".")
        groups = cleaned.get("groups")
        right = {"permissions__content_type__app_label": label, "permissions__codename": codename}
        return groups is not None and groups.filter(**right).exists()


class PeopleIndexView(users.IndexView):
    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.user_has_permission("add"):
            return []
        return [HeaderButton(_("Invite a colleague"), url=reverse("people-invite"), icon_name="plus")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        invitations = Button(_("Invitations"), url=reverse("people-invitations"), icon_name="mail")
        return [*super().header_more_buttons, *([invitations] if self.user_has_permission("add") else [])]


class PersonEditView(users.EditView):
    """Wagtail's, but only somebody with all rights gives all rights, or changes an account that has them."""

    def get_object(self, queryset: Any = None) -> User:
        person: User = super().get_object(queryset)
        if person.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied  # whoever types in another e-mail address gets the link for a password
        return person

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *buttons_for(self.object, self.request.user)]


class PeopleViewSet(users.UserViewSet):
    copy_view_enabled = False  # a person is invited, not copied
    index_view_class = PeopleIndexView
    edit_view_class = PersonEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonForm if for_update else super().get_form_class(for_update)
