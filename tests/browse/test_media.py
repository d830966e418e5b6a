"""A file is handed out where a public page shows it, and else to those only who meet it in the admin."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission

from actions.files import records_collection
from actions.models import ActionDocument, ActivityPhotograph
from actions.models.activity import ON_A_PAGE
from tests.factories import ActionFactory, ActivityFactory, ExpertFactory, OutputFactory, UserFactory
from tests.pictures import photograph

INSIDE = ["Programme managers", "Editors", "Administrators"]
OUTSIDE = ["Partners", "Evaluators"]
pytestmark = pytest.mark.django_db


def collection(name):
    return Collection.objects.get(name=name)


def document(**more):
    more = {"collection": records_collection(), **more}
    return ActionDocument.objects.create(title="Hush", file=ContentFile(b"%PDF-1.7", name="hush.pdf"), **more)


def picture(name="Records"):
    file = ContentFile(photograph(), name="workshop.jpg")
    return Image.objects.create(title="Hush", file=file, collection=collection(name))


def of_activity(image, **more):
    return ActivityPhotograph.objects.create(activity=ActivityFactory(**more), image=image)


def address(image):
    return image.get_rendition("max-165x165").url


@pytest.fixture(autouse=True)
def forget_renditions():
    """Wagtail remembers them by the picture's id, which the next test uses again."""
    cache.clear()


@pytest.fixture
def as_role(client):
    def sign_in(role):
        client.force_login(UserFactory(groups=[role]))
        return client

    return sign_in


# --- Documents


def test_a_visitor_reads_a_document_of_a_public_output(client):
    file = OutputFactory(document=document()).document
    assert client.get(file.url).status_code == 200


@pytest.mark.parametrize("more", [{"internal": True}, {"action__published": False}], ids=["internal", "unpublished"])
def test_a_visitor_reads_no_document_of_outputs_that_are_not_public(client, more):
    file = OutputFactory(document=document(), **more).document
    assert client.get(file.url).status_code == 403
    OutputFactory(document=file)  # a second output, which is public, shows the same document
    assert client.get(file.url).status_code == 200


def test_a_document_that_hangs_on_nothing_is_private(client):
    assert client.get(document().url).status_code == 403


def test_a_document_becomes_private_with_its_action(client):
    output = OutputFactory(document=document())
    first = client.get(output.document.url)
    output.action.published = False
    output.action.save()
    again = client.get(output.document.url, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 403)


@pytest.mark.parametrize("hanging", [True, False], ids=["of an internal output", "of nothing"])
@pytest.mark.parametrize("role", INSIDE + OUTSIDE)
def test_a_private_document_is_for_the_people_of_the_admin(as_role, role, hanging):
    file = document()
    if hanging:
        OutputFactory(document=file, internal=True)
    assert as_role(role).get(file.url).status_code == (200 if role in INSIDE else 403)


def test_a_document_in_a_collection_of_administrators_is_theirs(as_role):
    file = document(collection=Collection.get_first_root_node())
    answers = {role: as_role(role).get(file.url).status_code for role in INSIDE}
    assert answers == {"Programme managers": 403, "Editors": 403, "Administrators": 200}


def test_a_document_has_one_address_and_the_folder_none(client):
    file = OutputFactory(document=document()).document
    for other in (f"/documents/{file.pk}/other.pdf", f"/documents/{file.pk}/", f"/media/{file.file.name}"):
        assert client.get(other).status_code == 404, other
    assert client.post(file.url).status_code == 405


def test_a_document_cannot_run_in_the_portals_name(client):
    headers = client.get(OutputFactory(document=document()).document.url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Content-Disposition"].startswith("inline")
    text = ActionDocument.objects.create(title="Notes", file=ContentFile(b"words", name="notes.txt"))
    headers = client.get(OutputFactory(document=text).document.url).headers
    assert headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in headers["Content-Security-Policy"]


# --- Pictures


def test_a_visitor_sees_the_photograph_of_a_public_activity(client):
    answer = client.get(address(of_activity(picture()).image))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("more", [{"internal": True}, {"action__published": False}], ids=["internal", "unpublished"])
def test_a_visitor_sees_no_photograph_of_an_activity_that_is_not_public(client, more):
    image = of_activity(picture(), **more).image
    assert client.get(address(image)).status_code == 404
    of_activity(image)
    assert client.get(address(image)).status_code == 200


def test_a_persons_photograph_is_seen_with_consent_only(client):
    person = ExpertFactory(photo=picture("Roster"))
    seen = address(person.photo)
    assert client.get(seen).status_code == 404
    person.consent_to_publish = True
    person.save()
    assert client.get(seen).status_code == 200


def test_a_person_who_did_not_agree_is_not_shown_as_a_photograph_of_an_activity(client):
    image = of_activity(picture()).image
    assert client.get(address(image)).status_code == 200
    ExpertFactory(photo=image)
    assert client.get(address(image)).status_code == 404


def test_a_picture_that_nothing_shows_is_private(client):
    assert client.get(address(picture())).status_code == 404


@pytest.mark.parametrize("role", INSIDE + OUTSIDE)
def test_a_private_picture_is_for_those_who_work_with_its_collection(as_role, role):
    client = as_role(role)
    records, roster = client.get(address(picture())), client.get(address(picture("Roster")))
    sees_records, sees_roster = role in INSIDE, role in ("Programme managers", "Administrators")
    assert (records.status_code == 200, roster.status_code == 200) == (sees_records, sees_roster)
    if sees_records:
        assert records["Cache-Control"] == "private, no-cache"


def test_a_picture_kept_by_the_browser_is_asked_for_again(client):
    activity = of_activity(picture()).activity
    seen = address(activity.photographs.get().image)
    kept = client.get(seen)["Last-Modified"]
    assert client.get(seen, headers={"If-Modified-Since": kept}).status_code == 304
    activity.internal = True
    activity.save()
    assert client.get(seen, headers={"If-Modified-Since": kept}).status_code == 404


def test_only_renditions_have_an_address(client):
    image = of_activity(picture()).image
    rendition = address(image)
    name = rendition.removeprefix("/media/images/")
    for other in (
        f"/media/{image.file.name}",
        f"/media/images/../{image.file.name}",
        f"/media/images/%2e%2e/{image.file.name}",
        f"/media/images/./{name}",
        "/media/images/",
        "/media/images/none.png",
        f"/images/{image.pk}/",
    ):
        assert client.get(other).status_code == 404, other


def test_a_public_picture_costs_one_query(client, django_assert_max_num_queries):
    for _number in range(3):
        seen = address(of_activity(picture()).image)
    with django_assert_max_num_queries(2):
        assert client.get(seen).status_code == 200


# --- The admin


def doors_of(image, file):
    """Wagtail's screens about one picture or document."""
    return [
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages:image_usage", args=[image.pk]),
        reverse("wagtailimages:preview", args=[image.pk, "width-100"]),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtaildocs:edit", args=[file.pk]),
        reverse("wagtaildocs:delete", args=[file.pk]),
        reverse("wagtaildocs:document_usage", args=[file.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[file.pk]),
        reverse("wagtailadmin_api:images:detail", args=[image.pk]),
        reverse("wagtailadmin_api:documents:detail", args=[file.pk]),
    ]


@pytest.mark.parametrize("role", ["Partners", "Editors"])
def test_an_editor_reaches_no_screen_of_the_roster_or_of_administrators_files(as_role, role):
    image, file = picture("Roster"), document(collection=Collection.get_first_root_node())
    client = as_role(role)
    for door in doors_of(image, file):
        assert client.get(door).status_code in (302, 403, 404), door


@pytest.mark.parametrize("role", INSIDE)
def test_the_roster_is_in_no_list_of_an_editor(as_role, role):
    picture("Roster")
    lists = ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailadmin_api:images:listing"]
    client = as_role(role)
    texts = [client.get(reverse(name)).content.decode() for name in lists]
    # A manager chooses from it; Wagtail's own list is of what one may change.
    seen = {"Programme managers": [False, True, True], "Editors": [False] * 3, "Administrators": [True] * 3}
    assert ["Hush" in text for text in texts] == seen[role]


def test_the_list_of_documents_tells_language_and_size(as_role):
    document(language="fr", file_size=1_258_291)
    text = as_role("Editors").get(reverse("wagtaildocs:index")).content.decode().replace("\xa0", " ")
    assert "French" in text
    assert "1.2 MB" in text


def test_a_new_picture_of_a_person_goes_to_the_roster():
    person = ExpertFactory(photo=picture())
    person.photo.refresh_from_db()
    assert person.photo.collection.name == "Roster"


def test_nobody_else_was_given_a_right_on_a_collection():
    rights = GroupCollectionPermission.objects.values_list("group__name", "collection__name").distinct()
    assert set(rights) == {
        ("Administrators", "Root"),
        ("Programme managers", "Records"),
        ("Programme managers", "Roster"),
        ("Editors", "Records"),
    }


# --- On the page


def test_the_page_shows_photographs_and_tells_kind_language_and_size_of_a_file(opened):
    action = ActionFactory()
    shown = ActivityPhotograph.objects.create(
        activity=ActivityFactory(action=action), image=picture(), caption="Officials of “Lusaka”"
    )
    OutputFactory(action=action, document=document(language="fr", file_size=1_258_291))
    text = opened(action.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert 'alt="Officials of “Lusaka”"' in text
    assert 'loading="lazy"' in text
    assert 'width="40"' in text
    assert "PDF, French, 1.2 MB" in text
    for spec in ON_A_PAGE:
        assert opened(shown.image.get_rendition(spec).url)["Content-Type"] == f"image/{spec[-4:]}"


def test_a_photograph_whose_file_is_lost_does_not_break_the_page(opened):
    shown = of_activity(picture())
    shown.image.file.storage.delete(shown.image.file.name)
    opened(shown.activity.action.get_absolute_url())


def test_many_photographs_ask_as_much_as_one(queries_of):
    few, many = ActionFactory(), ActionFactory()
    for action, number in ((few, 1), (many, 6)):
        for _number in range(number):
            of_activity(picture(), action=action)
            of_activity(picture(), action=action)
    assert queries_of(few.get_absolute_url()) == queries_of(many.get_absolute_url())
