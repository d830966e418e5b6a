"""Signing in and out. Included before Wagtail's admin, whose own sign-in page leads here."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from . import views

urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("admin/login/", views.admin_sign_in),
]
