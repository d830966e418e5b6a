"""Wagtail's admin needs inline script and style; nothing else may have them."""

import pytest

pytestmark = pytest.mark.django_db


def policy(answer):
    """Directive → its sources."""
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/actions/", "/no-such-page/"])
def test_a_public_page_has_no_inline_script_or_style(client, address):
    public = policy(client.get(address))
    assert public["default-src"] == ["'self'"]
    assert "'unsafe-inline'" not in sum(public.values(), [])
    assert {"script-src", "style-src"}.isdisjoint(public)


@pytest.mark.parametrize("address", ["/admin/", "/admin/images/multiple/add/", "/admin/snippets/actions/activity/add/"])
def test_the_admin_has_what_it_needs_and_no_more(signed_in_as, address):
    answer = signed_in_as("Administrators").get(address)
    assert answer.status_code == 200
    admin = policy(answer)
    assert set(admin["script-src"]) == set(admin["style-src"]) == {"'self'", "'unsafe-inline'"}
    assert admin["script-src-attr"] == ["'none'"]
    assert set(admin["img-src"]) == {"'self'", "data:", "blob:"}
    assert admin["default-src"] == admin["form-action"] == admin["frame-ancestors"] == admin["base-uri"] == ["'self'"]
    assert admin["object-src"] == ["'none'"]
