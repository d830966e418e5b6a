"""Wagtail's admin needs inline script and style; nothing else may have them."""

import pytest

from practices.models import KnowledgeItem
from tests.actions.screens import address, form_of
from tests.factories import KnowledgeItemFactory

pytestmark = pytest.mark.django_db


def policy(answer):
    """Directive → its sources."""
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("screen", ["/", "/sign-in/", "/actions/", "/no-such-page/"])
def test_a_public_page_has_no_inline_script_or_style(client, screen):
    public = policy(client.get(screen))
    assert public["default-src"] == ["'self'"]
    assert not any("'unsafe-inline'" in sources for sources in public.values())
    assert {"script-src", "style-src"}.isdisjoint(public)
    assert public["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("screen", ["/admin/", "/admin/images/multiple/add/", "/admin/snippets/actions/activity/add/"])
def test_the_admin_has_what_it_needs_and_no_more(signed_in_as, screen):
    answer = signed_in_as("Administrators").get(screen)
    assert answer.status_code == 200
    admin = policy(answer)
    assert set(admin["script-src"]) == set(admin["style-src"]) == {"'self'", "'unsafe-inline'"}
    assert admin["script-src-attr"] == ["'none'"]
    assert set(admin["img-src"]) == {"'self'", "data:", "blob:"}
    assert admin["default-src"] == admin["form-action"] == admin["frame-ancestors"] == admin["base-uri"] == ["'self'"]
    assert admin["object-src"] == ["'none'"]


def test_a_preview_is_a_public_page_that_may_stand_in_the_admins_frame(signed_in_as):
    item = KnowledgeItemFactory()
    client = signed_in_as("Administrators")
    preview = address(KnowledgeItem, "preview_on_edit", item.pk)
    assert client.post(preview, form_of(client, address(KnowledgeItem, "edit", item.pk))).json()["is_valid"]
    shown, public = policy(client.get(preview)), policy(client.get("/"))
    assert (shown.pop("frame-ancestors"), public.pop("frame-ancestors")) == (["'self'"], ["'none'"])
    assert shown == public
