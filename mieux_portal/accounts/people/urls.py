"""The screens about other people's accounts, for the hook `register_admin_urls`."""

from django.urls import URLPattern, path

from . import views


def people_urls() -> list[URLPattern]:
    return [
        path("people/invite/", views.InviteView.as_view(), name="people-invite"),
        path("people/invitations/", views.InvitationsView.as_view(), name="people-invitations"),
        path("people/<int:pk>/send-link/", views.SendLinkView.as_view(), name="people-send-link"),
        path("people/<int:pk>/withdraw/", views.WithdrawView.as_view(), name="people-withdraw"),
        path("people/<int:pk>/leave/", views.LeaveView.as_view(), name="people-leave"),
        path("people/<int:pk>/reopen/", views.ReopenView.as_view(), name="people-reopen"),
    ]
