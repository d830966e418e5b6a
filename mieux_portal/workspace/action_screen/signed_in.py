"""For the types: whoever comes into the admin is signed in."""

from django.http import HttpRequest

from actions.base.models import User


class SignedInRequest(HttpRequest):
    user: User
