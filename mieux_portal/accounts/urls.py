"""Signing in and out, passwords, one's own account. Included before Wagtail's admin, whose sign-in page leads here."""

from django.urls import path

from . import views
from .own import views as own
from .password import views as password

urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="sign-in"),
    path("sign-out/", views.SignOutView.as_view(), name="sign-out"),
    path("password/forgotten/", password.ForgottenView.as_view(), name="password-forgotten"),
    path("password/forgotten/sent/", password.SentView.as_view(), name="password-sent"),
    path("password/new/<uidb64>/<token>/", password.NewPasswordView.as_view(), name="password-new"),
    path("account/", own.AccountView.as_view(), name="account"),
    path("account/name/", own.NameView.as_view(), name="account-name"),
    path("account/password/", own.PasswordView.as_view(), name="account-password"),
    path("account/sign-out-elsewhere/", own.ElsewhereView.as_view(), name="account-elsewhere"),
    path("account/e-mail/", own.EmailView.as_view(), name="account-email"),
    path("account/e-mail/<str:token>/", own.ConfirmEmailView.as_view(), name="account-email-confirm"),
    path("account/absences/", own.AbsenceView.as_view(), name="account-absence"),
    path("account/absences/<int:pk>/end/", own.EndAbsenceView.as_view(), name="account-absence-end"),
    path("admin/login/", views.admin_sign_in),
    path("admin/logout/", views.SignOutView.as_view()),
    path("admin/still-here/", views.still_here, name="still-here"),
    path("admin/password_reset/", password.wagtails_own),
    path("admin/password_reset/<path:rest>", password.wagtails_own),
]
