"""Editors deal with what readers wrote; nobody else sees it, and what it says is never more than words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.test.utils.wagtail_tests import WagtailTestUtils

from mieux_portal.remarks.models import Remark
from tests.factories import ActionFactory, UserFactory

pytestmark = pytest.mark.django_db

QUEUE = "/admin/remarks/"
SCRIPT = "<script>alert(1)</script>"


def remark(**changed):
    told = {"page": "/actions/", "text": "The year is wrong.", "email": "reader@example.org"}
    return Remark.objects.create(**{**told, **changed})


def screen(of, door=""):
    return f"{QUEUE}{of.pk}/{door}"


def listed(client, address=QUEUE):
    """The remarks that the queue shows at this address, in its order."""
    return [row for row, _title in client.get(address).context["rows"]]


def soup(answer):
    return WagtailTestUtils.get_soup(answer.content.decode())


def told(of):
    return list(ModelLogEntry.objects.filter(object_id=str(of.pk), action__startswith="remarks").order_by("pk"))


def test_the_newest_open_remark_stands_first(editor_client):
    first, second, done = remark(text="first"), remark(text="second"), remark(text="done")
    done.finish(UserFactory(), "Corrected.")
    assert listed(editor_client) == [second, first]
    assert listed(editor_client, f"{QUEUE}?state=done") == [done]
    assert listed(editor_client, f"{QUEUE}?state=all") == [second, first, done]


def test_each_number_leads_to_as_many_remarks(editor_client):
    remark(page="/criteria/")
    remark()
    remark().finish(UserFactory(), "Corrected.")
    for address in (QUEUE, f"{QUEUE}?about=/actions/", f"{QUEUE}?about=/criteria/"):
        for link in soup(editor_client.get(address)).select("nav.portal-choice a"):
            number = int(link.text.rpartition(":")[2])
            assert len(listed(editor_client, QUEUE + link["href"])) == number, link


def test_a_state_that_does_not_exist_is_the_open_ones(editor_client):
    one = remark()
    assert listed(editor_client, f"{QUEUE}?state=%00&page=999999999999&about=") == [one]
    assert listed(editor_client, f"{QUEUE}?about=%00javascript:") == []


def test_the_queue_names_the_page_and_leads_there(editor_client):
    action = ActionFactory(title="Migration data")
    remark(page=f"{action.get_absolute_url()}?from=list")
    link = soup(editor_client.get(QUEUE)).select_one(f"td a[href='{action.get_absolute_url()}?from=list']")
    assert link.text == "Migration data"


def test_the_queue_takes_as_many_queries_for_one_remark_as_for_many(editor_client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(QUEUE)
        return len(captured)

    remark(page=ActionFactory().get_absolute_url())
    queries()  # the first one also fills caches
    few = queries()
    for _one in range(8):
        remark(page=ActionFactory().get_absolute_url())
    assert queries() == few < 20


def test_what_a_reader_wrote_is_shown_as_words(editor_client):
    one = remark(text=SCRIPT, words=f"{SCRIPT}'\"", email="a?bcc=b+c@example.org", page=f"/search/?q={SCRIPT}")
    for address in (QUEUE, screen(one), screen(one, "delete/")):
        html = editor_client.get(address).content.decode()
        assert SCRIPT not in html
        assert "&lt;script&gt;" in html
    assert soup(editor_client.get(screen(one))).select_one("a[href^='mailto:']")["href"].count("?") == 0


def test_an_editor_says_what_came_of_it_and_the_address_is_erased(editor_client):
    one = remark()
    assert "reader@example.org" in editor_client.get(screen(one)).content.decode()
    answer = editor_client.post(screen(one), {"answer": "Corrected: it was 2014."})
    assert answer.url == QUEUE
    one.refresh_from_db()
    assert (one.email, one.answer) == ("", "Corrected: it was 2014.")
    assert one.done_by.groups.get().name == "Editors"
    assert [entry.user for entry in told(one)] == [one.done_by]
    html = editor_client.get(screen(one)).content.decode()
    assert "Corrected: it was 2014." in html
    assert one.done_by.full_name in html


def test_without_a_word_it_is_not_done(editor_client):
    one = remark()
    answer = editor_client.post(screen(one), {"answer": " "})
    assert "Say in a few words what came of it." in answer.content.decode()
    one.refresh_from_db()
    assert one.done_at is None


def test_what_two_editors_do_at_once_is_done_once(editor_client):
    one = remark()
    Remark.objects.get(pk=one.pk).finish(UserFactory(), "By the first.")
    with pytest.raises(ValidationError):
        one.finish(UserFactory(), "By the second.")
    answer = editor_client.post(screen(one), {"answer": "By the third."})
    assert "Somebody has dealt with this remark already." in answer.content.decode()
    assert Remark.objects.get(pk=one.pk).answer == "By the first."


def test_the_database_keeps_no_address_of_a_remark_that_is_done():
    one = remark()
    one.finish(UserFactory(), "Corrected.")
    one.email = "reader@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_the_database_keeps_no_remark_as_done_without_what_came_of_it_or_as_open_with_who_did_it():
    one = remark()
    for wrong in ({"done_at": timezone.now()}, {"done_by": UserFactory(), "answer": "Corrected."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Remark.objects.filter(pk=one.pk).update(email="", **wrong)


def test_a_remark_that_is_done_can_be_opened_again(editor_client):
    one = remark()
    one.finish(UserFactory(), "Right as it is.")
    editor_client.post(screen(one, "reopen/"))
    one.refresh_from_db()
    assert (one.done_at, one.done_by, one.answer) == (None, None, "Right as it is.")
    assert listed(editor_client) == [one]
    editor_client.post(screen(one, "reopen/"))
    assert [entry.action for entry in told(one)] == ["remarks.done", "remarks.reopened"]


def test_of_a_deleted_remark_the_log_keeps_that_it_was_and_who_deleted_it(editor_client):
    one = remark()
    assert "erased" in editor_client.get(screen(one, "delete/")).content.decode()
    pk = one.pk
    assert editor_client.post(screen(one, "delete/")).url == QUEUE
    assert not Remark.objects.exists()
    (entry,) = ModelLogEntry.objects.filter(object_id=str(pk), action="remarks.deleted")
    assert entry.user.groups.get().name == "Editors"
    assert "/actions/" in entry.label
    assert "reader@example.org" not in f"{entry.label} {entry.data}"


def test_the_menu_and_the_dashboard_say_how_many_are_open(editor_client):
    remark()
    remark()
    html = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Remarks (2 open)" in html
    assert "2 remarks of readers wait" in " ".join(html.split())


@pytest.mark.parametrize("role", ["Programme managers", "Partners", "Evaluators"])
def test_others_neither_see_the_queue_nor_hear_of_it(signed_in_as, role):
    one, client = remark(), signed_in_as(role)
    for address in (QUEUE, screen(one), screen(one, "delete/")):
        assert client.get(address).status_code in (302, 403)
    for address in (screen(one), screen(one, "reopen/"), screen(one, "delete/")):
        client.post(address, {"answer": "Done."})
    one.refresh_from_db()
    assert one.done_at is None
    assert "Remarks" not in client.get("/admin/", follow=True).content.decode()
