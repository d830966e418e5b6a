"""Browsers in which somebody is signed in."""

from django.test import Client

from actions.base.models import User


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
